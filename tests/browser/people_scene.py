"""What the pages of people_pages.py need beyond the sample hub; scene.py takes it in."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from community.people.models import Member
from community.spotlights.services import ask
from community.workgroups.models import WorkGroup


def found_people(people: dict[str, Member]) -> dict[str, str]:
    """A spotlight that waits for the member's word."""
    today = timezone.localdate()
    asked = ask(about=people["member"], words="Marco answers.", begins_on=today, ends_on=today, by=people["editor"])
    group = WorkGroup.objects.order_by("pk")[0]
    return {
        "ask_member": reverse("spotlights:spotlight_member", args=[people["lead"].pk]),
        "ask_group": reverse("spotlights:spotlight_group", args=[group.slug]),
        "my_spotlight": asked.get_absolute_url(),
    }
