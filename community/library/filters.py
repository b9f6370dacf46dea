"""What the library is narrowed by: each choice is part of the address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.safety.characters import one_line
from community.search.models import SearchEntry

from .enums import FORMATS, Audience, Kind, Topic
from .models import Resource
from .permissions import can_edit

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from .querysets import ResourceQuerySet, Viewer

LONGEST_WORDS = 100
MOST_FOUND = 1_000
STATES = (("", gettext_lazy("Current")), ("former", gettext_lazy("Replaced or withdrawn")))
DRAFTS = ("drafts", gettext_lazy("Drafts"))
SORTS = (
    ("", gettext_lazy("By title")),
    ("newest", gettext_lazy("Newest first")),
    ("downloads", gettext_lazy("Most downloaded first")),
)


@dataclass(frozen=True)
class Field:
    """One choice of the form."""

    name: str
    label: str
    options: Sequence[tuple[str, str | Promise]]
    value: str


class Filters:
    """What the address asks for; what it can't mean is left out. Runs no query."""

    def __init__(self, asked: QueryDict, viewer: Viewer) -> None:
        self.words = one_line(asked.get("q", ""))[:LONGEST_WORDS]
        states = (*STATES, DRAFTS) if can_edit(viewer) else STATES
        fields: list[tuple[str, str, Sequence[tuple[str, str | Promise]]]] = [
            ("kind", _("Kind"), [("", _("All kinds")), *Kind.choices]),
            ("topic", _("Topic"), [("", _("All topics")), *Topic.choices]),
            ("audience", _("Who it is for"), [("", _("Everyone")), *Audience.choices]),
            ("format", _("Format"), [("", _("All formats")), *FORMATS.items()]),
            ("state", _("Shown"), states),
            ("sort", _("Order"), SORTS),
        ]
        self.fields = [
            Field(name, label, options, _among(asked.get(name, ""), options)) for name, label, options in fields
        ]
        self.chosen = {field.name: field.value for field in self.fields if field.value}
        if self.words:
            self.chosen["q"] = self.words

    def rows(self) -> ResourceQuerySet:
        """The resources that are left."""
        rows: ResourceQuerySet = Resource.objects.for_list()
        state = self.chosen.get("state")
        rows = rows.former() if state == "former" else rows.unpublished() if state == "drafts" else rows.current()
        for name in ("kind", "topic", "audience"):
            if value := self.chosen.get(name):
                rows = rows.filter(**{name: value})
        if kind := self.chosen.get("format"):
            rows = rows.in_format(kind)
        if self.words:
            rows = self._with_words(rows)
        sort = self.chosen.get("sort")
        return rows.newest_first() if sort == "newest" else rows.most_downloaded() if sort == "downloads" else rows

    def _with_words(self, rows: ResourceQuerySet) -> ResourceQuerySet:
        """Current ones by the index of the search; others, which are not in it, by their title."""
        if self.chosen.get("state"):
            return rows.filter(title__icontains=self.words)
        found = SearchEntry.objects.filter(kind="resource").matching(self.words).values_list("key", flat=True)
        return rows.filter(pk__in=[int(key) for key in found[:MOST_FOUND]])

    @property
    def query(self) -> str:
        """What comes before `page=` in addresses."""
        return f"{urlencode(self.chosen)}&" if self.chosen else ""

    @property
    def narrows(self) -> bool:
        """Whether fewer than all current ones are asked for."""
        return bool(set(self.chosen) - {"sort"})


def _among(value: str, options: Sequence[tuple[str, str | Promise]]) -> str:
    return value if value in {key for key, _label in options} else ""
