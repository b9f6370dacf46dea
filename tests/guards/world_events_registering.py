"""What the lines of registering are about: an event where organizers let people in, with a question and a contact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from events import services
from events.models import RegistrationRules
from events.registering.rules import Filled
from events.registering.services.asking import AskedQuestion, set_rules
from tests.factories.events import SeriesFactory
from tests.factories.people import MemberFactory

if TYPE_CHECKING:
    from tests.guards.world import World


def registering(world: World) -> None:
    """Somebody asks for a place, and needs something to take part."""
    organizer, lead = world.people["organizer"], world.people["lead"]
    series = SeriesFactory(title="Event asked", by=organizer)
    rules = RegistrationRules(is_by_approval=True, accommodation_handler=lead)
    asked = AskedQuestion(None, "What do you bring?", "text", "", is_required=True)
    set_rules(series=series, rules=rules, questions=[asked], by=organizer, version=0)
    date = series.occurrences.get()
    filled = Filled({series.questions.get().pk: "A laptop"}, "Captions")
    row = services.register(occurrence=date, member=MemberFactory(), filled=filled)
    about = {"slug": series.slug, "pk": date.pk}
    world.objects |= {
        "asked-date": about,
        "a-request": about | {"registration": row.pk},
        "crossed-request-at": world.objects["our-date"] | {"registration": row.pk},
    }
    management = {"questions-TOTAL_FORMS": "0", "questions-INITIAL_FORMS": "0"}
    world.forms["events:registration_rules"] = {"version": "0", "opens_days": "30", **management}
    world.forms["events:place_decline"] = {"reason": "Too many from one team."}
    world.forms["events:people_bring"] = {"people": world.people["member"].email}
