"""What learners hand in and instructors answer. The work's row is the lock; what is written stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.notifications.services.telling import notify
from community.people.models import Member
from community.people.services import record
from community.safety.races import again_after_race
from community.safety.uploads import Admitted
from training.enums import Rule, Source
from training.models import Review, Submission, Work
from training.pages import CoursePage
from training.services import learning

from .enums import Verdict, WorkState
from .errors import DraftChanged, ReviewRefused, WorkRefused
from .pages import AssignmentLessonPage
from .querysets import instructors_of

HANDED_IN, ANSWERED = "work_handed_in", "work_answered"


@dataclass(frozen=True)
class Words:
    """What a form says. None leaves a field of the draft as it is; `drop_file` takes its file out."""

    text: str | None = None
    link: str | None = None
    file: UploadedFile | None = None
    admitted: Admitted | None = None
    drop_file: bool = False


@again_after_race
@transaction.atomic
def save_draft(
    *, member: Member, lesson: AssignmentLessonPage, words: Words, seen: int | None = None, at: datetime | None = None
) -> Work:
    """Keep what is written so far. `seen` is the draft's version when the form was shown.

    Raises DraftChanged when the draft says something else by now than both that form and this one.
    """
    work, _made = Work.objects.select_for_update().get_or_create(lesson=lesson, member=member)
    changed = _changed(work, words)
    if not changed:
        return work
    if seen is not None and seen < work.draft_version:
        raise DraftChanged(
            _("You saved other words in another tab. Both are shown here: put them together and save again.")
        )
    for name, value in changed.items():
        setattr(work, name, value)
    if words.file is not None and words.admitted is not None:
        words.file.seek(0)
        work.file.save(words.admitted.stored_name, words.file, save=False)
    work.draft_version += 1
    work.saved_at = at or timezone.now()
    work.save()
    return work


def _changed(work: Work, words: Words) -> dict[str, Any]:
    """The fields that differ from the draft's. A new file always does."""
    values: dict[str, Any] = {"text": words.text, "link": words.link}
    changed = {name: value for name, value in values.items() if value is not None and value != getattr(work, name)}
    if words.file is not None and words.admitted is not None:
        changed |= {"file_name": words.admitted.shown_name, "file_size": words.file.size or 0}
    elif words.drop_file and work.file:
        changed |= {"file": "", "file_name": "", "file_size": 0}
    return changed


@again_after_race
@transaction.atomic
def hand_in(
    *,
    member: Member,
    lesson: AssignmentLessonPage,
    words: Words,
    seen: int | None = None,
    form_token: UUID | None = None,
    at: datetime | None = None,
) -> Submission:
    """Save the draft and hand it in; enrols, tells the instructors. A second send of the same form gives the same row.

    A newer version takes the place of one that waits, which keeps its turn. Raises DraftChanged, and WorkRefused for
    work that is empty or accepted already.
    """
    at = at or timezone.now()
    Work.objects.get_or_create(lesson=lesson, member=member)
    work = Work.objects.select_for_update().get(lesson=lesson, member=member)
    if form_token and (sent := work.submissions.filter(form_token=form_token).first()):
        return sent
    if work.is_accepted:
        raise WorkRefused(_("Your work was accepted already. There is nothing more to hand in."))
    work = save_draft(member=member, lesson=lesson, words=words, seen=seen, at=at)
    if not (work.text.strip() or work.link or work.file):
        raise WorkRefused(_("There is nothing to hand in yet."))
    number = work.submissions.count() + 1
    fields = {**work.handed, "handed_in_at": at, "form_token": form_token}
    submission: Submission = work.submissions.create(number=number, **fields)
    since = work.waiting_since if work.is_waiting else at
    Work.objects.filter(pk=work.pk).update(state=WorkState.WAITING, waiting_since=since)
    course = CoursePage.objects.get(path=lesson.course_path)
    learning.enrol(member=member, course=course, at=at)
    readers = instructors_of(course).values_list("pk", flat=True)
    notify(kind=HANDED_IN, to=readers, about=work.pk, places=[course.place], key=str(number), by=member, at=at)
    return submission


@again_after_race
@transaction.atomic
def review(
    *,
    submission: Submission,
    by: Member,
    verdict: Verdict,
    marks: Sequence[dict[str, Any]],
    feedback: str,
    form_token: UUID | None = None,
    at: datetime | None = None,
) -> Review:
    """Answer a submission that waits; accepting it writes the ledger. A second send of a form gives the same row.

    Raises ReviewRefused when somebody answered it meanwhile, or a newer version was handed in.
    """
    at = at or timezone.now()
    work = Work.objects.select_for_update().get(pk=submission.work_id)
    if form_token and (sent := submission.reviews.filter(form_token=form_token).first()):
        return sent
    if not work.is_waiting:
        raise ReviewRefused(
            _("Somebody answered this work meanwhile. Their answer is shown below; yours was not sent.")
        )
    if work.submissions.filter(number__gt=submission.number).exists():
        raise ReviewRefused(_("A newer version was handed in meanwhile. Look at it: your answer was not sent."))
    answer: Review = submission.reviews.create(
        by=by,
        verdict=verdict,
        marks=list(marks),
        points=sum(mark["points"] for mark in marks),
        most=sum(mark["most"] for mark in marks),
        feedback=feedback,
        at=at,
        form_token=form_token,
    )
    state = WorkState.ACCEPTED if verdict == Verdict.ACCEPTED else WorkState.RETURNED
    Work.objects.filter(pk=work.pk).update(state=state)
    if verdict == Verdict.ACCEPTED:
        learning.complete(member=work.member, lesson=work.lesson, rule=Rule.ACCEPTED, source=Source.ASSIGNMENT, at=at)
    _tell(work, answer)
    return answer


@transaction.atomic
def take_back(*, work: Work, by: Member, reason: str, at: datetime | None = None) -> Review | None:
    """Take an acceptance back: the ledger says undone, the work waits again, audited. None when it is not accepted."""
    at = at or timezone.now()
    work = Work.objects.select_for_update().get(pk=work.pk)
    if not work.is_accepted:
        return None
    last: Submission = work.submissions.order_by("-number")[0]
    answer: Review = last.reviews.create(by=by, verdict=Verdict.REOPENED, feedback=reason, at=at)
    Work.objects.filter(pk=work.pk).update(state=WorkState.WAITING, waiting_since=at)
    learning.undo(member=work.member, lesson=work.lesson, rule=Rule.ACCEPTED, source=Source.ASSIGNMENT, at=at)
    before, after = {"state": WorkState.ACCEPTED}, {"state": WorkState.WAITING, "reason": reason}
    record(by=by, action="take back acceptance", about=work, before=before, after=after)
    _tell(work, answer)
    return answer


def _tell(work: Work, answer: Review) -> None:
    course = CoursePage.objects.get(path=work.lesson.course_path)
    notify(
        kind=ANSWERED, to=[work.member_id], about=work.pk, places=[course.place], key=str(answer.pk), by=answer.by,
        at=answer.at,
    )  # fmt: skip
