"""Asking learners, keeping what they answer, showing and hiding outcomes (docs/adr/0028)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from community.notifications.services.telling import notify, take_back
from community.people.errors import HubError
from community.people.models import Member
from community.people.services import record
from community.safety.races import again_after_race
from training.models import CourseFinish, Evaluation, UseCheck
from training.study import study_course

from .enums import Use, Wait
from .errors import SurveyClosed
from .instrument import QUESTIONS
from .notification_kinds import SURVEY, USE
from .permissions import can_take_down

NEWS = timedelta(days=1)  # an older finish is history: nobody is asked how the course was
CATCH_UP = timedelta(days=14)  # so long after the day the hub still asks, when its tasks stood still


class NotYours(HubError):
    """Somebody else's words."""


def ask_how_it_was(*, finish: CourseFinish) -> int:
    """Tell the learner about the survey, once for each finish, in the caller's transaction; return how many."""
    if finish.at <= timezone.now() - NEWS:
        return 0
    return notify(kind=SURVEY, to=[finish.member_id], about=finish.pk, at=finish.at)


@again_after_race
@transaction.atomic
def answer_survey(
    *, finish: CourseFinish, answers: Mapping[str, int | None], words: str = "", at: datetime | None = None
) -> Evaluation:
    """Keep the answers about `finish`; a second time changes the same row. Raises SurveyClosed after 30 days.

    A question that `answers` does not name was left open.
    """
    at = at or timezone.now()
    row = Evaluation.objects.select_for_update().filter(finish=finish).first() or Evaluation(finish=finish)
    if row.is_closed(at) and row.changes_until:
        day = date_format(timezone.localtime(row.changes_until), "F j, Y")
        raise SurveyClosed(_("Your answers could be changed until %(day)s. They stay as they were.") % {"day": day})
    for question in QUESTIONS:
        setattr(row, question.name, answers.get(question.name))
    row.words, row.answered_at, row.skipped_at = words.strip(), row.answered_at or at, None
    row.save()
    take_back(kind=SURVEY, about=finish.pk)
    return row


@transaction.atomic
def skip_survey(*, finish: CourseFinish, at: datetime | None = None) -> Evaluation:
    """Ask no more about `finish`. Answers that were given stay; answering later is possible. Idempotent."""
    row, _made = Evaluation.objects.get_or_create(finish=finish, defaults={"skipped_at": at or timezone.now()})
    take_back(kind=SURVEY, about=finish.pk)
    return row


def ask_about_use(*, at: datetime | None = None) -> int:
    """Ask those who finished 30 or 60 days ago whether they used it, once each; return how many. Idempotent."""
    at = at or timezone.now()
    return sum(
        ask_one(finish=finish, days=days, at=at) is not None
        for days in Wait.values
        for finish in CourseFinish.objects.to_ask_about_use(days, at, within=CATCH_UP)
    )


@transaction.atomic
def ask_one(*, finish: CourseFinish, days: int, at: datetime) -> UseCheck | None:
    """Ask the learner of `finish`; None when that was done, or when they took a mark back and finished it no more."""
    standing = study_course(finish.member, finish.course).finish
    if standing is None or standing.at != finish.at:
        return None
    check, is_new = UseCheck.objects.get_or_create(finish=finish, days=days, defaults={"asked_at": at})
    if not is_new:
        return None
    notify(kind=USE, to=[finish.member_id], about=check.pk, at=at)
    return check


@transaction.atomic
def answer_use(
    *, check: UseCheck, use: Use, words: str = "", is_shown: bool = False, at: datetime | None = None
) -> UseCheck:
    """Keep the learner's answer; a second time changes it. With `is_shown` the words are an outcome for everybody.

    The department is the learner's of the first answer. Only a “yes” with words can be shown.
    """
    at = at or timezone.now()
    row = UseCheck.objects.select_for_update(of=("self",)).select_related("finish__member").get(pk=check.pk)
    if row.answered_at is None:
        row.answered_at, row.department_id = at, row.finish.member.department_id
    row.use, row.words = use, words.strip()
    is_outcome = is_shown and use == Use.YES and bool(row.words)
    row.shared_at = (row.shared_at or at) if is_outcome else None
    row.save()
    take_back(kind=USE, about=row.pk)
    return row


@transaction.atomic
def hide_outcome(*, check: UseCheck, by: Member) -> None:
    """Take an outcome off the pages; its answer stays. Raises NotYours. Audited when somebody else does it."""
    if not can_take_down(by, check):
        raise NotYours(_("Only its writer, and those who edit the course, may hide an outcome."))
    hidden = UseCheck.objects.filter(pk=check.pk, shared_at__isnull=False).update(shared_at=None)
    if hidden and check.finish.member_id != by.pk:
        record(by=by, action="hide", about=check, before={"words": check.words})
