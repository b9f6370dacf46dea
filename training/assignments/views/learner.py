"""An assignment as its learner meets it: rubric, draft, what was handed in and answered."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from django.contrib import messages
from django.db.models import Prefetch
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.notifications.services.reading import mark_subject_read
from community.people.access import member_required
from community.people.errors import HubError
from community.safety.uploads import download
from training.assignments.forms import WorkForm
from training.assignments.pages import AssignmentLessonPage
from training.assignments.services import ANSWERED, hand_in, save_draft
from training.discussion.threads import discussion_of
from training.enums import Rule
from training.models import Review, Submission, Work
from training.pages import LessonPage
from training.quizzes.permissions import can_look_after
from training.reading import article_reading
from training.versions.news import news_of
from training.visiting import crumbs, lesson_or_404, see_other

if TYPE_CHECKING:
    from community.people.models import AnyRequest, MemberRequest
    from training.outline import LessonLink
    from training.study import Study


def render_assignment(
    request: AnyRequest,
    study: Study,
    link: LessonLink,
    *,
    status: int = 200,
    form: WorkForm | None = None,
    problem: str = "",
    saved: Work | None = None,
) -> HttpResponse:
    """The page of an assignment, shown where the page of a lesson is. `saved`: the draft another tab has saved."""
    lesson = AssignmentLessonPage.objects.get(pk=link.pk)
    work = own_work(request, lesson)
    context = {
        "study": study,
        "course": study.course,
        "link": link,
        "lesson": lesson,
        "reading": article_reading(lesson.body),
        "rubric": lesson.criteria,
        "work": work,
        "submissions": list(submissions_of(work)) if work else [],
        "is_done": link.pk in study.done,
        "previous": study.outline.before(link),
        "following": study.outline.after(link),
        "crumbs": crumbs((study.course.title, study.course.get_absolute_url()), (link.title, "")),
        "rule": Rule.ACCEPTED.label,
        "news": news_of(study, link),
        "discussion": discussion_of(request.user, study.course, link.pk),
        "can_look_after": can_look_after(request.user, study.course),
        "form": form or WorkForm(lesson=lesson, work=work),
        "problem": problem,
        "saved": saved,
    }
    response = render(request, "training/assignment_detail.html", context, status=status)
    if work and request.user.is_authenticated:
        mark_subject_read(reader=request.user, kinds=[ANSWERED], about=work.pk)
    return response


def own_work(request: AnyRequest, lesson: AssignmentLessonPage) -> Work | None:
    """The viewer's own work on it."""
    if not request.user.is_authenticated:
        return None
    return Work.objects.of(request.user).filter(lesson=lesson).first()


def submissions_of(work: Work) -> list[Submission]:
    """What was handed in, the newest first, each with its answers: two queries."""
    answers = Prefetch("reviews", Review.objects.select_related("by").order_by("-at", "-pk"))
    return list(work.submissions.order_by("-number").prefetch_related(answers))


def _place(request: AnyRequest, pk: int) -> tuple[Study, LessonLink, AssignmentLessonPage]:
    """The assignment with that key, where learners can read it."""
    get_object_or_404(LessonPage.objects.visible_to(request.user), pk=pk)
    lesson = get_object_or_404(AssignmentLessonPage, pk=pk)
    study, link = lesson_or_404(request.user, *lesson.get_absolute_url().strip("/").split("/")[-3:])
    return study, link, lesson


def _posted(request: MemberRequest, lesson: AssignmentLessonPage) -> WorkForm:
    return WorkForm(request.POST, request.FILES, lesson=lesson, work=own_work(request, lesson))


def _again(request: MemberRequest, pk: int, form: WorkForm) -> HttpResponse:
    """Show a form with faults again; a file that is good is kept, because no browser sends it a second time."""
    study, link, lesson = _place(request, pk)
    if form.words.file:
        saved = save_draft(member=request.user, lesson=lesson, words=form.words)
        form.send_again(seen=saved.draft_version)
    return render_assignment(request, study, link, status=422, form=form)


def _refuse(request: MemberRequest, pk: int, form: WorkForm, refusal: HubError) -> HttpResponse:
    """Show the form with what was typed, and what the draft says now."""
    study, link, lesson = _place(request, pk)
    saved = own_work(request, lesson)
    form.send_again(seen=saved.draft_version if saved else 0)
    return render_assignment(request, study, link, status=409, form=form, problem=refusal.message, saved=saved)


@member_required
@require_POST
def work_save(request: MemberRequest, pk: int) -> HttpResponse:
    _study, link, lesson = _place(request, pk)
    form = _posted(request, lesson)
    if not form.is_valid():
        return _again(request, pk, form)
    try:
        save_draft(member=request.user, lesson=lesson, words=form.words, seen=form.cleaned_data["seen"])
    except HubError as refusal:
        return _refuse(request, pk, form, refusal)
    messages.success(request, _("Saved. Nobody but you sees it until you hand it in."))
    return see_other(f"{link.url}#work")


@member_required
@require_POST
def work_hand_in(request: MemberRequest, pk: int) -> HttpResponse:
    _study, link, lesson = _place(request, pk)
    form = _posted(request, lesson)
    if not form.is_valid():
        return _again(request, pk, form)
    values = form.cleaned_data
    try:
        hand_in(
            member=request.user,
            lesson=lesson,
            words=form.words,
            seen=values["seen"],
            form_token=values["form_token"],
        )
    except HubError as refusal:
        return _refuse(request, pk, form, refusal)
    messages.success(request, _("Handed in. You are told when your instructor has answered."))
    return see_other(f"{link.url}#work")


@member_required
@require_safe
def submission_file(request: MemberRequest, pk: int) -> FileResponse:
    submission = get_object_or_404(Submission.objects.exclude(file=""), pk=pk)
    get_object_or_404(Work.objects.visible_to(request.user), pk=submission.work_id)
    return download(submission.file, name=PurePath(submission.file_name).stem)


@member_required
@require_safe
def draft_file(request: MemberRequest, pk: int) -> FileResponse:
    work = get_object_or_404(Work.objects.of(request.user), pk=pk)
    if not work.file:
        raise Http404
    return download(work.file, name=PurePath(work.file_name).stem)
