"""Pages of reviews: who is asked, what they read, what they say."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from community.people.access import member_required
from community.people.attempts import attempt
from community.people.errors import HubError
from community.people.models import Member
from community.people.permissions import is_editor
from community.practices.addresses import shown_links
from community.practices.enums import State
from community.practices.forms import AnswerForm
from community.practices.models import Answer, Seat, Version
from community.practices.permissions import can_edit_review, can_write
from community.practices.services import reviewing
from community.practices.suggesting import candidates, suggestions

from .finding import crumbs_to, open_version_or_404

if TYPE_CHECKING:
    from community.people.models import MemberRequest

ROWS_PER_PAGE = 20


@member_required
@require_GET
def reviews(request: MemberRequest) -> HttpResponse:
    viewer = request.user
    awaited = Seat.objects.to_answer(viewer).select_related("version__practice__department").order_by("taken_at")
    calls = Version.objects.looking_for_reviewers(viewer).for_list()
    context = {
        "awaited": list(awaited[:ROWS_PER_PAGE]),
        "page": Paginator(calls, ROWS_PER_PAGE).get_page(request.GET.get("page")),
        "is_editor": is_editor(viewer),
        "crumbs": crumbs_to(_("Reviews")),
    }
    if context["is_editor"]:
        waiting = Version.objects.filter(state__in=(State.REVIEW, State.SPLIT, State.APPROVED)).for_list()
        held = Count("seats", filter=Q(seats__left_at=None))
        context["waiting"] = list(waiting.annotate(held=held)[:50])
    return render(request, "practices/review_list.html", context)


@member_required
@require_POST
def take(request: MemberRequest, pk: int) -> HttpResponse:
    version = get_object_or_404(Version.objects.select_related("practice"), pk=pk, state=State.REVIEW)
    step = partial(reviewing.take_place, version=version, member=request.user)
    taken = attempt(request, step, _("Thank you. Read it, then answer below."))
    return redirect("practices:review", slug=version.practice.slug) if taken else redirect("practices:reviews")


@member_required
@require_GET
def review(request: MemberRequest, slug: str) -> HttpResponse:
    return _render_review(request, open_version_or_404(request, slug))


def _render_review(
    request: MemberRequest, version: Version, *, status: int = 200, form: AnswerForm | None = None, **more: Any
) -> HttpResponse:
    viewer, practice = request.user, version.practice
    data, links = shown_links(version, viewer)
    seats = list(version.seats.held().select_related("member", "department").order_by("place"))
    answers = Answer.objects.visible_to(viewer).filter(seat__version=version)
    answered = set(Answer.objects.filter(seat__version=version, round=version.round).values_list("seat", flat=True))
    own = next((seat for seat in seats if seat.member_id == viewer.pk), None)
    edits_review = can_edit_review(viewer, practice)
    context = {
        "practice": practice,
        "version": version,
        "tags": list(version.tags.all()),
        "data": data,
        "links": links,
        "seats": [(seat, seat.pk in answered) for seat in seats],
        "free": version.places - len(seats),
        "answers": list(answers.select_related("seat__member", "seat__department")),
        "own": own,
        "may_answer": own is not None and version.state == State.REVIEW and own.pk not in answered,
        "is_author": can_write(viewer, practice),
        "edits_review": edits_review,
        "may_decide": edits_review and version.state == State.SPLIT,
        "form": form or AnswerForm(),
        "decide_form": AnswerForm.of_editors(),
        "crumbs": crumbs_to(_("Review"), practice, version),
        **more,
    }
    return render(request, "practices/review_detail.html", context, status=status)


@member_required
@require_POST
def answer(request: MemberRequest, slug: str) -> HttpResponse:
    version = open_version_or_404(request, slug)
    if not version.seats.held().filter(member=request.user).exists():
        raise Http404
    form = AnswerForm(request.POST)
    if form.is_valid():
        try:
            reviewing.answer(version=version, by=request.user, **form.cleaned_data)
        except HubError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Thank you. The authors read your answer."))
            return redirect("practices:review", slug=slug)
    return _render_review(request, open_version_or_404(request, slug), form=form, status=422, has_typed=True)


def _edited_or_404(request: MemberRequest, slug: str) -> Version:
    """For editors who did not write it."""
    version = open_version_or_404(request, slug)
    if not can_edit_review(request.user, version.practice):
        raise Http404
    return version


@member_required
@require_http_methods(["GET", "POST"])
def ask(request: MemberRequest, slug: str) -> HttpResponse:
    version = _edited_or_404(request, slug)
    if request.method == "POST":
        typed = request.POST.get("member", "")
        people = Member.objects.visible_to(request.user)
        asked = get_object_or_404(people, pk=int(typed) if typed.isdecimal() and len(typed) < 19 else 0)
        step = partial(reviewing.ask, version=version, member=asked, by=request.user)
        attempt(request, step, _("%(name)s is asked, and was told.") % {"name": asked})
        return redirect("practices:review", slug=slug)
    words = request.GET.get("q", "").strip()[:100]
    context = {
        "practice": version.practice,
        "version": version,
        "words": words,
        "found": candidates(version, words, request.user) if words else [],
        "suggested": [] if words else suggestions(version, request.user),
        "crumbs": crumbs_to(_("Ask a reviewer"), version.practice, version),
    }
    return render(request, "practices/reviewer_ask.html", context)


@member_required
@require_POST
def leave(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    version = open_version_or_404(request, slug)
    seat = get_object_or_404(version.seats.held().select_related("version__practice"), pk=pk)
    is_own = seat.member_id == request.user.pk
    if not is_own and not can_edit_review(request.user, version.practice):
        raise Http404
    left = attempt(request, partial(reviewing.leave_place, seat=seat, by=request.user), _("The place is free again."))
    return redirect("practices:reviews") if left and is_own else redirect("practices:review", slug=slug)


@member_required
@require_POST
def third(request: MemberRequest, slug: str) -> HttpResponse:
    version = _edited_or_404(request, slug)
    step = partial(reviewing.open_third_place, version=version, by=request.user)
    opened = attempt(request, step, _("There is a third place now. Ask somebody, or let somebody volunteer."))
    return redirect("practices:ask" if opened else "practices:review", slug=slug)


@member_required
@require_POST
def decide(request: MemberRequest, slug: str) -> HttpResponse:
    version = _edited_or_404(request, slug)
    form = AnswerForm.of_editors(request.POST)
    if form.is_valid():
        try:
            reviewing.decide(version=version, by=request.user, **form.cleaned_data)
        except HubError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("It is decided. Authors and reviewers are told."))
            return redirect("practices:review", slug=slug)
    return _render_review(request, open_version_or_404(request, slug), decide_form=form, status=422)
