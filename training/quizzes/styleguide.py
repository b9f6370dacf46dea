"""What `/styleguide/` shows of quizzes, with made-up questions and no database."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from community.pages.registries import Specimen

from .answering import show_question
from .content import Written, read_content
from .enums import QuestionKind
from .marking import mark
from .models import AskedQuestion, QuestionVersion
from .pages import QuizLessonPage
from .results import judge_all
from .wording import rule_lines

_LINES = {
    QuestionKind.SINGLE: ["* A table that people ask for | Wanted and safe.", "A report in PDF | Made for reading."],
    QuestionKind.MULTIPLE: ["* One header row", "* One fact in a column", "Merged cells | Empty for a program."],
    QuestionKind.TRUE_FALSE: ["True", "* False"],
    QuestionKind.MATCHING: ["Steward >> Answers for one dataset", "Sponsor >> Clears the way"],
    QuestionKind.ORDERING: ["Prepare", "Describe", "Publish"],
    QuestionKind.NUMERIC: ["98.4"],
    QuestionKind.TEXT: ["license"],
}
_ANSWERS: dict[QuestionKind, Any] = {
    QuestionKind.SINGLE: "2",
    QuestionKind.MULTIPLE: ["1"],
    QuestionKind.TRUE_FALSE: "false",
    QuestionKind.MATCHING: {"1": "c1", "2": "c1"},
    QuestionKind.NUMERIC: "98.4",
}


def _asked(place: int, kind: QuestionKind) -> AskedQuestion:
    unit = "feet" if kind == QuestionKind.NUMERIC else ""
    content = read_content(kind, Written(_LINES[kind], unit=unit))
    version = QuestionVersion(
        kind=kind, text=f"A question: {kind.label}?", content=content, hint="Look again.", points=2
    )
    lines = content.get("options") or content.get("pairs") or content.get("items") or []
    layout = {
        "lines": [line["id"] for line in lines],
        "choices": [choice["id"] for choice in content.get("choices", [])],
    }
    asked = AskedQuestion(place=place, version=version, layout=layout, answer=_ANSWERS.get(kind))
    given = mark(version, asked.answer)
    asked.points, asked.is_right = given.points or Decimal(0), given.is_right
    return asked


def _context() -> dict[str, Any]:
    asked = [_asked(place, kind) for place, kind in enumerate(QuestionKind, 1)]
    faulty = show_question(_asked(8, QuestionKind.NUMERIC), typed={"q8": "many"}, error="“many” is no number.")
    judged = [_asked(place, kind) for place, kind in enumerate(QuestionKind, 11)]
    return {
        "rules": list(rule_lines(QuizLessonPage(limit_minutes=30, wait_minutes=90), questions=12)),
        "questions": [*(show_question(one) for one in asked), faulty],
        "judged": judge_all(judged, feedback=True, answers=True),
    }


SPECIMEN = Specimen(_("Quizzes"), "styleguide/quizzes.html", _context)
