"""The outline's page in the Wagtail admin and its buttons: plain forms, one address each."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from community.pages.publishing import PublicationRefused
from community.pages.publishing.telling import tell
from community.people.errors import HubError
from training.pages import CoursePage
from training.quizzes.permissions import can_look_after
from training.visiting import see_other

from . import services
from .board import board_of, lesson_kinds
from .errors import OutlineChanged
from .forms import LessonForm, ModuleForm, RenameForm, ReorderForm, StampedForm, TransferForm

if TYPE_CHECKING:
    from community.people.models import MemberRequest

Act = Callable[["MemberRequest", CoursePage, dict[str, Any]], str]


@require_safe
def board(request: MemberRequest, pk: int) -> HttpResponse:
    return _render(request, _course(request, pk))


@require_POST
def reorder(request: MemberRequest, pk: int) -> HttpResponse:
    def act(request: MemberRequest, course: CoursePage, sent: dict[str, Any]) -> str:
        is_up, page = sent["way"] == "up", sent["page"]
        services.reorder(course=course, page_pk=page, is_up=is_up, by=request.user, stamp=sent["stamp"])
        return f"page-{page}"

    return _answer(request, pk, ReorderForm(request.POST), act)


@require_POST
def transfer(request: MemberRequest, pk: int) -> HttpResponse:
    def act(request: MemberRequest, course: CoursePage, sent: dict[str, Any]) -> str:
        page, module = sent["page"], sent["module"]
        moved = services.transfer(course=course, page_pk=page, module_pk=module, by=request.user, stamp=sent["stamp"])
        said = _("“%(title)s” has moved. Its old address leads to the new one.")
        messages.success(request, said % {"title": moved.title})
        return f"page-{page}"

    return _answer(request, pk, TransferForm(request.POST), act)


@require_POST
def rename(request: MemberRequest, pk: int) -> HttpResponse:
    def act(request: MemberRequest, course: CoursePage, sent: dict[str, Any]) -> str:
        page, title = sent["page"], sent["title"]
        is_public = services.rename(course=course, page_pk=page, title=title, by=request.user, stamp=sent["stamp"])
        said = _("The new title is published.") if is_public else _("The new title is in the draft: publish it next.")
        messages.success(request, said)
        return f"page-{page}"

    return _answer(request, pk, RenameForm(request.POST), act)


@require_POST
def add_module(request: MemberRequest, pk: int) -> HttpResponse:
    def act(request: MemberRequest, course: CoursePage, sent: dict[str, Any]) -> str:
        made = services.add_module(course=course, title=sent["title"], by=request.user, stamp=sent["stamp"])
        return f"page-{made.pk}"

    return _answer(request, pk, ModuleForm(request.POST), act)


@require_POST
def add_lesson(request: MemberRequest, pk: int) -> HttpResponse:
    def act(request: MemberRequest, course: CoursePage, sent: dict[str, Any]) -> str:
        made = services.add_lesson(
            course=course, module_pk=sent["module"], kind=sent["kind"], title=sent["title"], by=request.user,
            stamp=sent["stamp"],
        )  # fmt: skip
        messages.success(request, _("The lesson is there as a draft. Open it to write it."))
        return f"page-{made.pk}"

    return _answer(request, pk, LessonForm(request.POST), act)


@require_POST
def publish(request: MemberRequest, pk: int) -> HttpResponse:
    def act(request: MemberRequest, course: CoursePage, sent: dict[str, Any]) -> str:
        outcome = services.publish_drafts(course=course, by=request.user, stamp=sent["stamp"])
        said = ngettext("%(count)d page is published.", "%(count)d pages are published.", outcome.published)
        messages.success(request, said % {"count": outcome.published})
        for refusal in outcome.refusals:
            tell(request, refusal)
        if outcome.left:
            messages.warning(request, _("Left as they are: %(titles)s") % {"titles": "; ".join(outcome.left)})
        return "outline"

    return _answer(request, pk, StampedForm(request.POST), act)


def _course(request: MemberRequest, pk: int) -> CoursePage:
    """The course, published or not, of somebody who may edit it; a 404 for everybody else."""
    course: CoursePage = get_object_or_404(CoursePage, pk=pk)
    if not can_look_after(request.user, course):
        raise Http404
    return course


def _answer(request: MemberRequest, pk: int, form: forms.Form, act: Act) -> HttpResponse:
    """Do it and lead back to its place; or show the outline as it is, with what was typed."""
    course = _course(request, pk)
    if not form.is_valid():
        problems = " ".join(str(problem) for found in form.errors.values() for problem in found)
        return _render(request, course, form, problems, status=422)
    try:
        place = act(request, course, form.cleaned_data)
    except PublicationRefused as refusal:
        tell(request, refusal)
        return see_other(reverse("training_outlines:board", args=[pk]))
    except HubError as refusal:
        status = 409 if isinstance(refusal, OutlineChanged) else 422
        return _render(request, course, form, refusal.message, status=status)
    return see_other(f"{reverse('training_outlines:board', args=[pk])}#{place}")


def _render(
    request: MemberRequest, course: CoursePage, form: forms.Form | None = None, problem: str = "", *, status: int = 200
) -> HttpResponse:
    typed = form.data if form is not None else {}
    context = {
        "board": board_of(course),
        "course": course,
        "kinds": lesson_kinds(),
        "problem": problem,
        "typed": typed,
        "typed_into": type(form).__name__ if form is not None else "",
        "typed_page": str(typed.get("page") or typed.get("module") or ""),
        "page_title": _("Outline"),
        "page_subtitle": course.draft_title,
        "header_icon": "list-ol",
    }
    return render(request, "training/admin/outline.html", context, status=status)
