"""What other pages show of practices: a department's page, a member's page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, Subquery
from laces.components import Component

from .enums import PUBLIC, Standing
from .models import Adoption, Practice, Seat

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Department, Member

    from .querysets import Viewer

FEW = 5


@dataclass
class DepartmentPanel(Component):
    """The practices that a department uses, and those it wrote."""

    department: Department
    used: list[Practice]
    written: list[Practice]
    template_name = "practices/department_panel.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"department": self.department, "used": self.used, "written": self.written}


def department_panel(department: Department, viewer: Viewer) -> Component | None:
    """For a department's page, whoever looks: two queries."""
    published = Practice.objects.published().select_related("current", "department")
    used = list(published.used_by(department).order_by("-published_at", "-pk")[:FEW])
    written = list(published.filter(department=department).most_used()[:FEW])
    return DepartmentPanel(department, used, written) if used or written else None


@dataclass
class MemberPanel(Component):
    """What a member wrote and reviewed, as far as everybody may read it. No number, no rank."""

    written: list[Practice]
    reviewed: list[Practice]
    template_name = "practices/member_panel.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"written": self.written, "reviewed": self.reviewed}


def member_panel(person: Member, viewer: Viewer) -> Component | None:
    """For a member's page: two queries."""
    rows = Practice.objects.filter(~Q(standing=Standing.DRAFT)).select_related("current").order_by("-published_at")
    written = list(rows.written_by(person)[:FEW])
    seats = Seat.objects.held().filter(member=person, version__state__in=PUBLIC, answers__isnull=False)
    reviewed = list(rows.filter(versions__in=seats.values("version")).distinct()[:FEW])
    return MemberPanel(written, reviewed) if written or reviewed else None


@dataclass
class MyPracticesCard(Component):
    """What waits for a member's review, what they own and nobody confirmed for a year, what their department has."""

    awaited: list[Practice]
    stale: list[Practice]
    ours: list[Practice]
    template_name = "practices/my_card.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"awaited": self.awaited, "stale": self.stale, "ours": self.ours}


def my_practices_card(viewer: Member | AnonymousUser) -> Component | None:
    """For “My hub”: one query; nothing where there is nothing to show."""
    if not viewer.is_authenticated:
        return None
    rows = list(_mine(viewer))
    awaited = [row for row in rows if row.to_review]
    stale = [row for row in rows if row.owner_id == viewer.pk and row.is_stale]
    ours = [row for row in rows if row.is_ours and row not in stale]
    return MyPracticesCard(awaited[:FEW], stale[:FEW], ours[:FEW]) if rows else None


def _mine(viewer: Member) -> Any:
    """The rows of all three lists; `to_review` is the title of the version that waits for `viewer`."""
    department, seats = viewer.department_id, Seat.objects.to_answer(viewer)
    uses = Adoption.objects.active().filter(department=department, practice=OuterRef("pk"))
    is_ours = Q(standing=Standing.PUBLISHED) & (Q(department=department) | Q(Exists(uses)))
    stale = Practice.objects.stale().filter(owner=viewer).order_by("checked_at", "pk")
    ours = Practice.objects.filter(is_ours).order_by("-published_at", "-pk")
    keys = (seats.order_by("taken_at").values("version__practice"), stale.values("pk"), ours.values("pk"))
    shown = Q()
    for some in keys:
        shown |= Q(pk__in=some[:FEW])
    title = seats.filter(version__practice=OuterRef("pk")).values("version__title")[:1]
    rows = Practice.objects.filter(shown).select_related("current").annotate(to_review=Subquery(title))
    return rows.annotate(is_ours=ExpressionWrapper(is_ours, BooleanField())).order_by("-published_at", "-pk")
