"""What a learner changes: attempts begin, answers are saved, attempts are handed in and marked."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.people.models import Member
from community.safety.races import again_after_race
from training.enums import Rule, Source
from training.pages import CoursePage
from training.quizzes.drawing import draw
from training.quizzes.enums import AttemptState
from training.quizzes.errors import AttemptOver, AttemptRefused
from training.quizzes.marking import in_points, mark, percent_of
from training.quizzes.models import AskedQuestion, Attempt, ExtraTime, Question
from training.quizzes.pages import QuizLessonPage
from training.quizzes.rules import next_attempt
from training.services import learning


def start_attempt(
    *,
    member: Member,
    lesson: QuizLessonPage,
    form_token: UUID | None = None,
    at: datetime | None = None,
    seed: int | None = None,
) -> Attempt:
    """Begin an attempt, or give the one that goes on; enrols. The draw is stored with its seed, random if not given.

    An attempt whose time is over is handed in first, whatever comes next. Raises AttemptRefused when the rules allow
    none now or the bank has no question.
    """
    at = at or timezone.now()
    for overdue in Attempt.objects.of(member).at(lesson.pk).overdue(at=at):
        hand_in(attempt=overdue, at=at)
    return _start(member, lesson, form_token, at, secrets.randbits(62) if seed is None else seed)


@again_after_race
@transaction.atomic
def _start(member: Member, lesson: QuizLessonPage, form_token: UUID | None, at: datetime, seed: int) -> Attempt:
    own = Attempt.objects.of(member).select_for_update(of=("self",))
    if form_token and (same := own.filter(form_token=form_token).first()):
        return same
    last = own.at(lesson.pk).first()
    if last is not None and last.is_open:
        return last
    count = Attempt.objects.of(member).at(lesson.pk).count()
    chance = next_attempt(lesson, count=count, ended_at=last.handed_in_at if last else None, at=at)
    if chance.refusal:
        raise AttemptRefused(chance.refusal)
    course = CoursePage.objects.get(path=lesson.course_path)
    learning.enrol(member=member, course=course, at=at)
    attempt = Attempt.objects.create(
        lesson=lesson,
        member=member,
        number=count + 1,
        seed=seed,
        pass_percent=lesson.pass_percent,
        started_at=at,
        deadline=_deadline(lesson, course, member, at),
        form_token=form_token,
    )
    _ask(attempt, lesson)
    return attempt


@dataclass
class Saved:
    """What a form changed: places. `elsewhere`: a tab of its own had answered these otherwise meanwhile."""

    places: list[int] = field(default_factory=list)
    elsewhere: list[int] = field(default_factory=list)


@transaction.atomic
def save_answers(
    *, attempt: Attempt, answers: Mapping[int, tuple[Any, bool]], tab: UUID | None, at: datetime | None = None
) -> Saved:
    """Store answers by place, each with whether this tab changed it; the latest deliberate change counts.

    An answer that this tab only shows, as it was when the tab was opened, takes nothing back. Raises AttemptOver.
    """
    if not Attempt.objects.taking_answers(at=at).select_for_update().filter(pk=attempt.pk).exists():
        raise AttemptOver(_over(attempt))
    saved = Saved()
    for row in AskedQuestion.objects.filter(attempt=attempt, place__in=list(answers)):
        answer, is_touched = answers[row.place]
        is_own = tab is not None and row.saved_from == tab
        if answer == row.answer or not (is_own or is_touched):
            continue
        if row.saved_from and not is_own and row.answer is not None:
            saved.elsewhere.append(row.place)
        AskedQuestion.objects.filter(pk=row.pk).update(answer=answer, saved_from=tab)
        saved.places.append(row.place)
    return saved


@transaction.atomic
def show_hint(*, attempt: Attempt, place: int, at: datetime | None = None) -> None:
    """Note that the hint was asked for; from now on it is shown. Idempotent. Raises AttemptOver."""
    at = at or timezone.now()
    if not Attempt.objects.taking_answers(at=at).filter(pk=attempt.pk).exists():
        raise AttemptOver(_over(attempt))
    asked = AskedQuestion.objects.filter(attempt=attempt, place=place, hint_shown_at__isnull=True)
    asked.exclude(version__hint="").update(hint_shown_at=at)


@transaction.atomic
def hand_in(*, attempt: Attempt, at: datetime | None = None) -> Attempt:
    """Mark what is saved, once however often it is asked, and write the ledger when that passes.

    An attempt whose time is over is handed in at that moment. The conditional UPDATE is the lock.
    """
    at = at or timezone.now()
    is_late = attempt.is_overdue(at=at)
    handed_in_at = attempt.deadline if is_late and attempt.deadline else at
    won = Attempt.objects.going_on().filter(pk=attempt.pk).update(
        state=AttemptState.DONE, handed_in_at=handed_in_at, is_ended_by_time=is_late
    )  # fmt: skip
    attempt.refresh_from_db()
    if not won:
        return attempt
    points, most = _mark_all(attempt)
    attempt.points, attempt.most, attempt.percent = in_points(points), most, percent_of(points, most)
    attempt.is_passed = most > 0 and 100 * points >= attempt.pass_percent * most
    attempt.save(update_fields=["points", "most", "percent", "is_passed"])
    if attempt.is_passed:
        learning.complete(
            member=attempt.member, lesson=attempt.lesson, rule=Rule.PASSED, source=Source.QUIZ, at=handed_in_at
        )
    return attempt


def hand_in_overdue(*, at: datetime | None = None) -> int:
    """Hand in every attempt whose time is over; how many. For the hub's schedule: nobody need come back for it."""
    overdue = list(Attempt.objects.overdue(at=at).select_related("member", "lesson")[:500])
    for attempt in overdue:
        hand_in(attempt=attempt, at=at)
    return len(overdue)


def _ask(attempt: Attempt, lesson: QuizLessonPage) -> None:
    drawn = draw(
        lesson.portions,
        Question.objects.in_course_at(lesson.course_path).candidates(),
        seed=attempt.seed,
        shuffle_questions=lesson.shuffle_questions,
        shuffle_options=lesson.shuffle_options,
    )
    if not drawn:
        raise AttemptRefused(_("This quiz has no questions at the moment. Tell the instructor, and come back later."))
    AskedQuestion.objects.bulk_create(
        AskedQuestion(attempt=attempt, place=place, heading=one.heading, version_id=one.version, layout=one.layout)
        for place, one in enumerate(drawn, 1)
    )


def _deadline(lesson: QuizLessonPage, course: CoursePage, member: Member, at: datetime) -> datetime | None:
    if not lesson.limit_minutes:
        return None
    limit = timedelta(minutes=lesson.limit_minutes)
    extra = ExtraTime.objects.filter(course=course, member=member).first()
    return at + (extra.stretch(limit) if extra else limit)


def _mark_all(attempt: Attempt) -> tuple[Fraction, int]:
    points, most = Fraction(0), 0
    rows = list(AskedQuestion.objects.filter(attempt=attempt).select_related("version"))
    for row in rows:
        given = mark(row.version, row.answer)
        row.points, row.is_right = given.points, given.is_right
        points, most = points + given.share * given.most, most + given.most
    AskedQuestion.objects.bulk_update(rows, ["points", "is_right"])
    return points, most


def _over(attempt: Attempt) -> str:
    attempt.refresh_from_db(fields=["state"])
    if attempt.is_open:
        return _("The time is over. What you saved before is kept and will be marked.")
    return _("This attempt was handed in already. Its answers can’t be changed any more.")
