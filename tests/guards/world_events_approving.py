"""The part of world.py about events that are handed in, one for our group, one for no group; and a template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from events.approving.services.handing_in import propose
from events.enums import Visibility
from events.event_templates.services import save_template
from events.models import Series
from tests.factories.events import SeriesFactory

if TYPE_CHECKING:
    from tests.guards.world import World


def approving(world: World) -> None:
    """Handed in, and not decided yet."""
    fields = {"group": world.ours, "visibility": Visibility.GROUP}
    ours = propose(series=SeriesFactory.build(title="Ours", **fields), by=world.people["member"], hand_in=True)
    free = propose(series=SeriesFactory.build(title="Open"), by=world.people["writer"], hand_in=True)
    world.objects |= {"our-proposal": {"slug": ours.slug}, "open-proposal": {"slug": free.slug}}
    series = Series.objects.get(slug=world.objects["our-event"]["slug"])
    template = save_template(series=series, name="Meeting", group=world.ours, by=world.people["lead"])
    world.objects["our-template"] = {"pk": template.pk}
    world.forms["events:proposal_publish"] = {"version": ours.latest_revision_id}
    world.forms["events:proposal_return"] = {"version": ours.latest_revision_id, "reason": "Say where."}
