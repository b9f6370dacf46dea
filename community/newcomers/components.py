"""The card of the first week on “My hub”."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import OuterRef, Subquery
from laces.components import Component

from .models import FirstStep, FirstWeek
from .registries import first_steps

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member

FIRST_WEEK = "first_week_key"


@dataclass(frozen=True)
class Item:
    """One line of the list."""

    pk: int
    words: str
    why: str
    url: str
    is_done: bool
    is_ticked: bool  # by the member, where nothing else tells


@dataclass
class FirstWeekCard(Component):
    """What there is to do, and what is done."""

    items: list[Item]
    template_name = "newcomers/first_week.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {
            "items": self.items,
            "done_count": sum(item.is_done for item in self.items),
            "csrf_token": parent_context and parent_context.get("csrf_token"),
        }


def first_week() -> Subquery:
    """The key of a member's week that was not put away; comes with the member of the request."""
    return Subquery(FirstWeek.objects.filter(member=OuterRef("pk"), closed_at=None).values("pk"))


def first_week_card(viewer: Member | AnonymousUser) -> Component | None:
    """For newcomers: one query, none for others. Nothing once all is done, or 30 days are over."""
    week = getattr(viewer, FIRST_WEEK, None)
    if not viewer.is_authenticated or week is None:
        return None
    items = items_of(viewer, week)
    return FirstWeekCard(items) if any(not item.is_done for item in items) else None


def items_of(member: Member, week: int) -> list[Item]:
    """The steps in order, as `member` sees them now."""
    running = FirstWeek.objects.open().filter(pk=week).values("pk")
    rows: list[Any] = list(FirstStep.objects.filter(week__in=running).as_seen_by(member).order_by("place"))
    return [
        Item(
            row.pk,
            step.say(row.title or ""),
            row.get_why_display() if row.title else "",
            step.address(row.key, row.slug or ""),
            row.is_done,
            step.done is None,
        )
        for step in first_steps
        for row in rows
        if row.step == step.name
    ]
