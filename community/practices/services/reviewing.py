"""Who takes a place in a review, what they say, and what it comes to."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.notifications.services.telling import notify, take_back
from community.people.models import Member
from community.people.services import record
from community.practices.deciding import comes_to
from community.practices.enums import OPEN, State, Verdict
from community.practices.models import Answer, Seat, Version
from community.practices.notification_kinds import ANSWERED, ASKED, SUBMITTED
from community.practices.permissions import can_edit_review, why_not_review
from community.practices.refusals import NotIndependent, PlaceTaken, PracticeRefused

from .editors import editors
from .writing import lock_version


@transaction.atomic
def take_place(*, version: Version, member: Member, at: datetime | None = None) -> Seat:
    """Volunteer for a free place; audited. Raises as `ask` does."""
    return _seat(version, member, asked_by=None, at=at)


@transaction.atomic
def ask(*, version: Version, member: Member, by: Member, at: datetime | None = None) -> Seat:
    """Give a free place to `member`, who is told; audited.

    Raises PlaceTaken when none is free, NotIndependent for authors and people of their departments, PracticeRefused for
    what is not in review and for `by` who may not.
    """
    if not can_edit_review(by, version.practice):
        raise PracticeRefused(_("Editors ask reviewers, but not for what they wrote themselves."))
    seat = _seat(version, member, asked_by=by, at=at)
    notify(kind=ASKED, to=[member.pk], about=version.pk, key=str(seat.version.round), by=by, at=at)
    return seat


def _seat(version: Version, member: Member, *, asked_by: Member | None, at: datetime | None) -> Seat:
    stored = lock_version(version)  # two who take the last place take turns
    member = Member.objects.select_related("department").get(pk=member.pk)
    if stored.state != State.REVIEW:
        raise PracticeRefused(_("It is not in review now."))
    refusal, department = why_not_review(member, stored), member.department
    if refusal or department is None:
        raise NotIndependent(refusal)
    held = {seat.place: seat for seat in stored.seats.held().select_related("department")}
    if any(seat.member_id == member.pk for seat in held.values()):
        raise PlaceTaken(_("%(name)s reviews it already.") % {"name": member})
    if len(held) >= stored.places:
        raise PlaceTaken(_("Each place in this review is taken by now. Thank you for offering."))
    if department.pk in {seat.department_id for seat in held.values()}:
        raise PlaceTaken(_("Somebody else of %(department)s reviews it already.") % {"department": department})
    place = next(number for number in range(1, stored.places + 1) if number not in held)
    seat = Seat.objects.create(
        version=stored,
        place=place,
        member=member,
        department=department,
        asked_by=asked_by,
        taken_at=at or timezone.now(),
    )
    after = {"reviewer": member.pk, "place": place}
    record(by=asked_by or member, action="seat reviewer", about=stored.practice, after=after)
    return seat


@transaction.atomic
def leave_place(*, seat: Seat, by: Member, at: datetime | None = None) -> Seat:
    """Give a place back, or, as an editor, take it from somebody who does not answer; audited.

    Raises PracticeRefused for others, and when the reviewer answered in this round.
    """
    stored = lock_version(seat.version)
    if by.pk != seat.member_id and not can_edit_review(by, stored.practice):
        raise PracticeRefused(_("Only the reviewer and editors may give a place back."))
    if stored.state not in OPEN:
        raise PracticeRefused(_("This review is over."))
    if seat.answers.filter(round=stored.round).exists():
        raise PracticeRefused(_("This reviewer has answered. The answer stands."))
    if Seat.objects.held().filter(pk=seat.pk).update(left_at=at or timezone.now()):
        take_back(kind=ASKED, about=stored.pk, to=[seat.member_id])
        record(by=by, action="free place", about=stored.practice, before={"reviewer": seat.member_id})
    seat.refresh_from_db()
    return seat


@transaction.atomic
def answer(*, version: Version, by: Member, verdict: str, words: str, at: datetime | None = None) -> Answer:
    """Say what the reviewer `by` finds; audited. The authors are told, and where two disagree the editors.

    Raises PracticeRefused without a place, out of review and the second time, NotIndependent for somebody who moved to
    a department of the authors since.
    """
    stored = lock_version(version)
    seat = stored.seats.held().filter(member=by).first()
    if seat is None:
        raise PracticeRefused(_("You are not a reviewer of this version."))
    if refusal := why_not_review(Member.objects.get(pk=by.pk), stored):
        raise NotIndependent(refusal)
    if stored.state != State.REVIEW:
        raise PracticeRefused(_("This review is closed by now. Your words were not sent: the authors change the text."))
    if seat.answers.filter(round=stored.round).exists():
        raise PracticeRefused(_("You have answered already. The answer stands."))
    given = Answer.objects.create(
        seat=seat, round=stored.round, verdict=Verdict(verdict), words=words, at=at or timezone.now()
    )
    take_back(kind=ASKED, about=stored.pk, to=[by.pk])
    record(by=by, action="answer", about=stored.practice, after={"verdict": verdict, "round": stored.round})
    _settle(stored)
    authors = stored.practice.authorships.values_list("member", flat=True)
    key = f"{stored.round}-{seat.pk}"
    notify(kind=ANSWERED, to=list(authors), about=stored.pk, key=key, by=by, at=given.at)
    if stored.state == State.SPLIT:
        to = editors(but=stored.practice)
        notify(kind=SUBMITTED, to=to, about=stored.pk, key=f"{stored.round}-{stored.places}-split", by=by, at=given.at)
    return given


def _settle(version: Version) -> None:
    """Move the version to what the answers of this round come to."""
    given = Answer.objects.filter(seat__version=version, round=version.round)
    answers = dict(given.values_list("seat", "verdict"))
    version.state = comes_to(answers, version.places)
    version.save(update_fields=["state"])


@transaction.atomic
def open_third_place(*, version: Version, by: Member) -> Version:
    """Where two reviewers disagree, let a third one decide; audited. Raises PracticeRefused anywhere else."""
    stored = lock_version(version)
    _refuse_all_but_editors(stored, by)
    if stored.state != State.SPLIT or stored.places > 2:
        raise PracticeRefused(_("A third reviewer is asked only where two disagree."))
    stored.state, stored.places = State.REVIEW, 3
    stored.save(update_fields=["state", "places"])
    record(by=by, action="open third place", about=stored.practice)
    return stored


@transaction.atomic
def decide(*, version: Version, by: Member, verdict: str, words: str, at: datetime | None = None) -> Version:
    """Decide, as an editor, where reviewers disagree, with a sentence that authors and reviewers read; audited."""
    stored = lock_version(version)
    _refuse_all_but_editors(stored, by)
    if stored.state != State.SPLIT:
        raise PracticeRefused(_("Editors decide only where reviewers disagree."))
    stored.state = State.APPROVED if Verdict(verdict) == Verdict.APPROVE else State.CHANGES
    stored.decided_by, stored.decided_because = by, words
    stored.save(update_fields=["state", "decided_by", "decided_because"])
    record(by=by, action="decide", about=stored.practice, after={"state": stored.state, "because": words})
    told = {
        *stored.practice.authorships.values_list("member", flat=True),
        *stored.seats.held().values_list("member", flat=True),
    }
    notify(kind=ANSWERED, to=told, about=stored.pk, key=f"{stored.round}-decided", by=by, at=at)
    return stored


def _refuse_all_but_editors(version: Version, by: Member) -> None:
    if not can_edit_review(by, version.practice):
        raise PracticeRefused(_("Editors do that, but not for what they wrote themselves."))


@transaction.atomic
def free_places_of(*, members: list[int] | None = None, at: datetime | None = None) -> int:
    """Free the places of reviewers who are not independent any more and have not answered; return how many. Audited.

    Of some members, given by key, or of everybody.
    """
    waiting = Seat.objects.held().filter(version__state__in=OPEN)
    if members is not None:
        waiting = waiting.filter(member__in=members)
    freed = 0
    for seat in waiting.select_related("member", "version__practice").prefetch_related("version__practice__authors"):
        has_answered = seat.answers.filter(round=seat.version.round).exists()
        if has_answered or not why_not_review(seat.member, seat.version):
            continue
        if Seat.objects.held().filter(pk=seat.pk).update(left_at=at or timezone.now()):
            take_back(kind=ASKED, about=seat.version_id, to=[seat.member_id])
            record(by=None, action="free place", about=seat.version.practice, before={"reviewer": seat.member_id})
            freed += 1
    return freed
