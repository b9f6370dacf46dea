"""What evaluation shows a learner: what is still asked on My hub, and its part of the page of a course."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from training.addresses import survey_url
from training.models import CourseFinish, Evaluation, UseCheck

from .gain import gain_of
from .permissions import can_see_figures

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member
    from training.study import Study

ASKED_FOR = timedelta(days=60)  # so long My hub shows what is not answered
OUTCOMES_SHOWN = 10


@dataclass(frozen=True)
class Question:
    """Something a learner is asked, and where to answer."""

    course: str
    url: str
    days: int = 0  # 0: how it was; else whether it was used, so many days after


def finish_of(study: Study, member: Member) -> CourseFinish | None:
    """The member's latest finish of the course, with its survey; None for a course that was never finished."""
    if not study.finishes:
        return None
    rows = CourseFinish.objects.of(member).filter(course=study.course)
    return rows.select_related("course", "evaluation").order_by("-number").first()


def evaluation_of(finish: CourseFinish) -> Evaluation | None:
    """Its survey, if it was answered or skipped; no query after `finish_of`."""
    return getattr(finish, "evaluation", None)


def evaluation_context(viewer: Member | AnonymousUser, study: Study) -> dict[str, Any]:
    """For the page of a course: two queries for a visitor, up to three more for a learner who finished it."""
    course = study.course
    outcomes = UseCheck.objects.outcomes().of_course(course).for_list()[:OUTCOMES_SHOWN]
    context: dict[str, Any] = {"outcomes": list(outcomes), "sees_figures": can_see_figures(viewer, course)}
    if not viewer.is_authenticated:
        return context
    finish = finish_of(study, viewer)
    if finish is not None:
        context["survey"] = {"row": evaluation_of(finish), "finish": finish}
        context["use_checks"] = list(UseCheck.objects.filter(finish=finish).order_by("days"))
    return {**context, "gain": gain_of(viewer, course)}


def open_questions(member: Member, *, at: datetime | None = None) -> list[Question]:
    """What the member was asked lately and has not answered, the newest first: one query."""
    rows = CourseFinish.objects.with_questions(member, (at or timezone.now()) - ASKED_FOR)
    finishes = {row.pk: row for row in rows if row.asks_survey}.values()
    asked = [
        (row.open_check.asked_at, Question(row.course.title, row.open_check.get_absolute_url(), row.open_check.days))
        for row in rows
        if hasattr(row, "open_check")
    ]
    asked += [(row.at, Question(row.course.title, survey_url(row.course.slug))) for row in finishes]
    return [question for _at, question in sorted(asked, key=lambda pair: pair[0], reverse=True)]
