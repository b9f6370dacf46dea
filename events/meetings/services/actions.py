"""Agreeing on action items, changing and closing them, and reminding their owners."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.notifications.registries import place_of
from community.notifications.services.telling import notify, take_back
from community.people.models import Member
from community.people.services import record
from community.safety.races import again_after_race
from community.workgroups.models import WorkGroup
from community.workgroups.services.refusals import locked, require_open
from events.after.services.versions import refuse_stale
from events.enums import Told
from events.meetings.enums import ActionState, Reminded
from events.meetings.models import ActionItem
from events.models import Occurrence

from .refusals import MeetingRefused, group_for, meeting_of

if TYPE_CHECKING:
    from uuid import UUID

DAYS_BEFORE = 3


@dataclass(frozen=True)
class Agreed:
    """What a form says of an action item: `owner` or `outside`."""

    what: str
    due_on: date
    owner: Member | None = None
    outside: str = ""
    meeting: Occurrence | None = None


@again_after_race
@transaction.atomic
def agree_action(
    *, group: WorkGroup, by: Member, agreed: Agreed, form_token: UUID | None = None, at: datetime | None = None
) -> ActionItem:
    """Write down who does what until when; the owner hears of it. The same form sent twice is one item.

    Raises MeetingRefused when the owner is not in the group, or none is named; GroupRefused.
    """
    current = group_for(by, group.pk, agreed.meeting)
    if form_token and (twin := ActionItem.objects.filter(by=by, form_token=form_token).first()):
        return twin
    _require_owner(current, agreed)
    made = ActionItem.objects.create(
        group=current,
        meeting=agreed.meeting,
        what=agreed.what,
        owner=agreed.owner,
        outside=agreed.outside,
        due_on=agreed.due_on,
        by=by,
        at=at or timezone.now(),
        form_token=form_token,
    )
    record(by=by, action="agree", about=made, after=_said(made))
    _tell(made, f"given-{made.owner_id}", by=by, at=made.at)
    return made


@transaction.atomic
def change_action(
    *, action: ActionItem, by: Member, version: int, agreed: Agreed, at: datetime | None = None
) -> ActionItem:
    """Write it anew, as read at `version`; a new owner hears of it, the former one no more.

    Raises ChangedMeanwhile, MeetingRefused, GroupRefused.
    """
    row = _written(action, by)
    refuse_stale(row.version, version)
    if not row.is_open:
        raise MeetingRefused(_("This is closed. Open it again first."))
    _require_owner(row.group, agreed, stays=row.owner_id)
    before, former, day = _said(row), row.owner_id, row.due_on
    _forget_reminders(row, agreed)
    row.what, row.owner, row.outside, row.due_on = agreed.what, agreed.owner, agreed.outside, agreed.due_on
    row.version += 1
    if (former, day) != (row.owner_id, row.due_on):
        row.reminded = Reminded.NOTHING
    row.save(update_fields=["what", "owner", "outside", "due_on", "version", "reminded"])
    record(by=by, action="change", about=row, before=before, after=_said(row))
    if former != row.owner_id:
        _tell(row, f"given-{row.owner_id}-{row.version}", by=by, at=at or timezone.now())
    return row


@transaction.atomic
def close_action(
    *, action: ActionItem, by: Member, state: ActionState, note: str = "", at: datetime | None = None
) -> ActionItem:
    """Say that it is done, or dropped for a reason: by who writes it, or its owner. Idempotent.

    Raises MeetingRefused without a reason, and for everybody else; GroupRefused.
    """
    row = _closable(action, by)
    if not row.is_open:
        return row
    if state == ActionState.DROPPED and not note.strip():
        raise MeetingRefused(_("Say why it is dropped."))
    row.state, row.note, row.closed_at, row.closed_by = state, note, at or timezone.now(), by
    row.version += 1
    row.save(update_fields=["state", "note", "closed_at", "closed_by", "version"])
    take_back(kind=Told.ACTION, about=row.pk)
    record(by=by, action="close", about=row, after={"state": str(state), "note": note})
    return row


@transaction.atomic
def reopen_action(*, action: ActionItem, by: Member) -> ActionItem:
    """It is to be done after all. Idempotent. Raises MeetingRefused, GroupRefused."""
    row = _closable(action, by)
    if row.is_open:
        return row
    before = {"state": row.state, "note": row.note}
    row.state, row.closed_at, row.closed_by, row.reminded = ActionState.OPEN, None, None, Reminded.NOTHING
    row.version += 1
    row.save(update_fields=["state", "closed_at", "closed_by", "reminded", "version"])
    record(by=by, action="reopen", about=row, before=before)
    return row


def remind_owners(*, at: datetime | None = None) -> int:
    """Remind owners once some days before the day, and once when it has passed. Idempotent; how many were told."""
    at = at or timezone.now()
    today, told = timezone.localdate(at), 0
    soon = today + timedelta(days=DAYS_BEFORE)
    waiting = ActionItem.objects.to_remind(soon).exclude(reminded=Reminded.OVERDUE)
    for key in waiting.exclude(reminded=Reminded.SOON, due_on__gte=today).values_list("pk", flat=True):
        told += _remind(key, today, soon, at)
    return told


@transaction.atomic
def _remind(key: int, today: date, soon: date, at: datetime) -> int:
    row = ActionItem.objects.to_remind(soon).select_for_update(of=("self",)).filter(pk=key).first()
    if row is None:
        return 0
    what = Reminded.OVERDUE if row.due_on < today else Reminded.SOON
    if row.reminded == what:
        return 0
    row.reminded = what
    row.save(update_fields=["reminded"])
    take_back(kind=Told.ACTION, about=row.pk, key=_key(Reminded.SOON, row))
    return _tell(row, _key(what, row), by=None, at=at)


def _forget_reminders(row: ActionItem, agreed: Agreed) -> None:
    """What the owner has not read of a former day, or of what is somebody else's now, is not true any more."""
    if row.owner_id is not None and (agreed.owner is None or agreed.owner.pk != row.owner_id):
        take_back(kind=Told.ACTION, about=row.pk, to=[row.owner_id])
    elif agreed.due_on != row.due_on:
        for what in (Reminded.SOON, Reminded.OVERDUE):
            take_back(kind=Told.ACTION, about=row.pk, key=_key(what, row))


