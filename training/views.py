"""Pages of training, and the learner's buttons."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.notifications.services.following import followed_as
from community.notifications.services.reading import mark_subject_read
from community.safety.uploads import attach, download

from .enums import Kind, Rule, Told
from .forms import EnrolForm, MarkForm
from .models import NotebookPublication, NotebookVersion
from .notebook_lessons.context import notebook_context
from .notebook_lessons.services import ExerciseGone, note_attempt
from .outline import LessonLink
from .pages import CoursePage, LessonPage, NotebookLessonPage, TrainingIndexPage
from .permissions import can_edit, can_follow
from .quizzes.views.learner import render_quiz
from .services import learning
from .study import Study, open_lesson, study_course, study_courses
from .visiting import crumbs, lesson_or_404, see_other, study_or_404

if TYPE_CHECKING:
    from community.people.models import AnyRequest

COURSES_PER_PAGE = 12


@require_safe
def catalogue(request: AnyRequest) -> HttpResponse:
    courses = CoursePage.objects.visible_to(request.user).for_catalogue()
    page = Paginator(courses, COURSES_PER_PAGE).get_page(request.GET.get("page"))
    studies = study_courses(request.user, list(page.object_list))
    index = TrainingIndexPage.objects.live().first()
    return render(request, "training/course_list.html", {"page": page, "studies": studies, "index": index})


@require_safe
def course(request: AnyRequest, course: str) -> HttpResponse:
    return _render_course(request, study_or_404(request.user, course))


def _render_course(request: AnyRequest, study: Study, *, status: int = 200) -> HttpResponse:
    context = {
        "study": study,
        "course": study.course,
        "form": EnrolForm(),
        "following": followed_as(request.user, study.course.place),
        "crumbs": crumbs((study.course.title, "")),
    }
    return render(request, "training/course_detail.html", context, status=status)


@require_POST
def course_enrol(request: AnyRequest, course: str) -> HttpResponse:
    study = study_or_404(request.user, course)
    if not request.user.is_authenticated:
        return redirect_to_login(study.course.get_absolute_url())
    form = EnrolForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("This form was incomplete. Press the button once more."))
        return _render_course(request, study, status=422)
    learning.enrol(member=request.user, course=study.course, form_token=form.cleaned_data["form_token"])
    messages.success(request, _("You are enrolled. Begin with the first lesson whenever you like."))
    return see_other(study.course.get_absolute_url())


@require_POST
def course_leave(request: AnyRequest, course: str) -> HttpResponse:
    study = study_or_404(request.user, course)
    if not request.user.is_authenticated:
        return redirect_to_login(study.course.get_absolute_url())
    learning.withdraw(member=request.user, course=study.course)
    messages.success(request, _("You left the course. What you did is kept: enrol again to go on."))
    return see_other(study.course.get_absolute_url())


@require_safe
def module(request: AnyRequest, course: str, module: str) -> HttpResponse:
    study = study_or_404(request.user, course)
    if module not in {part.slug for part in study.outline.modules}:
        raise Http404
    return redirect(f"{study.course.get_absolute_url()}#module-{module}")


@require_safe
def lesson(request: AnyRequest, course: str, module: str, lesson: str) -> HttpResponse:
    study = study_or_404(request.user, course)
    link = study.outline.find(module, lesson)
    if link is None:
        return _render_waiting_or_404(request, study, f"/{course}/{module}/{lesson}/")
    return _render_lesson(request, study, link)


def _render_lesson(request: AnyRequest, study: Study, link: LessonLink, *, status: int = 200) -> HttpResponse:
    if link.kind == Kind.QUIZ:
        return render_quiz(request, study, link, status=status)
    opened = open_lesson(link)
    context = {
        "study": study,
        "course": study.course,
        "link": link,
        "lesson": opened.page,
        "reading": opened.reading,
        "has_script": opened.has_script,
        "is_done": study.is_done(link),
        "previous": study.outline.before(link),
        "following": study.outline.after(link),
        "rule": Rule.MARKED.label,
        "crumbs": crumbs((study.course.title, study.course.get_absolute_url()), (link.title, "")),
        "form": MarkForm(),
        **notebook_context(request.user, study, opened),
    }
    response = render(request, "training/lesson_detail.html", context, status=status)
    if request.user.is_authenticated:
        mark_subject_read(reader=request.user, kinds=Told.values, about=link.pk)
    return response


def _render_waiting_or_404(request: AnyRequest, study: Study, url_end: str) -> HttpResponse:
    """For those who may edit it: a published notebook lesson that learners don't see yet."""
    lessons = NotebookLessonPage.objects.live().select_related("notebook")
    waiting = get_object_or_404(lessons, url_path__endswith=url_end, publication__isnull=True)
    if not can_edit(request.user, waiting):
        raise Http404
    way = crumbs((study.course.title, study.course.get_absolute_url()), (waiting.title, ""))
    return render(request, "training/lesson_waiting.html", {"lesson": waiting, "crumbs": way})


