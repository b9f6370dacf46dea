"""Taking, correcting, replacing, withdrawing and publishing decisions. No decision is deleted or loses its words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from community.people.models import Member
from community.people.services import record
from community.safety.races import again_after_race
from community.workgroups.models import WorkGroup
from events.after.services.versions import refuse_stale
from events.meetings.enums import DecisionState
from events.meetings.models import Decision, DecisionVersion
from events.models import Occurrence

from .finding import index_decision
from .refusals import MeetingRefused, group_for, meeting_of

if TYPE_CHECKING:
    from uuid import UUID


@dataclass(frozen=True)
class Said:
    """What a form says of a new decision; without a meeting it was taken between two."""

    text: str
    reasons: str
    taken_on: date
    meeting: Occurrence | None = None
    is_published: bool = False


@again_after_race
@transaction.atomic
def take_decision(
    *, group: WorkGroup, by: Member, said: Said, form_token: UUID | None = None, at: datetime | None = None
) -> Decision:
    """Give a decision the next number of the group's register; the same form sent twice is one decision.

    Raises MeetingRefused, GroupRefused.
    """
    at = at or timezone.now()
    current = group_for(by, group.pk, said.meeting)
    if twin := _twin(by, form_token):
        return twin
    made = _enter(current, by, said, form_token, at)
    record(by=by, action="decide", about=made, after=_said(made))
    return made


@again_after_race
@transaction.atomic
def replace_decision(
    *, decision: Decision, by: Member, said: Said, form_token: UUID | None = None, at: datetime | None = None
) -> Decision:
    """Enter a new decision in the place of one that is in force, which stays to read and leads to it.

    Raises MeetingRefused when it is not in force, or not for `by` to write; GroupRefused.
    """
    at = at or timezone.now()
    group = group_for(by, decision.group_id, said.meeting)
    if twin := _twin(by, form_token):
        return twin
    former = _locked(decision, by)
    _require_in_force(former)
    made = _enter(group, by, said, form_token, at)
    former.state, former.replaced_by = DecisionState.REPLACED, made.number
    former.save(update_fields=["state", "replaced_by"])
    index_decision(former)
    record(by=by, action="replace", about=former, after={"replaced_by": made.number})
    record(by=by, action="decide", about=made, after=_said(made))
    return made


def _enter(group: WorkGroup, by: Member, said: Said, form_token: UUID | None, at: datetime) -> Decision:
    """The next number, in a group that is locked: no gap and no double, whoever writes at once."""
    last = group.decisions.aggregate(last=Max("number"))["last"] or 0
    if said.taken_on > timezone.localdate(at):
        raise MeetingRefused(_("The day of the decision is still to come. Write down what was decided already."))
    made = Decision.objects.create(
        group=group,
        number=last + 1,
        text=said.text,
        reasons=said.reasons,
        taken_on=said.taken_on,
        meeting=said.meeting,
        published_at=at if said.is_published else None,
        published_from=1 if said.is_published else None,
        by=by,
        at=at,
        form_token=form_token,
    )
    _keep_words(made, by=by, at=at)
    index_decision(made)
    return made


@transaction.atomic
def correct_decision(
    *, decision: Decision, by: Member, version: int, text: str, reasons: str, note: str, at: datetime | None = None
) -> Decision:
    """Write other words as a new version, read at `version`; the former ones stay to read.

    Raises ChangedMeanwhile, MeetingRefused without a note and for one that is not in force, GroupRefused.
    """
    row = _locked(decision, by)
    refuse_stale(row.version, version)
    _require_in_force(row)
    if (row.text, row.reasons) == (text, reasons):
        return row
    if not note.strip():
        raise MeetingRefused(_("Say what you corrected: people have read the former words."))
    row.text, row.reasons, row.version = text, reasons, row.version + 1
    row.save(update_fields=["text", "reasons", "version"])
    _keep_words(row, by=by, at=at or timezone.now(), note=note)
    index_decision(row)
    record(by=by, action="correct", about=row, after={"version": row.version, "note": note})
    return row


@transaction.atomic
def withdraw_decision(*, decision: Decision, by: Member, why: str, at: datetime | None = None) -> Decision:
    """Say that it holds no more, and nothing takes its place. Raises MeetingRefused, GroupRefused."""
    row = _locked(decision, by)
    _require_in_force(row)
    if not why.strip():
        raise MeetingRefused(_("Say why the decision holds no more."))
    row.state, row.withdrawn_at, row.withdrawn_by, row.why = DecisionState.WITHDRAWN, at or timezone.now(), by, why
    row.save(update_fields=["state", "withdrawn_at", "withdrawn_by", "why"])
    index_decision(row)
    record(by=by, action="withdraw", about=row, after={"why": why})
    return row


@transaction.atomic
def publish_decision(*, decision: Decision, by: Member, at: datetime | None = None) -> Decision:
    """Let everybody who may see the group read it as it is now, not its former words. Idempotent; for good.

    Raises MeetingRefused for a private group, GroupRefused.
    """
    row = _locked(decision, by)
    if row.group.is_private:
        raise MeetingRefused(_("This group is private: its members read the decision, and nobody else."))
    if not row.is_published:
        row.published_at, row.published_from = at or timezone.now(), row.version
        row.save(update_fields=["published_at", "published_from"])
        index_decision(row)
        record(by=by, action="publish", about=row, after={"version": row.version})
    return row


def _twin(by: Member, form_token: UUID | None) -> Decision | None:
    return Decision.objects.filter(by=by, form_token=form_token).first() if form_token else None


def _locked(decision: Decision, by: Member) -> Decision:
    """The row as it is now; its group is locked, so nobody else changes one of the register."""
    group = group_for(by, decision.group_id, meeting_of(decision))
    row: Decision = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    row.group = group
    return row


def _require_in_force(decision: Decision) -> None:
    if not decision.is_in_force:
        said = {"label": decision.label, "state": decision.get_state_display().lower()}
        raise MeetingRefused(_("%(label)s is not in force any more (%(state)s), so it stays as it is.") % said)


def _keep_words(decision: Decision, *, by: Member, at: datetime, note: str = "") -> None:
    DecisionVersion.objects.create(
        decision=decision,
        number=decision.version,
        text=decision.text,
        reasons=decision.reasons,
        note=note,
        by=by,
        at=at,
    )


def _said(decision: Decision) -> dict[str, Any]:
    return {"number": decision.number, "text": decision.text, "meeting": decision.meeting_id}
