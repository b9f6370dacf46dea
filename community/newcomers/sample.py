"""The sample hub's newcomer. Loaded last, so that the floors above have something to suggest."""

from __future__ import annotations

from datetime import datetime

from community.people.sample import sample_member

from .models import FirstWeek
from .services import prepare

NEWCOMER = "learner"


def load_newcomer(now: datetime) -> str:
    """Begin the first week of one sample member; see sample_registry."""
    member = sample_member(NEWCOMER)
    _week, made = FirstWeek.objects.get_or_create(member=member, defaults={"began_at": now})
    if made:
        prepare(member=member, at=now)
    return "1 newcomer"
