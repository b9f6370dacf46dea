"""What the lines of the first week and of spotlights are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from community.newcomers.models import FirstStep, FirstWeek
from community.spotlights.services import ask

if TYPE_CHECKING:
    from tests.guards.world import World


def newcomers(world: World) -> None:
    """The member is new, and has somebody to meet."""
    week = FirstWeek.objects.create(member=world.people["member"])
    step = FirstStep.objects.create(week=week, step="person", key=world.people["lead"].pk)
    world.objects["members-step-one"] = {"pk": step.pk}


def spotlights(world: World) -> None:
    """One planned on the member, one on the group."""
    today = timezone.localdate()
    days = {"begins_on": today, "ends_on": today, "by": world.people["admin"]}
    for name, about in (("members", world.people["member"]), ("groups", world.ours)):
        world.objects[f"{name}-spotlight"] = {"pk": ask(about=about, words="Words.", **days).pk}
    world.forms["spotlights:spotlight"] = {"consent": "agreed", "words": "Words."}
