"""The part of world.py about calendars that were brought in: one for everybody, and one of each group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from events.importing.services.bringing import ask_for_import
from events.importing.services.refreshing import keep_up_to_date

if TYPE_CHECKING:
    from tests.guards.world import World


def importing(world: World) -> None:
    """Asked for, and not read yet; the calendars are kept up to date."""
    for name, by, group in (
        ("open", "organizer", None),
        ("our", "lead", world.ours),
        ("their", "outsider", world.theirs),
    ):
        row = ask_for_import(by=world.people[by], group=group, came_from=f"{name}.ics", data=b"BEGIN:VCALENDAR")
        world.objects[f"{name}-import"] = {"pk": row.pk}
        kept = keep_up_to_date(by=world.people[by], group=group, address=f"https://calendar.ca.gov/{name}.ics")
        world.objects[f"{name}-calendar"] = {"pk": kept.pk}
