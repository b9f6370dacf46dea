"""What the floors above show on a group's page (its board, its calendar)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from laces.components import Component

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member

    from .models import WorkGroup

    BuildTab = Callable[[WorkGroup, Member | AnonymousUser], Component | None]


@dataclass
class Tabs:
    """Builders of panels, in order. A builder returns None when the viewer may see nothing of it."""

    _builders: dict[int, BuildTab]

    def register(self, order: int, build: BuildTab) -> None:
        """Add a panel. Raises ValueError when the place is taken."""
        if order in self._builders:
            raise ValueError(f"Place {order} among the group's panels is taken.")
        self._builders[order] = build

    def build(self, group: WorkGroup, viewer: Member | AnonymousUser) -> list[Component]:
        """The panels `viewer` sees on the page of `group`."""
        built = (build(group, viewer) for _, build in sorted(self._builders.items()))
        return [panel for panel in built if panel is not None]


tabs = Tabs({})
