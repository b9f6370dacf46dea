"""Keeping the stored calendar text and the version of the public feed true."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest

from events import ics
from events.changes.plan import Plan
from events.enums import Visibility
from events.models import FeedVersion, Occurrence, Series, SeriesCalendar

PUBLIC = "public"
WINDOW = timedelta(days=92)  # the public feed shows three months back


@transaction.atomic
def store_calendar(
    *, series: Series, plan: Plan, cancelled: Iterable[Occurrence], last_end_at: datetime, is_news: bool, at: datetime
) -> SeriesCalendar:
    """Write the block of `series` again if it says something new, and raise the feed's version if it shows there.

    The version rises and the stamp is new with each new text; SEQUENCE rises only when time, place, status or rule
    differ (RFC 5546 2.1.4), so that a mended title asks nobody to look again. The link to join is in no public text,
    but who registered gets it: `is_news` and where people meet count too. The stamp never goes back.
    """
    dates = list(cancelled)
    old = SeriesCalendar.objects.select_for_update().filter(pk=series.pk).first()
    is_public = series.live and series.visibility == Visibility.EVERYBODY
    first = old or SeriesCalendar(series=series, sequence=_first_sequence(series), stamped_at=at)
    sequence, stamped_at, version = first.sequence, first.stamped_at, first.version

    def text() -> str:
        return ics.block(series, cancelled=dates, sequence=sequence, stamped_at=stamped_at, plan=plan)

    block = text()
    is_new_text = old is None or old.block != block or is_news or has_moved(old, series)
    if old and (is_new_text or old.is_public != is_public):
        if is_news or has_moved(old, series) or ics.substance(old.block) != ics.substance(block):
            sequence += 1
        version, stamped_at = version + 1, max(at, old.stamped_at)
        block = text()
    row = SeriesCalendar(
        series=series,
        block=block,
        zone=series.zone,
        sequence=sequence,
        version=version,
        stamped_at=stamped_at,
        is_public=is_public,
        last_end_at=last_end_at,
        meets=series.meets,
    )
    if old is None:
        row.save(force_insert=True)
    elif (old.version, old.last_end_at, old.meets) != (version, last_end_at, series.meets):
        row.save(force_update=True)
    was_public = old is not None and old.is_public
    if was_public != is_public or (is_public and is_new_text):
        raise_version(at=at)
    return row


def _first_sequence(series: Series) -> int:
    """A series that goes on from another one counts on: its dates stand in calendars already."""
    former = SeriesCalendar.objects.filter(series__continuations__series=series)
    return max((number + 1 for number in former.values_list("sequence", flat=True)), default=0)


def has_moved(old: SeriesCalendar, series: Series) -> bool:
    """Whether people meet elsewhere now; rows of before this was kept know no former place."""
    return old.meets not in {"", series.meets}


def current_version() -> FeedVersion:
    """The public feed's version; before the first event an unsaved one."""
    beginning = datetime.fromisoformat("2026-01-01T00:00:00+00:00")
    return FeedVersion.objects.filter(name=PUBLIC).first() or FeedVersion(
        name=PUBLIC, changed_at=beginning, since=beginning
    )


@transaction.atomic
def raise_version(*, at: datetime) -> None:
    """Raise the public feed's version in the caller's transaction; its date never goes back."""
    changed = FeedVersion.objects.filter(name=PUBLIC).update(
        number=F("number") + 1, changed_at=Greatest(F("changed_at"), at)
    )
    if not changed:
        FeedVersion.objects.get_or_create(name=PUBLIC, defaults={"number": 1, "changed_at": at, "since": at - WINDOW})


@transaction.atomic
def advance_window(*, at: datetime) -> None:
    """Move the public feed's window on; the version rises only when something drops out. Run daily."""
    since = at - WINDOW
    old = FeedVersion.objects.select_for_update().filter(name=PUBLIC, since__lt=since).first()
    if old is None:
        return
    gone = SeriesCalendar.objects.filter(is_public=True, last_end_at__gte=old.since, last_end_at__lt=since).exists()
    FeedVersion.objects.filter(pk=old.pk).update(since=since)
    if gone:
        raise_version(at=at)
