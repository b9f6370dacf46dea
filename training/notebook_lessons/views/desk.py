"""The instructor's pages: which notebooks one may edit, and one of them with its state, fixes and files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.pages.publishing import PublicationRefused
from community.people.access import member_required
from community.safety.uploads import download
from training.notebook_lessons.editing import Desk, desk_of, lessons_of
from training.notebook_lessons.forms import NotebookFileForm, NotebookUploadForm
from training.notebook_lessons.models import NotebookFile
from training.notebook_lessons.services import FilesFull, draft_notebook, keep_file, publish_draft, remove_file
from training.pages import NotebookLessonPage
from training.permissions import can_edit_fast
from training.visiting import crumbs, see_other

if TYPE_CHECKING:
    from community.people.models import Member, MemberRequest


def _lesson_edited_by(member: Member, pk: int) -> NotebookLessonPage:
    lesson: NotebookLessonPage = get_object_or_404(NotebookLessonPage, pk=pk)
    if not can_edit_fast(member, lesson):
        raise Http404
    return lesson


def _back(lesson: NotebookLessonPage) -> HttpResponse:
    return see_other(reverse("training:notebook_edit", args=[lesson.pk]))


@member_required
@require_safe
def notebooks(request: MemberRequest) -> HttpResponse:
    page = lessons_of(request.user, request.GET.get("page"))
    if page is None:
        raise Http404
    context = {"page": page, "crumbs": crumbs((_("Notebooks"), ""))}
    return render(request, "training/notebook_list.html", context)


@member_required
@require_http_methods(["GET", "HEAD", "POST"])
def notebook_edit(request: MemberRequest, pk: int) -> HttpResponse:
    lesson = _lesson_edited_by(request.user, pk)
    desk = desk_of(lesson, request.user)
    if request.method != "POST":
        return _render(request, desk)
    form = NotebookUploadForm(request.POST, request.FILES, may_publish=desk.may_publish)
    if desk.locked:
        form.add_error(None, desk.locked)
    if not form.is_valid():
        return _render(request, desk, form=form, status=422)
    file = form.cleaned_data["upload"]
    draft_notebook(lesson=lesson, source=file.read(), name=file.name, by=request.user)
    if not form.asks_to_publish:
        messages.success(request, _("The draft is saved. Learners read what they read before."))
        return _back(lesson)
    return _publish(request, lesson)


@member_required
@require_POST
def notebook_publish(request: MemberRequest, pk: int) -> HttpResponse:
    lesson = _lesson_edited_by(request.user, pk)
    desk = desk_of(lesson, request.user)
    if not desk.may_publish:
        raise Http404
    if desk.locked:
        messages.error(request, desk.locked)
        return _render(request, desk, status=409)
    return _publish(request, lesson)


def _publish(request: MemberRequest, lesson: NotebookLessonPage) -> HttpResponse:
    try:
        publish_draft(lesson=lesson, by=request.user)
    except PublicationRefused as refused:
        lesson.refresh_from_db()
        messages.error(request, _("The draft is kept and not published. %(why)s") % {"why": refused.message})
        return _render(request, desk_of(lesson, request.user, refused.faults), status=422)
    messages.success(request, _("Published. Learners read the notebook as soon as it is converted."))
    return _back(lesson)


@member_required
@require_POST
def notebook_file_add(request: MemberRequest, pk: int) -> HttpResponse:
    lesson = _lesson_edited_by(request.user, pk)
    form = NotebookFileForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            row = keep_file(
                lesson=lesson, file=form.cleaned_data["file"], name=form.cleaned_data["name"], by=request.user
            )
        except FilesFull as full:
            form.add_error("file", full.message)
        else:
            messages.success(request, _("“%(name)s” stands beside the notebook.") % {"name": row.name})
            return _back(lesson)
    return _render(request, desk_of(lesson, request.user), file_form=form, status=422)


@member_required
@require_POST
def notebook_file_remove(request: MemberRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(NotebookFile.objects.select_related("lesson"), pk=pk)
    lesson = _lesson_edited_by(request.user, row.lesson_id)
    remove_file(row=row, by=request.user)
    messages.success(request, _("“%(name)s” is removed.") % {"name": row.name})
    return _back(lesson)


@member_required
@require_safe
def notebook_source(request: MemberRequest, pk: int) -> FileResponse:
    lesson = _lesson_edited_by(request.user, pk)
    version = desk_of(lesson, request.user).version
    if version is None:
        raise Http404
    return download(version.source, name=lesson.slug)


def _render(
    request: MemberRequest,
    desk: Desk,
    *,
    form: NotebookUploadForm | None = None,
    file_form: NotebookFileForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "desk": desk,
        "lesson": desk.lesson,
        "form": form or NotebookUploadForm(may_publish=desk.may_publish),
        "file_form": file_form or NotebookFileForm(),
        "crumbs": crumbs((_("Notebooks"), reverse("training:notebooks")), (desk.lesson.title, "")),
    }
    return render(request, "training/notebook_edit.html", context, status=status)
