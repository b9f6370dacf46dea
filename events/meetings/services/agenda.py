"""Writing the agenda of a meeting, putting it in order, publishing it, and carrying over what was not finished."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from community.people.models import Member
from community.people.services import record
from community.safety.races import again_after_race
from events.after.services.telling import AGENDA, tell_of_news
from events.after.services.versions import NothingThere, refuse_stale
from events.enums import Status
from events.meetings.models import Agenda, AgendaItem
from events.models import Occurrence

from .finding import index_meeting
from .refusals import MeetingRefused, date_for

if TYPE_CHECKING:
    from uuid import UUID

MOST_ITEMS = 30
FIELDS = ("title", "minutes", "presenter", "notes")


@again_after_race
@transaction.atomic
def add_item(
    *,
    occurrence: Occurrence,
    by: Member,
    title: str,
    minutes: int | None = None,
    presenter: str = "",
    notes: str = "",
    form_token: UUID | None = None,
    at: datetime | None = None,
) -> AgendaItem:
    """Put an item at the end of the agenda; the same form sent twice is one item. Raises MeetingRefused, DateGone."""
    date = date_for(by, occurrence)
    if form_token and (twin := AgendaItem.objects.filter(by=by, form_token=form_token).first()):
        return twin
    said = {"title": title, "minutes": minutes, "presenter": presenter, "notes": notes}
    item = _append(date, by=by, at=at or timezone.now(), form_token=form_token, **said)
    record(by=by, action="add", about=item, after=_said(item))
    index_meeting(date)
    return item


def _append(date: Occurrence, **fields: Any) -> AgendaItem:
    """At the end of the agenda of a locked date."""
    last = date.agenda_items.aggregate(last=Max("position"))["last"] or 0
    if date.agenda_items.count() >= MOST_ITEMS:
        raise MeetingRefused(_("An agenda has at most %(most)d items. Join some of them.") % {"most": MOST_ITEMS})
    return AgendaItem.objects.create(occurrence=date, position=last + 1, **fields)


@transaction.atomic
def change_item(*, item: AgendaItem, by: Member, version: int, said: dict[str, Any]) -> AgendaItem:
    """Write `said` (of FIELDS) into an item that was read at `version`. Raises ChangedMeanwhile, MeetingRefused."""
    row = _locked(item, by)
    refuse_stale(row.version, version)
    before = _said(row)
    for name in FIELDS:
        setattr(row, name, said[name])
    row.version += 1
    row.save(update_fields=[*FIELDS, "version"])
    record(by=by, action="change", about=row, before=before, after=_said(row))
    index_meeting(row.occurrence)
    return row


@transaction.atomic
def take_out_item(*, item: AgendaItem, by: Member) -> None:
    """Delete it; a second time does nothing. What was carried over from it stays. Raises MeetingRefused."""
    date = date_for(by, item.occurrence)
    row = date.agenda_items.filter(pk=item.pk).first()
    if row is not None:
        record(by=by, action="take out", about=row, before=_said(row))
        row.delete()
        index_meeting(date)


@transaction.atomic
def move_item(*, item: AgendaItem, by: Member, up: bool) -> AgendaItem:
    """One place up or down; at the end of the list it stays. Raises MeetingRefused, NothingThere."""
    row = _locked(item, by)
    rows = list(row.occurrence.agenda_items.order_by("position"))
    here = [one.pk for one in rows].index(row.pk)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(rows):
        return row
    other = rows[there]
    free, mine, its = rows[-1].position + 1, row.position, other.position
    for one, position in ((other, free), (row, its), (other, mine)):  # the place is unique at each step
        one.position = position
        one.save(update_fields=["position"])
    record(by=by, action="move", about=row, before={"place": mine}, after={"place": its})
    return row


@again_after_race
@transaction.atomic
def carry_over(*, item: AgendaItem, by: Member, at: datetime | None = None) -> AgendaItem:
    """Put a copy at the end of the agenda of the next meeting, once. Raises MeetingRefused when there is none."""
    row = _locked(item, by)
    if twin := AgendaItem.objects.filter(carried_from=row).first():
        return twin
    following = next_meeting(row.occurrence)
    if following is None:
        raise MeetingRefused(_("There is no later meeting yet. Schedule one, then carry the item over."))
    said = {name: getattr(row, name) for name in FIELDS}
    copy = _append(date_for(by, following), by=by, at=at or timezone.now(), carried_from=row, **said)
    record(by=by, action="carry over", about=copy, after={**_said(copy), "from": row.occurrence_id})
    index_meeting(copy.occurrence)
    return copy


def next_meeting(date: Occurrence) -> Occurrence | None:
    """The next date of its series; else of another one of the group of the same sort and for the same people."""
    series = date.series
    later = Occurrence.objects.filter(
        start_at__gt=date.start_at, status=Status.SCHEDULED, series__live=True, series__group=series.group_id
    ).order_by("start_at", "pk")
    same = later.filter(series__kind=series.kind, series__visibility=series.visibility)
    return later.filter(series=series).first() or same.select_related("series").first()


@again_after_race
@transaction.atomic
def publish_agenda(*, occurrence: Occurrence, by: Member, at: datetime | None = None) -> Agenda:
    """Show the agenda to everybody who may see the date; who takes part hears of it. Idempotent.

    Raises MeetingRefused for an empty one.
    """
    at = at or timezone.now()
    date = date_for(by, occurrence)
    known = Agenda.objects.filter(pk=date.pk).first()
    if known is not None:
        return known
    if not date.agenda_items.exists():
        raise MeetingRefused(_("The agenda is empty. Add an item first."))
    made = Agenda.objects.create(occurrence=date, published_at=at, by=by)
    record(by=by, action="publish", about=made, after={"items": date.agenda_items.count()})
    index_meeting(date)
    tell_of_news(occurrence=date, what=AGENDA, by=by, at=at)
    return made


def _locked(item: AgendaItem, by: Member) -> AgendaItem:
    """The item as it is now; its group and date are locked. Raises MeetingRefused, NothingThere."""
    date = date_for(by, item.occurrence)
    row: AgendaItem | None = date.agenda_items.filter(pk=item.pk).first()
    if row is None:
        raise NothingThere(_("Somebody took this away meanwhile."))
    row.occurrence = date
    return row


def _said(item: AgendaItem) -> dict[str, Any]:
    return {"date": item.occurrence_id, **{name: getattr(item, name) for name in FIELDS}}
