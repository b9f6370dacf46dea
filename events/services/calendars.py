"""Keeping the stored calendar text and the version of the public feed true."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest

from events import ics
from events.enums import Visibility
from events.models import FeedVersion, Occurrence, Series, SeriesCalendar

PUBLIC = "public"
WINDOW = timedelta(days=92)  # the public feed shows three months back


@transaction.atomic
def store_calendar(
    *, series: Series, cancelled: Iterable[Occurrence], last_end_at: datetime, at: datetime
) -> SeriesCalendar:
    """Write the block of `series` again if it says something new, and raise the feed's version if it shows there.

    SEQUENCE rises with each new text; the stamp never goes back.
    """
    dates = list(cancelled)
    old = SeriesCalendar.objects.select_for_update().filter(pk=series.pk).first()
    is_public = series.live and series.visibility == Visibility.EVERYBODY
    sequence, stamped_at = (old.sequence, old.stamped_at) if old else (0, at)
    block = ics.block(series, cancelled=dates, sequence=sequence, stamped_at=stamped_at)
    # The link to join is in no public text, but who registered gets it: where people meet counts as text.
    is_new_text = old is None or old.block != block or has_moved(old, series)
    if old and is_new_text:
        sequence, stamped_at = old.sequence + 1, max(at, old.stamped_at)
        block = ics.block(series, cancelled=dates, sequence=sequence, stamped_at=stamped_at)
    row = SeriesCalendar(
        series=series,
        block=block,
        zone=series.zone,
        sequence=sequence,
        stamped_at=stamped_at,
        is_public=is_public,
        last_end_at=last_end_at,
        meets=series.meets,
    )
    if old is None:
        row.save(force_insert=True)
    elif is_new_text or (old.is_public, old.last_end_at, old.meets) != (is_public, last_end_at, series.meets):
        row.save(force_update=True)
    was_public = old is not None and old.is_public
    if was_public != is_public or (is_public and is_new_text):
        raise_version(at=at)
    return row


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
