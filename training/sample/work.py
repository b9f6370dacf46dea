"""The sample's assignment, and work of sample members: one accepted at the second try, one that waits."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from community.notifications.services.telling import without_mail
from community.people.models import Member
from training.assignments.enums import Verdict
from training.assignments.pages import AssignmentLessonPage
from training.assignments.rubric import marks_of
from training.assignments.services import Words, hand_in, review
from training.models import Work
from training.pages import LessonPage
from training.services import learning

ASSIGNMENT = "compare-two-groups"
FIRST_TRY = """Question: do older applicants wait longer?

In 2024 the office had 610 late decisions for people of 65 and over, and 2,140 for everybody else.
So older people wait less.
(All numbers are invented.)"""
SECOND_TRY = """Question: in 2024, was a late decision more common for applicants of 65 and over than for younger ones?

65 and over: 610 late decisions among 4,100 applications, 149 in 1,000.
Under 65: 2,140 late decisions among 26,700 applications, 80 in 1,000.
(All numbers are invented. The table has one row for each application.)

An application of somebody of 65 or over was late nearly twice as often.
With these numbers the gap is far larger than chance.
Next step: ask the two offices that take paper forms how many of the late ones came on paper."""
WAITING = """Question: did two counties answer the same share of calls within ten minutes in March?

County A: 4,410 of 5,200 calls, 848 in 1,000. County B: 1,290 of 1,500, 860 in 1,000. (Invented numbers.)

The shares differ by about one call in a hundred. In one month that may be chance.
I would look at twelve months before anybody moves staff."""
FEEDBACK_FIRST = """Your question is a good one. But you compare counts, and there are far more people under 65.

Divide by the applications of each age group, then look at your sentence again."""
FEEDBACK_SECOND = "The rates turn your first answer around, and your next step is one that somebody can do. Well done."


def rubric_stream(slug: str, criteria: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rubric as Wagtail stores it."""
    return [
        {
            "type": "criterion",
            "id": str(uuid5(NAMESPACE_URL, f"{slug}/{number}")),
            "value": {
                **criterion,
                "levels": [
                    {"type": "item", "id": str(uuid5(NAMESPACE_URL, f"{slug}/{number}/{place}")), "value": level}
                    for place, level in enumerate(criterion["levels"])
                ],
            },
        }
        for number, criterion in enumerate(criteria)
    ]


def rubric_of(page: AssignmentLessonPage) -> list[dict[str, Any]]:
    """The rubric as the course's file has it."""
    return [
        {
            "name": criterion.name,
            "text": criterion.text,
            "levels": [{"name": one.name, "points": one.points, "text": one.text} for one in criterion.levels],
        }
        for criterion in page.criteria
    ]


def assignment_fields(folder: Path, facts: dict[str, Any]) -> dict[str, Any]:
    """An assignment's own fields."""
    takes = {f"takes_{name}": name in facts["takes"] for name in ("text", "link", "file")}
    return {**takes, "due": facts["due"], "rubric": facts["rubric"]}


def load_work(members: dict[str, Member], now: datetime) -> None:
    """Let two members hand in their work, and the instructor answer one of them; once."""
    lesson = AssignmentLessonPage.objects.filter(slug=ASSIGNMENT).first()
    accepted, waiting, by = (members.get(name) for name in ("jamal.whitfield", "carla.nguyen", "instructor"))
    if lesson is None or Work.objects.filter(lesson=lesson).exists():
        return
    with without_mail():
        if accepted and by:
            for before in LessonPage.objects.sibling_of(lesson, inclusive=False).live():
                learning.complete(member=accepted, lesson=before, at=now - timedelta(days=2))
            _answered(lesson, accepted, by, now)
        if waiting:
            words = Words(text=WAITING, link="https://data.ca.gov/")
            hand_in(member=waiting, lesson=lesson, words=words, at=now - timedelta(hours=20))


def _answered(lesson: AssignmentLessonPage, member: Member, by: Member, now: datetime) -> None:
    criteria = lesson.criteria
    tries = (
        (FIRST_TRY, (1, 2, 2), Verdict.RETURNED, FEEDBACK_FIRST, 44),
        (SECOND_TRY, (0, 0, 0), Verdict.ACCEPTED, FEEDBACK_SECOND, 26),
    )
    for text, levels, verdict, feedback, hours in tries:
        at = now - timedelta(hours=hours)
        submission = hand_in(member=member, lesson=lesson, words=Words(text=text), at=at)
        marks = marks_of(criteria, levels, ["" for _level in levels])
        later = at + timedelta(hours=3)
        review(submission=submission, by=by, verdict=verdict, marks=marks, feedback=feedback, at=later)
