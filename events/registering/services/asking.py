"""The rules and questions of an event, written by its organizers. Audited; they hold from the moment they are saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from community.people.services import record
from events.models import Question, RegistrationRules, Series
from events.services.scheduling import EditedMeanwhile

if TYPE_CHECKING:
    from community.people.models import Member

_FIELDS = (
    "is_by_approval", "opens_days", "closes_hours", "withdraw_hours", "department_quota", "accommodation_handler_id",
)  # fmt: skip


@dataclass(frozen=True)
class AskedQuestion:
    """A question as the organizer wrote it; `key` is the one it stands for."""

    key: int | None
    text: str
    kind: str
    choices: str
    is_required: bool


@transaction.atomic
def set_rules(
    *, series: Series, rules: RegistrationRules, questions: Sequence[AskedQuestion], by: Member, version: int
) -> RegistrationRules:
    """Write the rules and questions of `series`, in this order. Audited.

    A question with answers that is changed or left out is kept beside them, and asked no more. `version` is the rules'
    when the form was opened. Raises EditedMeanwhile when there is a newer one.
    """
    Series.objects.select_for_update(of=("self",)).get(pk=series.pk)
    stored = RegistrationRules.objects.filter(series=series).first() or RegistrationRules(series=series)
    if stored.version != version:
        raise EditedMeanwhile(
            _("Somebody else changed these rules while you were writing. Save once more to keep your version.")
        )
    before = {**_summary(stored), "questions": [row.text for row in Question.objects.asked().filter(series=series)]}
    for name in _FIELDS:
        setattr(stored, name, getattr(rules, name))
    _write_questions(series, questions)
    stored.question_count, stored.version = len(questions), stored.version + 1
    stored.save()
    after = {**_summary(stored), "questions": [question.text for question in questions]}
    record(by=by, action="set registration rules", about=series, before=before, after=after)
    return stored


def _write_questions(series: Series, questions: Sequence[AskedQuestion]) -> None:
    known = {row.pk: row for row in Question.objects.asked().filter(series=series)}
    answered = set(Question.objects.filter(pk__in=known, answers__isnull=False).values_list("pk", flat=True))
    for place, asked in enumerate(questions):
        row = known.pop(asked.key, None) if asked.key else None
        if row is not None and row.pk in answered and _says_other(row, asked):
            known[row.pk] = row
            row = None
        row = row or Question(series=series)
        row.place, row.text, row.kind, row.choices = place, asked.text, asked.kind, asked.choices
        row.is_required = asked.is_required
        row.save()
    Question.objects.filter(pk__in=set(known) & answered).update(is_retired=True)
    Question.objects.filter(pk__in=set(known) - answered).delete()


def _says_other(row: Question, asked: AskedQuestion) -> bool:
    return (row.text, row.kind, row.choices) != (asked.text, asked.kind, asked.choices)


def _summary(rules: RegistrationRules) -> dict[str, Any]:
    return {name: getattr(rules, name) for name in _FIELDS}
