"""Work as those who may change the course see it: the queue, one piece of work, the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.notifications.services.reading import mark_subject_read
from community.people.access import member_required
from training.assignments.enums import Verdict, WorkState
from training.assignments.errors import ReviewRefused
from training.assignments.forms import ReviewForm, TakeBackForm
from training.assignments.permissions import can_review
from training.assignments.services import HANDED_IN, review, take_back
from training.models import Submission, Work
from training.pages import CoursePage
from training.quizzes.views.bank import course_looked_after
from training.visiting import crumbs, see_other

from .learner import submissions_of

if TYPE_CHECKING:
    from community.people.models import MemberRequest

WORKS_PER_PAGE = 20
SHOWN = (WorkState.WAITING, WorkState.RETURNED, WorkState.ACCEPTED)


def _queue_url(course: CoursePage) -> str:
    return reverse("training:work_queue", args=[course.slug])


@member_required
@require_safe
def work_queue(request: MemberRequest, course: str) -> HttpResponse:
    page_of = course_looked_after(request.user, course)
    show = request.GET.get("show") if request.GET.get("show") in SHOWN else WorkState.WAITING
    rows = Work.objects.visible_to(request.user).in_course(page_of).filter(state=show).for_queue()
    context = {
        "course": page_of,
        "page": Paginator(rows, WORKS_PER_PAGE).get_page(request.GET.get("page")),
        "show": show,
        "states": [(state.value, state.label) for state in SHOWN],
        "crumbs": crumbs((page_of.title, page_of.get_absolute_url()), (_("Work handed in"), "")),
    }
    return render(request, "training/work_list.html", context)


def _work_or_404(request: MemberRequest, pk: int) -> Work:
    work: Work = get_object_or_404(Work.objects.handed_in().select_related("member__department", "lesson"), pk=pk)
    if not can_review(request.user, work):
        raise Http404
    return work


@member_required
@require_safe
def work(request: MemberRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(Work.objects.visible_to(request.user).select_related("lesson"), pk=pk)
    if shown.member_id == request.user.pk:
        return redirect(f"{shown.lesson.get_absolute_url()}#work")
    return _render_work(request, _work_or_404(request, pk))


def _render_work(
    request: MemberRequest,
    shown: Work,
    *,
    form: ReviewForm | None = None,
    back_form: TakeBackForm | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    course = get_object_or_404(CoursePage, path=shown.lesson.course_path)
    submissions = submissions_of(shown)
    context = {
        "course": course,
        "work": shown,
        "lesson": shown.lesson,
        "newest": submissions[0],
        "submissions": submissions,
        "form": form or ReviewForm(criteria=shown.lesson.criteria),
        "back_form": back_form or TakeBackForm(),
        "problem": problem,
        "crumbs": crumbs(
            (course.title, course.get_absolute_url()), (_("Work handed in"), _queue_url(course)),
            (shown.member.display_name, ""),
        ),
    }  # fmt: skip
    response = render(request, "training/work_detail.html", context, status=status)
    mark_subject_read(reader=request.user, kinds=[HANDED_IN], about=shown.pk)
    return response


@member_required
@require_POST
def submission_review(request: MemberRequest, pk: int) -> HttpResponse:
    submission = get_object_or_404(Submission, pk=pk)
    shown = _work_or_404(request, submission.work_id)
    form = ReviewForm(request.POST, criteria=shown.lesson.criteria)
    verdict = Verdict.ACCEPTED if request.POST.get("verdict") == Verdict.ACCEPTED else Verdict.RETURNED
    if form.is_valid() and verdict == Verdict.RETURNED and not form.cleaned_data["feedback"].strip():
        form.add_error("feedback", _("Say what to do better: the learner tries again by it."))
    if not form.is_valid():
        return _render_work(request, shown, form=form, status=422)
    values = form.cleaned_data
    answer = {"verdict": verdict, "marks": form.marks, "feedback": values["feedback"]}
    try:
        review(submission=submission, by=request.user, form_token=values["form_token"], **answer)
    except ReviewRefused as refusal:
        shown.refresh_from_db()
        return _render_work(request, shown, form=form, problem=refusal.message, status=409)
    messages.success(request, _("Your answer was sent to %(name)s.") % {"name": shown.member.display_name})
    return see_other(_queue_url(get_object_or_404(CoursePage, path=shown.lesson.course_path)))


@member_required
@require_POST
def work_take_back(request: MemberRequest, pk: int) -> HttpResponse:
    shown = _work_or_404(request, pk)
    form = TakeBackForm(request.POST)
    if not form.is_valid():
        return _render_work(request, shown, back_form=form, status=422)
    if take_back(work=shown, by=request.user, reason=form.cleaned_data["reason"]):
        messages.success(request, _("The acceptance was taken back. The work waits for an answer again."))
    return see_other(shown.get_absolute_url())
