"""The registrations of a date as rows of a table: never what people need, never an address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from events.models import Answer, Question, Registration

if TYPE_CHECKING:
    from events.models import Occurrence

COLUMNS = ("name", "department", "state", "number", "registered", "registered_by")


def registration_rows(date: Occurrence) -> tuple[list[str], list[list[object]]]:
    """The head and the rows: who comes, then who is in line, in order; a column for each question."""
    questions = list(Question.objects.filter(series=date.series_id).order_by("is_retired", "place", "pk"))
    answered: dict[int, dict[int, str]] = {}
    answers = Answer.objects.filter(registration__occurrence=date)
    for registration, question, text in answers.values_list("registration", "question", "text"):
        answered.setdefault(registration, {})[question] = text
    rows = Registration.objects.current().filter(occurrence=date).select_related("member__department", "by")
    table = [
        _row(row, [answered.get(row.pk, {}).get(question.pk, "") for question in questions])
        for row in sorted(rows, key=_order)
    ]
    return [*COLUMNS, *(question.text for question in questions)], table


def _order(row: Registration) -> tuple[bool, int, str]:
    return (not row.is_registered, 0 if row.is_registered else row.number or 0, row.member.display_name)


def _row(row: Registration, answers: list[str]) -> list[object]:
    member = row.member
    return [
        member.display_name,
        member.department.acronym if member.department else "",
        row.get_state_display(),
        "" if row.number is None or row.is_registered else row.number,
        timezone.localtime(row.registered_at).strftime("%Y-%m-%d %H:%M %Z") if row.is_registered else "",
        row.by or "",
        *answers,
    ]
