"""The list of who was there: one page, one save. The floors above show the same list for what they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from community.people.access import member_required
from community.people.errors import HubError
from community.people.models import Member
from events import services
from events.forms import AttendanceForm
from events.times import times_of

from .organizing import organized_or_404

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from community.people.models import MemberRequest
    from events.models import Occurrence

PEOPLE_PER_PAGE = 100


@member_required
@require_http_methods(["GET", "POST"])
def occurrence_attendance(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    found = organized_or_404(request, slug, pk)
    people = Member.objects.filter(pk__in=found.registrations.registered().values("member"))
    crumbs = [(_("Events"), reverse("events:month")), (found.series.title, found.get_absolute_url())]
    return take_attendance(request, found, people, crumbs=[*crumbs, (_("Attendance"), "")])


def take_attendance(
    request: MemberRequest, occurrence: Occurrence, people: QuerySet[Member], **context: Any
) -> HttpResponse:
    """The list of `people` and of who was seen at `occurrence`, or the save of one page of it.

    The caller has asked whether `request.user` may. `context` goes to the template: crumbs, note.
    """
    there = dict(occurrence.attendances.present().values_list("member", "minutes"))
    listed = (people | Member.objects.filter(pk__in=there)).for_directory()
    page = Paginator(listed, PEOPLE_PER_PAGE).get_page(request.GET.get("page"))
    form = AttendanceForm(request.POST or None, people=list(page.object_list), stayed=there)
    if request.method == "POST" and form.is_valid() and _save(request, occurrence, form):
        return HttpResponseRedirect(request.get_full_path(), status=303)
    ticked = set(form["present"].value() or ()) if form.is_bound else {str(pk) for pk in there}
    rows = [
        (member, str(member.pk) in ticked, member.pk in there, form[f"minutes-{member.pk}"], there.get(member.pk))
        for member in page.object_list
    ]
    shown = {"occurrence": occurrence, "times": times_of(occurrence), "page": page, "rows": rows, "form": form}
    counts = {"there_count": len(there)}
    status = 422 if request.method == "POST" else 200
    return render(request, "events/attendance.html", {**shown, **counts, **context}, status=status)


def _save(request: MemberRequest, occurrence: Occurrence, form: AttendanceForm) -> bool:
    """Whether the list was saved; else the form says why not."""
    try:
        rows = services.mark_attendance(occurrence=occurrence, marks=form.marks, minutes=form.minutes, by=request.user)
    except HubError as refusal:
        form.add_error(None, refusal.message)
        return False
    said = ngettext("Saved: %(count)d change.", "Saved: %(count)d changes.", len(rows)) % {"count": len(rows)}
    messages.success(request, said if rows else _("Nothing was changed, so nothing was saved."))
    return True
