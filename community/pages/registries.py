"""Where the floors above plug their panels into the shell's pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from laces.components import Component

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django_stubs_ext import StrOrPromise

    from community.people.models import Member

    BuildPanel = Callable[[Member | AnonymousUser], Component | list[Component] | None]


@dataclass
class Panels:
    """Builders of panels for one page, in order. A builder returns None when it has nothing to show.

    Panels that show the same rows have one builder, which reads these once and returns a list.
    """

    _builders: dict[int, BuildPanel] = field(default_factory=dict)

    def register(self, order: int, build: BuildPanel) -> None:
        """Add a panel at `order`, lowest first. Raises ValueError when the place is taken."""
        if order in self._builders:
            raise ValueError(f"Place {order} is taken.")
        self._builders[order] = build

    def build(self, viewer: Member | AnonymousUser) -> list[Component]:
        """The panels `viewer` sees."""
        panels: list[Component] = []
        for _order, build in sorted(self._builders.items()):
            built = build(viewer)
            panels += built if isinstance(built, list) else [built] if built else []
        return panels


@dataclass(frozen=True)
class Specimen:
    """A part of the style guide: a template that shows components in their states, and what it shows them with."""

    title: StrOrPromise
    template: str
    context: Callable[[], dict[str, Any]] = dict


@dataclass
class Specimens:
    """The parts of the style guide, in order."""

    _parts: dict[int, Specimen] = field(default_factory=dict)

    def register(self, order: int, specimen: Specimen) -> None:
        """Add a part at `order`, lowest first. Raises ValueError when the place is taken."""
        if order in self._parts:
            raise ValueError(f"Place {order} is taken.")
        self._parts[order] = specimen

    def __iter__(self) -> Iterator[Specimen]:
        return iter(specimen for _order, specimen in sorted(self._parts.items()))


dashboard_cards = Panels()  # “My hub”: each is built for a signed-in member
specimens = Specimens()  # /styleguide/
home_panels = Panels()  # the home page, below the editors' own blocks
