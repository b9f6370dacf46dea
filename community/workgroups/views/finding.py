"""How views find a group: what somebody may not know of, or not do, is a 404."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from community.workgroups.models import WorkGroup

if TYPE_CHECKING:
    from community.people.models import AnyRequest, MemberRequest


def visible_or_404(request: AnyRequest, slug: str) -> WorkGroup:
    """A group that the viewer may know of."""
    return get_object_or_404(WorkGroup.objects.visible_to(request.user), slug=slug)


def led_or_404(request: MemberRequest, slug: str) -> WorkGroup:
    """A group that the member leads."""
    return get_object_or_404(WorkGroup.objects.led_by(request.user), slug=slug)


def own_or_404(request: MemberRequest, slug: str) -> WorkGroup:
    """A group that the member is active in."""
    return get_object_or_404(WorkGroup.objects.of(request.user), slug=slug)


def crumbs_to(group: WorkGroup | None, title: str) -> list[tuple[str, str]]:
    """The way from the list of groups to a page about `group`."""
    between = [(group.name, group.get_absolute_url())] if group else []
    return [(_("Work groups"), reverse("workgroups:groups")), *between, (title, "")]


def form_page(
    request: AnyRequest, group: WorkGroup | None, title: str, *, status: int | None = None, **context: Any
) -> HttpResponse:
    """A page that is one form; with faults it answers 422."""
    form = context["form"]
    usual = 422 if form.is_bound else 200
    shown = {"group": group, "title": title, "crumbs": crumbs_to(group, title), **context}
    return render(request, "workgroups/form_page.html", shown, status=status or usual)
