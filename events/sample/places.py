"""Places at the sample hub's events: a waiting list with an offer, requests with answers."""

from __future__ import annotations

from datetime import datetime

from community.people.models import Member
from events import services
from events.models import Occurrence, Question, Registration, RegistrationRules, Series
from events.registering.rules import Filled
from events.registering.services.asking import AskedQuestion, set_rules
from events.registering.services.deciding import let_in

from .plans import Plan


def wait_in_line(plan: Plan, occurrence: Occurrence, members: dict[str, Member], now: datetime) -> None:
    """Who found no place waits; somebody who had one withdraws just now."""
    known = set(occurrence.registrations.values_list("member", flat=True))
    late = [member for member in members.values() if member.pk not in known]
    for member in late[: plan.line]:
        services.register(occurrence=occurrence, member=member, may_wait=True, at=now)
    first = Registration.objects.registered().filter(occurrence=occurrence).order_by("-pk").first()
    if plan.line and first is not None:
        services.withdraw(occurrence=occurrence, member=first.member, at=now)


def ask_first(plan: Plan, series: Series) -> None:
    """The organizers let people in, and ask them something first."""
    if not plan.approval or series.scheduled_by is None:
        return
    asked = [
        AskedQuestion(None, one.text, one.kind, "\n".join(one.choices), is_required=bool(one.choices))
        for one in plan.approval
    ]
    rules = RegistrationRules(is_by_approval=True, closes_hours=48)
    set_rules(series=series, rules=rules, questions=asked, by=series.scheduled_by, version=0)


def ask_for_places(plan: Plan, occurrence: Occurrence, members: dict[str, Member], now: datetime) -> None:
    """Everybody answers; who is planned as registered is let in."""
    questions = list(Question.objects.asked().filter(series=occurrence.series_id))
    for number, name in enumerate((*plan.registered, *plan.asking)):
        if name not in members:
            continue
        said = [one.answers[number] if number < len(one.answers) else one.choices[0] for one in plan.approval]
        answers = {question.pk: text for question, text in zip(questions, said, strict=True)}
        row = services.register(occurrence=occurrence, member=members[name], filled=Filled(answers), at=now)
        if name in plan.registered and occurrence.series.scheduled_by is not None:
            let_in(registration=row, by=occurrence.series.scheduled_by, at=now)
