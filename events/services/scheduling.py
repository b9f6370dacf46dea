"""Scheduling and changing series, and calling off one date. Every write here is audited."""

from __future__ import annotations

from datetime import datetime
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext as _

from community.people.errors import HubError
from community.people.models import Member
from community.people.services import record
from community.safety.races import again_after_race
from events.enums import Status
from events.models import EventTemplate, Occurrence, Series, SeriesCalendar
from events.registering.services.copying import copy_rules, rules_from

from .occurrences import settle
from .telling import tell_of_change

RESERVED_SLUGS = frozenset({"list", "new", "organizing", "calendar", "imports", "approvals", "templates"})
_SLUG_LENGTH = 60


class EditedMeanwhile(HubError):
    """Somebody saved the series after this form was opened."""


class CancelRefused(HubError):
    """The date is over."""


class DateGone(HubError):
    """The date was taken out meanwhile, and nobody had registered for it."""


class PlacesTaken(HubError):
    """There would be fewer places than people who have one."""


@again_after_race
@transaction.atomic
def schedule(
    *,
    series: Series,
    by: Member,
    form_token: UUID | None = None,
    publish: bool = True,
    like: Series | EventTemplate | None = None,
) -> Series:
    """Save a new `series` with `by` as its organizer; publish it or keep it as a draft. Audited.

    One registers for it as for `like`, where that is given. The same form sent twice gives the series it made the first
    time.
    """
    made = Series.objects.filter(scheduled_by=by, form_token=form_token).first() if form_token else None
    if made is not None:
        return made
    series.pk, series.scheduled_by, series.form_token, series.live = None, by, form_token, False
    series.slug = free_slug(series.title)
    series.save()
    series.organizers.add(by)
    if isinstance(like, EventTemplate):
        rules_from(like, to=series)
    elif like is not None:
        copy_rules(of=like, to=series)
    save_revision(series, by=by, publish=publish)
    record(by=by, action="schedule", about=series, after=summary_of(series))
    return series


@transaction.atomic
def revise(*, series: Series, by: Member, version: int | None, publish: bool = True) -> Series:
    """Save changes of `series` as a new revision, and publish it unless it is to stay a draft. Audited.

    `version` is the latest revision when the form was opened. Raises EditedMeanwhile when there is a newer one,
    PlacesTaken when there would be fewer places than people who registered for a date to come.
    """
    stored = Series.objects.select_for_update(of=("self",)).get(pk=series.pk)
    if stored.latest_revision_id != version:
        raise EditedMeanwhile(
            _("Somebody else changed this event while you were writing. Compare, then save again to keep your version.")
        )
    if publish:
        refuse_fewer_places(occurrences=stored.occurrences.all(), capacity=series.capacity, at=timezone.now())
    before = summary_of(stored)
    save_revision(series, by=by, publish=publish)
    record(by=by, action="revise", about=series, before=before, after=summary_of(series))
    return series


@transaction.atomic
def cancel_occurrence(*, occurrence: Occurrence, by: Member, reason: str, at: datetime | None = None) -> Occurrence:
    """Call off one date; those who registered hear of it, and keep seeing it, marked as cancelled. Audited.

    A date that is cancelled already stays as it is. Raises CancelRefused for one that is over.
    """
    at = at or timezone.now()
    current = lock_date(occurrence)
    if current.status == Status.CANCELLED:
        return current
    if current.end_at <= at:
        raise CancelRefused(_("This date is over, so it can't be cancelled."))
    before = {"status": current.status}
    current.status, current.reason = Status.CANCELLED, reason
    current.save(update_fields=["status", "reason"])
    settle(series=current.series, at=at)
    sequence = SeriesCalendar.objects.get(series=current.series_id).sequence
    tell_of_change(series=current.series, occurrences=[current], sequence=sequence, at=at)
    record(by=by, action="cancel", about=current, before=before, after={"status": current.status, "reason": reason})
    return current


@transaction.atomic
def bring_back(*, occurrence: Occurrence, by: Member, at: datetime | None = None) -> Occurrence:
    """Let a cancelled date take place after all; those who are still registered hear of it. Audited; idempotent.

    Raises CancelRefused for one that is over.
    """
    at = at or timezone.now()
    current = lock_date(occurrence)
    if current.status != Status.CANCELLED:
        return current
    if current.end_at <= at:
        raise CancelRefused(_("This date is over, so it can’t be brought back. Add an extra date instead."))
    before = {"status": current.status, "reason": current.reason}
    current.status, current.reason = Status.SCHEDULED, ""
    current.save(update_fields=["status", "reason"])
    settle(series=current.series, at=at)
    sequence = SeriesCalendar.objects.get(series=current.series_id).sequence
    tell_of_change(series=current.series, occurrences=[current], sequence=sequence, at=at)
    record(by=by, action="bring back", about=current, before=before, after={"status": current.status})
    return current


def lock_date(occurrence: Occurrence) -> Occurrence:
    """The row as it is now; its series is locked first, as `settle` does. Raises DateGone."""
    Series.objects.select_for_update(of=("self",)).filter(occurrences=occurrence.pk).first()
    rows = Occurrence.objects.select_for_update(of=("self",)).select_related("series").filter(pk=occurrence.pk)
    current = rows.first()
    if current is None:
        raise DateGone(_("Somebody took this date out of the series meanwhile. Look at the dates that are left."))
    return current


def refuse_fewer_places(*, occurrences: QuerySet[Occurrence], capacity: int | None, at: datetime) -> None:
    """Raise PlacesTaken when more people have a place, or an offer, at a date to come than `capacity`.

    Nobody registers meanwhile.
    """
    if capacity is None:
        return
    coming = occurrences.select_for_update(of=("self",)).filter(status=Status.SCHEDULED, end_at__gt=at)
    held = coming.annotate(held=F("registered_count") + F("offered_count")).select_related("series")
    fullest = max(held, key=attrgetter("held"), default=None)
    if fullest is not None and fullest.held > capacity:
        values = {"count": fullest.held, "day": date_format(fullest.local_start, "F j, Y")}
        said = _("%(count)d people have a place on %(day)s. Leave at least so many, or take somebody out first.")
        raise PlacesTaken(said % values)


def free_slug(title: str) -> str:
    """An address part nobody has yet, made from the title."""
    stem = slugify(title)[:_SLUG_LENGTH].strip("-") or "event"
    taken = set(Series.objects.filter(slug__startswith=stem).values_list("slug", flat=True)) | RESERVED_SLUGS
    number = 2
    slug = stem
    while slug in taken:
        slug, number = f"{stem}-{number}", number + 1
    return slug


def save_revision(series: Series, *, by: Member, publish: bool) -> None:
    """One path for the site's forms and Wagtail's: `published` settles the series (receivers.py)."""
    revision = series.save_revision(user=by, changed=True)
    if publish:
        # Our own permissions were asked by the view; Wagtail's ask for a model-wide right to publish.
        revision.publish(user=by, skip_permission_checks=True)
        series.refresh_from_db()


def summary_of(series: Series) -> dict[str, Any]:
    """What the audit log keeps of a series."""
    names = (
        "title",
        "kind",
        "visibility",
        "group_id",
        "starts_on",
        "starts_at",
        "duration",
        "zone",
        "rule",
        "skip_holidays",
        "capacity",
    )
    values = {name: getattr(series, name) for name in names}
    return {
        name: value if isinstance(value, int) else str(value) for name, value in values.items() if value is not None
    }
