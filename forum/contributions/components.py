"""The part of a member's page that shows what they wrote in the forum."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from laces.components import Component

from .lists import Contribution, Sort, counts_of, for_list, posts_of

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member

FEW = 5


@dataclass
class ContributionsPanel(Component):
    """The latest of it, and how much there is."""

    person: Member
    rows: list[Contribution]
    counts: dict[Sort, int]
    template_name = "boards/contribution_panel.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        counts = {sort.value: number for sort, number in self.counts.items()}
        return {"person": self.person, "rows": self.rows, "counts": counts}


def contributions_panel(person: Member, viewer: Member | AnonymousUser) -> Component | None:
    """For a member's page: two queries. Nothing when the viewer may read nothing of it."""
    rows = for_list(posts_of(person, viewer).select_related("topic__forum")[:FEW])
    return ContributionsPanel(person, rows, counts_of(person, viewer)) if rows else None
