"""How questions did: counted by the database, per version, over attempts that were handed in.

A version that fewer than FEWEST people answered is not shown in figures: with so few, a figure tells about a person.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import sqrt
from typing import Any

from django.db.models import Case, Count, ExpressionWrapper, F, FloatField, QuerySet, Sum, Value, When
from django.db.models.functions import Cast

from community.pages.reporting.groups import FEWEST

from .enums import CHOICES, AttemptState, QuestionKind
from .models import AskedQuestion, QuestionVersion
from .pages import QuizLessonPage


@dataclass(frozen=True)
class LineCount:
    """How many chose a line, or put it into its place."""

    text: str
    count: int
    is_right: bool


@dataclass(frozen=True)
class ItemFigures:
    """A version's figures; None where fewer than FEWEST people answered, or where there is nothing to compare."""

    version: QuestionVersion
    asked: int
    right_percent: int | None = None
    discrimination: float | None = None
    lines: list[LineCount] = field(default_factory=list)

    @property
    def is_suppressed(self) -> bool:
        """Too few people."""
        return self.right_percent is None


def versions_asked(lesson: QuizLessonPage) -> QuerySet[QuestionVersion]:
    """Every version that a handed-in attempt at the quiz asked, by key and version."""
    asked = AskedQuestion.objects.filter(attempt__lesson=lesson, attempt__state=AttemptState.DONE)
    return (
        QuestionVersion.objects.filter(pk__in=asked.values("version"))
        .select_related("question")
        .order_by("question__key", "number")
    )


def figures_of(lesson: QuizLessonPage, versions: Sequence[QuestionVersion]) -> list[ItemFigures]:
    """The figures of those versions, in two queries however many answers there are."""
    rows = AskedQuestion.objects.filter(
        attempt__lesson=lesson, attempt__state=AttemptState.DONE, version__in=[version.pk for version in versions]
    )
    sums = {row["version"]: row for row in _sums(rows)}
    shown = [pk for pk, row in sums.items() if row["people"] >= FEWEST]
    answers: dict[int, list[tuple[Any, int]]] = {}
    with_lines = rows.filter(version__in=shown, answer__isnull=False).exclude(
        version__kind__in=[QuestionKind.TEXT, QuestionKind.NUMERIC]
    )
    for row in with_lines.order_by().values("version", "answer").annotate(count=Count("pk")):
        answers.setdefault(row["version"], []).append((row["answer"], row["count"]))
    return [_figures(version, sums.get(version.pk), answers.get(version.pk, [])) for version in versions]


def _sums(rows: QuerySet[AskedQuestion]) -> Iterable[Any]:
    right = Case(When(is_right=True, then=Value(1.0)), default=Value(0.0), output_field=FloatField())
    score = Cast(F("attempt__percent"), FloatField())
    product = ExpressionWrapper(right * score, output_field=FloatField())
    square = ExpressionWrapper(score * score, output_field=FloatField())
    return rows.order_by().values("version").annotate(
        asked=Count("pk"), people=Count("attempt__member", distinct=True),
        right=Sum(right), scores=Sum(score), products=Sum(product), squares=Sum(square),
    )  # fmt: skip


def _figures(version: QuestionVersion, row: dict[str, Any] | None, answers: list[tuple[Any, int]]) -> ItemFigures:
    if row is None or row["people"] < FEWEST:
        return ItemFigures(version, row["asked"] if row else 0)
    return ItemFigures(
        version,
        row["asked"],
        right_percent=round(100 * row["right"] / row["asked"]),
        discrimination=point_biserial(row["asked"], row["right"], row["scores"], row["products"], row["squares"]),
        lines=_line_counts(version, answers),
    )


def point_biserial(count: int, right: float, scores: float, products: float, squares: float) -> float | None:
    """How far those who have it right did better on the whole, -1 to 1; None when all are right, wrong or equal."""
    spread = (count * right - right * right) * (count * squares - scores * scores)
    if spread <= 0:
        return None
    return round(max(-1.0, min(1.0, (count * products - right * scores) / sqrt(spread))), 2)


def _line_counts(version: QuestionVersion, answers: list[tuple[Any, int]]) -> list[LineCount]:
    content = version.content
    if version.kind in CHOICES:
        return [
            LineCount(
                option["text"], sum(count for answer, count in answers if _chose(answer, option["id"])), option["right"]
            )
            for option in content["options"]
        ]
    if version.kind == QuestionKind.MATCHING:
        texts = {choice["id"]: choice["text"] for choice in content["choices"]}
        rights = [
            (pair["id"], f"{pair['text']} – {texts[pair['choice']]}", pair["choice"]) for pair in content["pairs"]
        ]
    elif version.kind == QuestionKind.ORDERING:
        rights = [(item["id"], f"{place}. {item['text']}", place) for place, item in enumerate(content["items"], 1)]
    else:
        return []
    return [
        LineCount(
            text, sum(count for answer, count in answers if isinstance(answer, dict) and answer.get(key) == right), True
        )
        for key, text, right in rights
    ]


def _chose(answer: Any, key: str) -> bool:
    return key in answer if isinstance(answer, list) else answer == key


FIGURE_COLUMNS = ["key", "version", "kind", "topic", "question", "answers", "right_percent", "discrimination", "lines"]


def figure_rows(figures: Iterable[ItemFigures]) -> Iterable[list[object]]:
    """The same as rows of a file."""
    for item in figures:
        version = item.version
        yield [
            version.question.key, version.number, version.kind, version.topic, version.text,
            f"under {FEWEST}" if item.is_suppressed else item.asked,
            "" if item.right_percent is None else item.right_percent,
            "" if item.discrimination is None else in_figures_signed(item.discrimination),
            "; ".join(f"{line.text}: {line.count}" for line in item.lines),
        ]  # fmt: skip


def in_figures_signed(number: float) -> str:
    """Two places."""
    return f"{number:.2f}"
