"""Where the floors above plug their parts into the pages about people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from laces.components import Component

    from .models import Department, Member

    BuildPart = Callable[[Department, Member | AnonymousUser], Component | None]


@dataclass
class DepartmentPanels:
    """Parts of the page of a department, below its people, in the order in which they came."""

    _builders: list[BuildPart] = field(default_factory=list)

    def register(self, build: BuildPart) -> None:
        """Add a part. `build(department, viewer)` returns None where there is nothing to show."""
        self._builders.append(build)

    def of(self, department: Department, viewer: Member | AnonymousUser) -> list[Component]:
        """The parts that `viewer` sees."""
        return [part for build in self._builders if (part := build(department, viewer)) is not None]


department_panels = DepartmentPanels()