def _key(what: Reminded, row: ActionItem) -> str:
    return f"{what}-{row.due_on.isoformat()}"


def _tell(row: ActionItem, key: str, *, by: Member | None, at: datetime) -> int:
    if row.owner_id is None:
        return 0
    place = place_of("group", row.group_id)
    return notify(kind=Told.ACTION, to=[row.owner_id], about=row.pk, places=[place], key=key, by=by, at=at)


def _require_owner(group: WorkGroup, agreed: Agreed, *, stays: int | None = None) -> None:
    if (agreed.owner is None) == (not agreed.outside):
        raise MeetingRefused(_("Choose a member of the group, or name somebody outside of it: one of the two."))
    if agreed.owner is None or agreed.owner.pk == stays:
        return
    if not group.memberships.active().filter(member=agreed.owner).exists():
        raise MeetingRefused(_("The owner is not in the group any more. Choose somebody else."))


def _written(action: ActionItem, by: Member) -> ActionItem:
    """The row as it is now, for who writes it; its group is locked."""
    return _row(action, group_for(by, action.group_id, meeting_of(action)))


def _closable(action: ActionItem, by: Member) -> ActionItem:
    """The same for the owner, too."""
    group = locked(action.group_id)
    if not ActionItem.objects.closable_by(by).filter(pk=action.pk).exists():
        raise MeetingRefused(_("Only the owner can do that, leads of the group, and who organizes the meeting."))
    require_open(group)
    return _row(action, group)


def _row(action: ActionItem, group: WorkGroup) -> ActionItem:
    row: ActionItem = ActionItem.objects.select_for_update(of=("self",)).get(pk=action.pk)
    row.group = group
    return row


def _said(action: ActionItem) -> dict[str, Any]:
    owner = action.owner_id or action.outside
    return {"what": action.what, "owner": owner, "due_on": action.due_on.isoformat(), "meeting": action.meeting_id}
