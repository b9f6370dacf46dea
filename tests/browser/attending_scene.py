"""What the pages of attending_pages.py need beyond the sample hub; scene.py takes it in."""

from __future__ import annotations

from datetime import time, timedelta

from django.utils import timezone

from community.people.models import Member
from events import services
from events.attending.codes import path_of
from events.attending.services import make_code
from events.models import Occurrence
from tests.factories.events import an_occurrence


def attending(people: dict[str, Member]) -> dict[str, str]:
    """A date that goes on for days, with a code, and one who is there; and one without a code."""
    date, later = a_date(people, "Scene: check in now"), a_date(people, "Scene: no code yet")
    now = timezone.now()
    Occurrence.objects.filter(pk=date.pk).update(start_at=now - timedelta(hours=1), end_at=now + timedelta(days=2))
    date.refresh_from_db()
    for role in ("member", "learner", "lead"):
        services.register(occurrence=date, member=people[role])
    own = make_code(occurrence=date, by=people["organizer"], admits_anybody=True)
    services.mark_attendance(occurrence=date, marks={people["lead"]: True}, by=people["organizer"])
    return {
        "begun_date": date.get_absolute_url(),
        "begun_address": path_of(own, date),
        "old_address": f"{date.get_absolute_url()}check-in/old/",
        "codeless_date": later.get_absolute_url(),
    }


def a_date(people: dict[str, Member], title: str) -> Occurrence:
    """A date in three weeks."""
    day = timezone.localdate() + timedelta(days=20)
    made: Occurrence = an_occurrence(title=title, by=people["organizer"], starts_on=day, starts_at=time(14, 0))
    return made
