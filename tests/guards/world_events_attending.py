"""What the lines of who is there are about: addresses of QR codes, one of them put below another date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from events.attending.codes import token_of
from events.attending.services import make_code
from events.models import Occurrence

if TYPE_CHECKING:
    from tests.guards.world import World


def attending(world: World) -> None:
    """The open date and the group's have a code."""
    for name, role in (("open", "organizer"), ("our", "lead")):
        about = world.objects[f"{name}-date"]
        date = Occurrence.objects.get(pk=about["pk"])
        own = make_code(occurrence=date, by=world.people[role], admits_anybody=False)
        world.objects[f"{name}-check-in"] = about | {"token": token_of(own)}
    token = world.objects["open-check-in"]["token"]
    world.objects["crossed-check-in"] = world.objects["our-date"] | {"token": token}
