"""The page of a meeting, and how the other views find what it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from community.people.errors import HubError
from events.after.views.desk import after_page
from events.meetings.permissions import dates_kept_by
from events.meetings.showing import meeting_of, neighbours, standing_at
from events.views.calendar import occurrence_for

if TYPE_CHECKING:
    from collections.abc import Callable

    from community.people.models import AnyRequest, MemberRequest
    from community.workgroups.models import WorkGroup
    from events.models import Occurrence


@require_GET
def meeting(request: AnyRequest, slug: str, pk: int) -> HttpResponse:
    date = occurrence_for(request, slug, pk)
    if date.series.group is None:
        raise Http404
    before, after = neighbours(date)
    context = {
        "group": date.series.group,
        "meeting": meeting_of(date, request.user),
        "standing": standing_at(date, request.user),
        "may_edit": getattr(date, "may_edit", False),
        "before": before,
        "after": after,
    }
    return after_page(request, date, "events/meeting.html", _("Meeting"), context)


def kept_or_404(request: MemberRequest, slug: str, pk: int) -> Occurrence:
    """The date, for who writes its meeting."""
    found = dates_kept_by(request.user).select_related("series__group")
    return get_object_or_404(found, pk=pk, series__slug=slug)


def to_meeting(date: Occurrence, part: str = "") -> HttpResponse:
    """Back to the page of the meeting."""
    url = reverse("events:meeting", args=[date.series.slug, date.pk])
    return redirect(f"{url}#{part}" if part else url)


def act(request: MemberRequest, date: Occurrence, step: Callable[[], object], done: str, part: str) -> HttpResponse:
    """Take one step and go back to the meeting, with what came of it or why not."""
    try:
        step()
    except HubError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, done)
    return to_meeting(date, part)


def form_page(
    request: MemberRequest,
    group: WorkGroup,
    title: str,
    *,
    back: str,
    crumbs: list[tuple[str, str]],
    status: int | None = None,
    **context: Any,
) -> HttpResponse:
    """A page that is one form, with the way `back` to where it belongs; with faults it answers 422."""
    usual = 422 if context["form"].is_bound else 200
    shown = {"group": group, "title": title, "back": back, "crumbs": [*crumbs, (title, "")], **context}
    return render(request, "events/meeting_form.html", shown, status=status or usual)


def crumbs_of(date: Occurrence) -> list[tuple[str, str]]:
    """The way from the calendar to a meeting."""
    own = reverse("events:meeting", args=[date.series.slug, date.pk])
    return [(_("Events"), reverse("events:month")), (date.series.title, date.get_absolute_url()), (_("Meeting"), own)]


def crumbs_in(group: WorkGroup, title: str, url: str) -> list[tuple[str, str]]:
    """The way from the groups to a list of one of them."""
    return [(_("Work groups"), reverse("workgroups:groups")), (group.name, group.get_absolute_url()), (title, url)]
