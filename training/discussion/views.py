"""Talking about a lesson: the way to its topic, or the form that begins it; a board for a course."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from community.people.access import member_required
from community.people.errors import HubError
from forum.forms import LONGEST_TITLE, TopicForm
from forum.moderation.leading import lead_to_waiting
from training.visiting import crumbs, lesson_or_404, see_other, study_or_404

from .permissions import can_open_board
from .services import discuss, open_board
from .threads import Discussion, discussion_of

if TYPE_CHECKING:
    from community.people.models import AnyRequest, MemberRequest
    from training.outline import LessonLink
    from training.study import Study

_MARKS = re.compile(r"([\\`*_\[\]<>~])")


def _to_discuss(request: MemberRequest, way: dict[str, str]) -> tuple[Study, LessonLink, Discussion]:
    """The lesson at that address and where it is talked about, if the member may read that; else 404."""
    study, link = lesson_or_404(request.user, **way)
    found = discussion_of(request.user, study.course, link.pk)
    if found is None:
        raise Http404
    return study, link, found


def _first_words(link: LessonLink) -> dict[str, str]:
    """The lesson's title, and a link back to it."""
    text = _("About the lesson [%(title)s](%(url)s):") % {"title": _MARKS.sub(r"\\\1", link.title), "url": link.url}
    return {"title": link.title[:LONGEST_TITLE], "text": f"{text}\n\n"}


def _page(
    request: MemberRequest, found: tuple[Study, LessonLink, Discussion], form: TopicForm, **more: Any
) -> HttpResponse:
    study, link, discussion = found
    way = {"course": study.course.slug, "module": link.module_slug, "lesson": link.slug}
    steps = ((study.course.title, study.course.get_absolute_url()), (link.title, link.url), (_("Discuss"), ""))
    context = {
        "link": link,
        "way": way,
        "board": discussion.board,
        "form": form,
        "preview": more.get("preview"),
        "crumbs": crumbs(*steps),
    }
    return render(request, "training/discussion_start.html", context, status=more.get("status", 200))


@member_required
@require_http_methods(["GET", "POST"])
def lesson_discuss(request: MemberRequest, **way: str) -> HttpResponse:
    found = _to_discuss(request, way)
    study, link, discussion = found
    if request.method == "GET":
        if discussion.topic is not None:
            return redirect(discussion.topic)
        return _page(request, found, TopicForm(initial=_first_words(link)))
    form = TopicForm(request.POST)
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("title", "text", "form_token")}
        try:
            post = discuss(course=study.course, lesson=link.pk, poster=request.user, **said)
        except HubError as refusal:
            form.add_error(None, refusal.message)
        else:
            return see_other(post.get_absolute_url()) if post.approved else lead_to_waiting(request)
    return _page(request, found, form, status=422)


@member_required
@require_POST
def lesson_discuss_preview(request: MemberRequest, **way: str) -> HttpResponse:
    found = _to_discuss(request, way)
    form = TopicForm(request.POST)
    form.is_valid()
    preview = form.cleaned_data.get("text")
    return _page(request, found, form, preview=preview, status=200 if preview else 422)


@require_POST
def course_board(request: AnyRequest, course: str) -> HttpResponse:
    study = study_or_404(request.user, course)
    if not request.user.is_authenticated:
        return redirect_to_login(study.course.get_absolute_url())
    if not can_open_board(request.user, study.course):
        raise Http404
    open_board(course=study.course, by=request.user)
    messages.success(request, _("The course has a board now, and each lesson a link to talk about it. You follow it."))
    return see_other(study.course.get_absolute_url())
