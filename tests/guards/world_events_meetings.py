"""What belongs to the meetings of the matrix: an item, a decision, an action item and what moved, ours and theirs."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.utils import timezone

from community.workgroups.models import WorkGroup
from events.models import Occurrence
from tests.factories.meetings import make_action, make_decision, make_item, make_moved

if TYPE_CHECKING:
    from tests.guards.world import World


def meetings(world: World) -> None:
    """The member owns our action item; the second decision of ours is published."""
    made = {}
    for name in ("our", "their"):
        date = Occurrence.objects.select_related("series__group").get(pk=world.objects[f"{name}-date"]["pk"])
        group = date.series.group
        owner = world.people["member"] if name == "our" else None
        made[name] = {
            "item": make_item(date).pk,
            "moved": make_moved(date).pk,
            "number": make_decision(group).number,
            "pk": make_action(group, owner=owner).pk,
        }
        made[name]["deliverable"] = date.moved_deliverables.get().deliverable_id
    ours, date = {"slug": world.ours.slug}, world.objects["our-date"]
    published = make_decision(world.ours, is_published=True)
    private = WorkGroup.objects.get(slug="private")
    world.objects |= {
        "our-item": date | {"item": made["our"]["item"]},
        "crossed-item": date | {"item": made["their"]["item"]},
        "our-moved": date | {"moved": made["our"]["moved"]},
        "crossed-moved": date | {"moved": made["their"]["moved"]},
        "our-decision": ours | {"number": made["our"]["number"]},
        "open-decision": ours | {"number": published.number},
        "private-decision": {"slug": private.slug, "number": make_decision(private).number},
        "our-action": ours | {"pk": made["our"]["pk"]},
        "crossed-action": ours | {"pk": made["their"]["pk"]},
    }
    token, today = str(uuid.uuid4()), str(timezone.localdate())
    item = {"form_token": token, "version": "1", "title": "Budget"}
    decided = {"form_token": token, "text": "One format.", "taken_on": today}
    action = {"form_token": token, "version": "1", "what": "Write it", "outside": "Water Board", "due_on": today}
    world.forms |= {
        "events:agenda_add": item,
        "events:agenda_change": item,
        "events:moved_add": {"deliverable": made["our"]["deliverable"], "words": "It is done."},
        "meetings:decision_add": decided,
        "meetings:decision_replace": decided,
        "meetings:decision_correct": {"version": "1", "text": "One format.", "note": "Shorter."},
        "meetings:decision_withdraw": {"why": "It was wrong."},
        "meetings:action_add": action,
        "meetings:action_change": action,
        "meetings:action_close": {"state": "done"},
    }
