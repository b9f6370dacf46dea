"""What the pages of registering_pages.py need beyond the sample hub; scene.py takes it in."""

from __future__ import annotations

from datetime import time, timedelta

from django.urls import reverse
from django.utils import timezone

from community.people.models import Member
from events import services
from events.models import Occurrence, Registration, RegistrationRules
from events.registering.rules import Filled
from events.registering.services.asking import AskedQuestion, set_rules
from events.registering.services.deciding import decline
from tests.factories.events import an_occurrence

QUESTIONS = [
    AskedQuestion(None, "What do you bring to a team?", "choice", "Code\nDesign\nKnowledge of the data", True),
    AskedQuestion(None, "Which dataset would you like to work on?", "text", "", False),
    AskedQuestion(None, "Do you come on both days?", "yes-no", "", True),
]


def registering(people: dict[str, Member]) -> dict[str, str]:
    """A full date with a line and an offer; dates with rules and requests."""
    awaited = _date(people, "Scene: a waiting list", capacity=1)
    for role in ("lead", "learner", "member", "moderator"):
        services.register(occurrence=awaited, member=people[role], may_wait=True)
    services.withdraw(occurrence=awaited, member=people["lead"])
    asked = _date(people, "Scene: organizers let people in")
    rules = RegistrationRules(
        is_by_approval=True, withdraw_hours=24, department_quota=3, accommodation_handler=people["lead"]
    )
    set_rules(series=asked.series, rules=rules, questions=QUESTIONS, by=people["organizer"], version=0)
    pks = list(asked.series.questions.asked().values_list("pk", flat=True))
    filled = Filled(dict(zip(pks, ("Design", "Bus stops with shelters", "yes"), strict=True)), "Live captions, please.")
    for role in ("member", "coordinator", "instructor"):
        services.register(occurrence=asked, member=people[role], filled=filled)
    no = Registration.objects.get(occurrence=asked, member=people["coordinator"])
    decline(registration=no, by=people["organizer"], reason="Three of your team come already.")
    early, late = _date(people, "Scene: not open yet"), _date(people, "Scene: too late to withdraw")
    _rule(people, early, opens_days=1)
    services.register(occurrence=late, member=people["member"])
    _rule(people, late, withdraw_hours=2_000)
    request = Registration.objects.get(occurrence=asked, member=people["instructor"])
    return {
        "awaited_date": awaited.get_absolute_url(),
        "asked_date": asked.get_absolute_url(),
        "asked_event": reverse("events:event", args=[asked.series.slug]),
        "early_date": early.get_absolute_url(),
        "late_date": late.get_absolute_url(),
        "place_decline_of_date": reverse("events:place_decline", args=[asked.series.slug, asked.pk, request.pk]),
    }


def _rule(people: dict[str, Member], date: Occurrence, **rules: int) -> None:
    set_rules(series=date.series, rules=RegistrationRules(**rules), questions=[], by=people["organizer"], version=0)


def _date(people: dict[str, Member], title: str, **fields: int) -> Occurrence:
    day = timezone.localdate() + timedelta(days=40)
    made: Occurrence = an_occurrence(
        title=title, by=people["organizer"], starts_on=day, starts_at=time(14, 0), **fields
    )
    return made
