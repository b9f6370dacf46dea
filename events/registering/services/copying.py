"""Giving a series the rules and questions of another one, or of a template."""

from __future__ import annotations

from collections.abc import Iterable

from community.people.models import Member
from events.models import Answer, EventTemplate, Occurrence, Question, RegistrationRules, Series


def copy_rules(*, of: Series, to: Series, carried: Iterable[Occurrence] = ()) -> None:
    """Let `to`, which has no rules yet, ask and let in as `of` does; in the caller's transaction.

    Answers of who registered for the `carried` dates, which `to` has taken over, answer its questions from now on.
    """
    rules = RegistrationRules.objects.filter(series=of).first()
    if rules is None:
        return
    rules.series = to
    rules.save(force_insert=True)
    dates = [date.pk for date in carried]
    for question in Question.objects.filter(series=of):
        former = question.pk
        question.pk, question.series = None, to
        question.save(force_insert=True)
        Answer.objects.filter(question=former, registration__occurrence__in=dates).update(question=question)


def rules_from(template: EventTemplate, *, to: Series) -> None:
    """Let `to`, which has no rules yet, ask and let in as `template` says; in the caller's transaction."""
    if not template.rules:
        return
    rules = RegistrationRules(series=to, question_count=len(template.questions), **template.rules)
    handler = Member.objects.filter(pk=rules.accommodation_handler_id, is_active=True)
    rules.accommodation_handler = handler.first()
    rules.save(force_insert=True)
    for place, asked in enumerate(template.questions):
        Question.objects.create(series=to, place=place, **asked)
