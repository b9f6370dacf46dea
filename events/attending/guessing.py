"""How often somebody may try codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.core.internal import ratelimit  # the public door (allauth.core.ratelimit) knows allauth's own limits only

if TYPE_CHECKING:
    from community.people.models import MemberRequest

TRIES = "10/10m/user"


def may_try(request: MemberRequest) -> bool:
    """Count a try, of whatever date; False when there were too many."""
    return bool(ratelimit.consume(request, app="hub", action="check_in", config={"check_in": TRIES}))
