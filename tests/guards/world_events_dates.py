"""The dates' part of world.py: series that repeat, and a date of each that is neither the first nor over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from events import services
from events.enums import Visibility
from tests.factories.events import SeriesFactory

if TYPE_CHECKING:
    from tests.guards.world import World


def dates(world: World) -> None:
    """A weekly series for everybody, and one of each group."""
    for name, by, fields in (
        ("open", "organizer", {}),
        ("our", "lead", {"group": world.ours, "visibility": Visibility.GROUP}),
        ("their", "outsider", {"group": world.theirs, "visibility": Visibility.GROUP}),
    ):
        series = SeriesFactory(title=f"Weekly {name}", rule="FREQ=WEEKLY;COUNT=6", by=world.people[by], **fields)
        third, fourth = series.occurrences.order_by("start_at")[2:4]
        services.cancel_occurrence(occurrence=fourth, by=world.people[by], reason="The speaker is ill.")
        world.objects |= {
            f"{name}-weekly": {"slug": series.slug},
            f"{name}-third": {"slug": series.slug, "pk": third.pk},
            f"{name}-cancelled": {"slug": series.slug, "pk": fourth.pk},
        }
    world.forms["events:date_put_back"] = {"recurrence_id": "20261201T100000"}
