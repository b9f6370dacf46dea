"""Who is asked first: a pure function of what was counted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

_NEVER = datetime.min.replace(tzinfo=UTC)


def best(points: Mapping[int, int], asked_at: Mapping[int, datetime], number: int) -> list[int]:
    """The `number` members with the most points; among equals whoever was asked longest ago, then the lower key."""
    order = sorted(points, key=lambda member: (-points[member], asked_at.get(member, _NEVER), member))
    return order[:number]
