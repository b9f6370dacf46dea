"""Where a member stands in a quiz: attempts so far, the best of them, what may come next. Changes nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Count, Max, Q

from .enums import AttemptState
from .models import Attempt, ExtraTime, Question
from .pages import QuizLessonPage
from .rules import Chance, next_attempt

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member


@dataclass(frozen=True)
class Standing:
    """A member's attempts at a quiz in short. A visitor has none."""

    count: int = 0
    best: int | None = None
    is_passed: bool = False
    going_on: Attempt | None = None
    chance: Chance = field(default_factory=Chance)
    extra: ExtraTime | None = None

    @property
    def handed_in_count(self) -> int:
        """How many attempts are over."""
        return self.count - (self.going_on is not None)


def standing_of(viewer: Member | AnonymousUser, lesson: QuizLessonPage) -> Standing:
    """One query for a member, one more for a quiz with a time limit; `going_on` has no more than the page shows."""
    if not viewer.is_authenticated:
        return Standing()
    is_open = Q(state=AttemptState.OPEN)
    facts = (
        Attempt.objects.of(viewer)
        .filter(lesson=lesson)
        .aggregate(
            count=Count("pk"),
            best=Max("percent", filter=~is_open),
            passed=Count("pk", Q(is_passed=True)),
            ended_at=Max("handed_in_at"),
            open=Max("pk", filter=is_open),
            deadline=Max("deadline", filter=is_open),
        )
    )
    going_on = Attempt(pk=facts["open"], deadline=facts["deadline"]) if facts["open"] else None
    chance = Chance() if going_on else next_attempt(lesson, count=facts["count"], ended_at=facts["ended_at"])
    extra = None
    if lesson.limit_minutes:
        extra = ExtraTime.objects.filter(member=viewer, course__path=lesson.course_path).first()
    return Standing(facts["count"], facts["best"], bool(facts["passed"]), going_on, chance, extra)


def questions_asked(lesson: QuizLessonPage) -> int:
    """How many questions an attempt asks today: two queries."""
    bank = dict(Question.objects.in_course_at(lesson.course_path).in_use().count_by_topic())
    counts = {topic.casefold(): count for topic, count in bank.items()}
    total = sum(counts.values())
    asked = 0
    for portion in lesson.portions:
        there = counts.get(portion.topic.strip().casefold(), 0) if portion.topic.strip() else total
        asked += min(portion.count, there) or there
    return min(asked, total)
