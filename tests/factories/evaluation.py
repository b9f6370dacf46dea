"""Makes finishes, surveys and what came of courses."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from tests.factories.people import MemberFactory
from training.evaluation.enums import Use
from training.evaluation.services import answer_survey, answer_use, ask_one
from training.models import CourseFinish


def make_finish(course, member=None, *, days=0, number=1, **fields):
    """`member` finished the course so many days ago, as its ledger need not know."""
    at = fields.pop("at", None) or timezone.now() - timedelta(days=days)
    return CourseFinish.objects.create(
        course=course, member=member or MemberFactory(), number=number, lessons=[], at=at, **fields
    )


def make_survey(course, member=None, *, words="", at=None, **answers):
    """An answered survey; questions that are not named stay open."""
    finish = make_finish(course, member)
    return answer_survey(finish=finish, answers=answers or {"relevance": 4}, words=words, at=at)


def make_use(course, member=None, *, use=Use.YES, words="", is_shown=False, days=30):
    """Whether it was used, answered."""
    check = ask_one(finish=make_finish(course, member), days=days, at=timezone.now())
    return answer_use(check=check, use=use, words=words, is_shown=is_shown)


def make_outcome(course, member=None, *, words="We published a table.", **fields):
    """An outcome that its writer shows."""
    return make_use(course, member, words=words, is_shown=True, **fields)
