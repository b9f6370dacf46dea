"""The survey and the question about use, as the learner who is asked meets them. Nobody else can open them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from community.notifications.services.reading import mark_subject_read
from community.pages.reporting.groups import FEWEST
from community.people.access import member_required
from training.evaluation.asking import evaluation_of, finish_of
from training.evaluation.enums import Use
from training.evaluation.errors import SurveyClosed
from training.evaluation.forms import SurveyForm, UseForm
from training.evaluation.notification_kinds import SURVEY, USE
from training.evaluation.permissions import can_take_down
from training.evaluation.services import answer_survey, answer_use, hide_outcome, skip_survey
from training.models import CourseFinish, UseCheck
from training.visiting import crumbs, see_other, study_or_404

if TYPE_CHECKING:
    from community.people.models import Member, MemberRequest


def _finish_or_404(member: Member, course: str) -> CourseFinish:
    finish = finish_of(study_or_404(member, course), member)
    if finish is None:
        raise Http404
    return finish


@member_required
@require_http_methods(["GET", "HEAD", "POST"])
def survey(request: MemberRequest, course: str) -> HttpResponse:
    finish = _finish_or_404(request.user, course)
    if request.method != "POST":
        mark_subject_read(reader=request.user, kinds=[SURVEY], about=finish.pk)
        return _render_survey(request, finish, SurveyForm(evaluation=evaluation_of(finish)))
    form = SurveyForm(request.POST)
    if not form.is_valid():
        return _render_survey(request, finish, form, status=422)
    try:
        answer_survey(finish=finish, answers=form.answers, words=form.cleaned_data["words"])
    except SurveyClosed as refusal:
        messages.error(request, refusal.message)
        return _render_survey(request, finish, form, status=409)
    messages.success(request, _("Thank you. You can change your answers for 30 days."))
    return see_other(finish.course.get_absolute_url())


def _render_survey(
    request: MemberRequest, finish: CourseFinish, form: SurveyForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "course": finish.course,
        "form": form,
        "evaluation": evaluation_of(finish),
        "fewest": FEWEST,
        "crumbs": crumbs((finish.course.title, finish.course.get_absolute_url()), (_("How was it?"), "")),
    }
    return render(request, "training/survey.html", context, status=status)


@member_required
@require_POST
def survey_skip(request: MemberRequest, course: str) -> HttpResponse:
    finish = _finish_or_404(request.user, course)
    skip_survey(finish=finish)
    messages.success(request, _("Skipped. The page of the course has the survey, should you change your mind."))
    return see_other(finish.course.get_absolute_url())


@member_required
@require_http_methods(["GET", "HEAD", "POST"])
def use_check(request: MemberRequest, pk: int) -> HttpResponse:
    check = get_object_or_404(UseCheck.objects.visible_to(request.user).select_related("finish__course"), pk=pk)
    form = UseForm(request.POST if request.method == "POST" else None, check=check)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        kept = answer_use(check=check, use=Use(values["use"]), words=values["words"], is_shown=values["is_shown"])
        said = _("Thank you. Your outcome is shown below.") if kept.shared_at else _("Thank you. Your answer is kept.")
        messages.success(request, said)
        return see_other(check.finish.course.get_absolute_url())
    mark_subject_read(reader=request.user, kinds=[USE], about=check.pk)
    course = check.finish.course
    context = {
        "check": check,
        "course": course,
        "form": form,
        "fewest": FEWEST,
        "crumbs": crumbs((course.title, course.get_absolute_url()), (_("Did you use it?"), "")),
    }
    return render(request, "training/use_check.html", context, status=422 if form.is_bound else 200)


@member_required
@require_POST
def outcome_hide(request: MemberRequest, pk: int) -> HttpResponse:
    check = get_object_or_404(UseCheck.objects.select_related("finish__course"), pk=pk, finish__course__live=True)
    if not can_take_down(request.user, check):
        raise Http404
    hide_outcome(check=check, by=request.user)
    messages.success(request, _("The outcome is hidden. Nobody sees it on a page any more."))
    return see_other(check.finish.course.get_absolute_url())
