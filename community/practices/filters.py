"""What the list of practices is narrowed by: each choice is part of the address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.people.models import Department

from .enums import State
from .models import Adoption, Practice, Tag

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from .querysets import PracticeQuerySet

STATES = (
    ("", gettext_lazy("Published")),
    ("stale", gettext_lazy("Published, not confirmed for a year")),
    ("retired", gettext_lazy("Retired")),
)
SORTS = (("", gettext_lazy("Newest first")), ("used", gettext_lazy("Most used first")))


@dataclass(frozen=True)
class Field:
    """One choice of the form."""

    name: str
    label: str
    options: Sequence[tuple[str, str | Promise]]
    value: str


class Filters:
    """What the address asks for; what it can't mean is left out."""

    def __init__(self, asked: QueryDict) -> None:
        used = Adoption.objects.active().values("department")
        wrote = Practice.objects.public().values("department")
        departments = Department.objects.order_by("acronym")
        tags = Tag.objects.filter(versions__state=State.PUBLISHED)
        self.fields = [
            Field("topic", _("Tag"), [("", _("All tags")), *tags.distinct().values_list("slug", "name")], ""),
            Field("department", _("Written by"), _options(departments.filter(pk__in=wrote)), ""),
            Field("used_by", _("Used by"), _options(departments.filter(pk__in=used)), ""),
            Field("state", _("Shown"), STATES, ""),
            Field("sort", _("Order"), SORTS, ""),
        ]
        self.fields = [
            Field(field.name, field.label, field.options, _among(asked.get(field.name, ""), field.options))
            for field in self.fields
        ]
        self.chosen = {field.name: field.value for field in self.fields if field.value}

    def rows(self) -> PracticeQuerySet:
        """The practices that are left."""
        rows: PracticeQuerySet = Practice.objects.for_list()
        state = self.chosen.get("state")
        rows = rows.stale() if state == "stale" else rows.retired() if state == "retired" else rows.published()
        if tag := self.chosen.get("topic"):
            rows = rows.about(tag)
        if department := self.chosen.get("department"):
            rows = rows.filter(department__slug=department)
        if used_by := self.chosen.get("used_by"):
            rows = rows.used_by(Department.objects.get(slug=used_by))
        return rows.most_used() if self.chosen.get("sort") else rows

    @property
    def query(self) -> str:
        """What comes before `page=` in addresses."""
        return f"{urlencode(self.chosen)}&" if self.chosen else ""

    @property
    def narrows(self) -> bool:
        """Whether fewer than all published ones are asked for."""
        return bool(set(self.chosen) - {"sort"})


def _options(departments: object) -> list[tuple[str, str]]:
    rows = departments.values_list("slug", "acronym")  # type: ignore[attr-defined]
    return [("", _("All departments")), *rows]


def _among(value: str, options: Sequence[tuple[str, str | Promise]]) -> str:
    return value if value in {key for key, _label in options} else ""
