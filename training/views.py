"""Pages of training, and the learner's buttons."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.library.services.citing import outdated_citations
from community.notifications.services.following import followed_as
from community.notifications.services.reading import mark_subject_read
from community.people.errors import HubError
from community.safety.uploads import attach, download

from .discussion.permissions import can_open_board
from .discussion.threads import board_of, discussion_of
from .enums import Rule, Told
from .evaluation.asking import evaluation_context
from .forms import EnrolForm, MarkForm
from .kinds import kinds
from .models import NotebookPublication, NotebookVersion, RolePath
from .notebook_lessons.context import notebook_context
from .notebook_lessons.services import ExerciseGone, note_attempt
from .outline import LessonLink
from .pages import CoursePage, LessonPage, NotebookLessonPage
from .permissions import can_edit, can_follow
from .prerequisites.standing import study_with_needs
from .reports.permissions import can_see_report
from .runs.sessions import runs_of, sessions_in_force
from .services import learning
from .study import Study, study_course
from .terms.services import terms_of
from .versions.news import news_of
from .visiting import crumbs, lesson_or_404, see_other, study_or_404, tell_of_withdrawn

if TYPE_CHECKING:
    from community.people.models import AnyRequest


@require_safe
def course(request: AnyRequest, course: str) -> HttpResponse:
    return _render_course(request, get_object_or_404(CoursePage.objects.visible_to(request.user), slug=course))


def _render_course(request: AnyRequest, course: CoursePage, *, status: int = 200) -> HttpResponse:
    study, needs = study_with_needs(request.user, course)
    board = board_of(request.user, course)
    runs = runs_of(request.user, course)
    context = {
        "board": board,
        "may_open_board": board is None and can_open_board(request.user, course),
        "may_see_report": can_see_report(request.user, course, teaches=runs.teaches),
        "study": study,
        "course": course,
        "needs": needs,
        "paths": RolePath.objects.visible_to(request.user).filter(steps__course=course).distinct().for_list(),
        "form": EnrolForm(),
        "following": followed_as(request.user, course.place),
        "offers": runs.offers,
        **evaluation_context(request.user, study),
        "crumbs": crumbs((course.title, "")),
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
        return _render_course(request, study.course, status=422)
    try:
        learning.enrol(member=request.user, course=study.course, form_token=form.cleaned_data["form_token"])
    except HubError as refusal:
        messages.error(request, refusal.message)
        return _render_course(request, study.course, status=409)
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
@tell_of_withdrawn
def lesson(request: AnyRequest, course: str, module: str, lesson: str) -> HttpResponse:
    try:
        study, link = lesson_or_404(request.user, course, module, lesson)
    except Http404:
        study = study_or_404(request.user, course)
        return _render_waiting_or_404(request, study, f"/{course}/{module}/{lesson}/")
    if request.path != link.url:
        messages.info(request, _("This lesson has moved. This is its place now: change your bookmark if you have one."))
        return redirect(link.url)  # not for ever: it may move back
    return _render_lesson(request, study, link)


def _render_lesson(request: AnyRequest, study: Study, link: LessonLink, *, status: int = 200) -> HttpResponse:
    kind = kinds[link.kind]
    if kind.render:
        return kind.render(request, study, link, status=status)
    opened = kind.read(link.pk)
    sessions = sessions_in_force(request.user, link)
    context = {
        "study": study,
        "course": study.course,
        "link": link,
        "discussion": discussion_of(request.user, study.course, link.pk),
        "lesson": opened.page,
        "reading": opened.reading,
        **opened.extras,
        "is_done": study.is_done(link),
        "news": news_of(study, link),
        "previous": study.outline.before(link),
        "following": study.outline.after(link),
        "rule": Rule.ATTENDED.label if sessions else kind.rule.label,
        "sessions": sessions,
        "terms": terms_of(link.pk),
        "outdated": outdated_citations(kind="lesson", key=link.pk),
        "crumbs": crumbs((study.course.title, study.course.get_absolute_url()), (link.title, "")),
        "form": MarkForm(initial={"version": study.version_of(link)}),
        **notebook_context(request.user, study, opened),
    }
    response = render(request, kind.template, context, status=status)
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


def _other_rule(request: AnyRequest, link: LessonLink) -> Rule | None:
    """The rule by which this lesson is done, where it is not the learner's own mark."""
    kind = kinds[link.kind]
    if not kind.is_markable:
        return kind.rule
    return Rule.ATTENDED if sessions_in_force(request.user, link) else None


@require_POST
@tell_of_withdrawn
def lesson_done(request: AnyRequest, course: str, module: str, lesson: str) -> HttpResponse:
    study, link = lesson_or_404(request.user, course, module, lesson)
    if not request.user.is_authenticated:
        return redirect_to_login(link.url)
    if (rule := _other_rule(request, link)) is not None:
        messages.error(request, rule.label)
        return _render_lesson(request, study, link, status=409)
    form = MarkForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("This form was incomplete. Press the button once more."))
        return _render_lesson(request, study, link, status=422)
    version = form.cleaned_data["version"]
    if version is not None and version < study.majors.get(link.pk, 0):
        messages.warning(request, _("This lesson changed while you had it open. Read it once more, then mark it done."))
        return _render_lesson(request, study, link, status=409)
    page, token = LessonPage.objects.get(pk=link.pk), form.cleaned_data["form_token"]
    try:
        learning.complete(member=request.user, lesson=page, form_token=token, version=version)
    except HubError as refusal:
        messages.error(request, refusal.message)
        return _render_lesson(request, study, link, status=409)
    after = study_course(request.user, study.course)
    if after.lesson_to_do is None:
        messages.success(request, _("You have done every lesson of this course. Well done!"))
        return see_other(study.course.get_absolute_url())
    messages.success(request, _("“%(title)s” is marked done.") % {"title": link.title})
    return see_other(after.lesson_to_do.url)


@require_POST
@tell_of_withdrawn
def lesson_undo(request: AnyRequest, course: str, module: str, lesson: str) -> HttpResponse:
    study, link = lesson_or_404(request.user, course, module, lesson)
    if not request.user.is_authenticated:
        return redirect_to_login(link.url)
    if (rule := _other_rule(request, link)) is not None:
        messages.error(request, rule.label)
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