@require_POST
def lesson_done(request: AnyRequest, course: str, module: str, lesson: str) -> HttpResponse:
    study, link = lesson_or_404(request.user, course, module, lesson)
    if not request.user.is_authenticated:
        return redirect_to_login(link.url)
    if link.kind == Kind.QUIZ:
        messages.error(request, Rule.PASSED.label)
        return _render_lesson(request, study, link, status=409)
    form = MarkForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("This form was incomplete. Press the button once more."))
        return _render_lesson(request, study, link, status=422)
    page = LessonPage.objects.get(pk=link.pk)
    learning.complete(member=request.user, lesson=page, form_token=form.cleaned_data["form_token"])
    after = study_course(request.user, study.course)
    if after.lesson_to_do is None:
        messages.success(request, _("You have done every lesson of this course. Well done!"))
        return see_other(study.course.get_absolute_url())
    messages.success(request, _("“%(title)s” is marked done.") % {"title": link.title})
    return see_other(after.lesson_to_do.url)


@require_POST
def lesson_undo(request: AnyRequest, course: str, module: str, lesson: str) -> HttpResponse:
    study, link = lesson_or_404(request.user, course, module, lesson)
    if not request.user.is_authenticated:
        return redirect_to_login(link.url)
    if link.kind == Kind.QUIZ:
        messages.error(request, Rule.PASSED.label)
        return _render_lesson(request, study, link, status=409)
    form = MarkForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("This form was incomplete. Press the button once more."))
        return _render_lesson(request, study, link, status=422)
    page = LessonPage.objects.get(pk=link.pk)
    learning.undo(member=request.user, lesson=page, form_token=form.cleaned_data["form_token"])
    messages.success(request, _("“%(title)s” is marked as not done.") % {"title": link.title})
    return see_other(link.url)


@require_POST
def lesson_tried(request: AnyRequest, course: str, module: str, lesson: str) -> HttpResponse:
    study, link = lesson_or_404(request.user, course, module, lesson)
    if not request.user.is_authenticated:
        return redirect_to_login(link.url)
    try:
        row = note_attempt(member=request.user, lesson_pk=link.pk, solution=request.POST.get("solution", ""))
    except ExerciseGone as gone:
        messages.error(request, gone.message)
        return _render_lesson(request, study, link, status=422)
    return see_other(f"{link.url}#solution-{row.solution}")


@require_safe
def notebook_download(request: AnyRequest, pk: int) -> FileResponse:
    lesson = get_object_or_404(LessonPage.objects.readable(), pk=pk)
    publications = NotebookPublication.objects.select_related("version").only("version__source", "version__handout")
    version = get_object_or_404(publications, lesson=lesson.pk).version
    return download(version.handout or version.source, name=lesson.slug)


@require_safe
def notebook_script(request: AnyRequest, pk: int) -> FileResponse:
    lesson = get_object_or_404(LessonPage.objects.readable(), pk=pk)
    publications = NotebookPublication.objects.select_related("version").only("version__script")
    script = get_object_or_404(publications.exclude(version__script=""), lesson=lesson.pk).version.script
    return attach(BytesIO(script.encode()), name=f"{lesson.slug}.py", content_type="text/x-python; charset=utf-8")


@require_safe
def notebook_state(request: AnyRequest, pk: int) -> HttpResponse:
    version = get_object_or_404(NotebookVersion.objects.defer("html", "text", "script", "parts"), pk=pk)
    if not can_follow(request.user, version):
        raise Http404
    response = render(request, "training/notebook_state.html", {"version": version})
    response["Cache-Control"] = "no-store"
    return response
