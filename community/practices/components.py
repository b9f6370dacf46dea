"""What other pages show of practices: a department's page, a member's page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from laces.components import Component

from .enums import PUBLIC, Standing
from .models import Practice, Seat

if TYPE_CHECKING:
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
