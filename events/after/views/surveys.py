"""How it was: asked of who was there, and shown to organizers in whole groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from community.notifications.services.reading import mark_subject_read
from community.pages.reporting.groups import FEWEST, Distribution, distribution, unnamed
from community.people.access import member_required
from community.people.errors import HubError
from events.after.forms import SurveyForm
from events.after.models import Survey, SurveyAnswer
from events.after.models.surveys import QUESTIONS, WORDS_QUESTION
from events.after.services.surveys import answer_survey, begin_survey, skip_survey
from events.enums import Told
from events.views.organizing import organized_or_404

from .desk import after_page, status_of

if TYPE_CHECKING:
    from community.people.models import MemberRequest


def _asked_or_404(request: MemberRequest, slug: str, pk: int) -> SurveyAnswer:
    rows = SurveyAnswer.objects.of(request.user).select_related("survey__occurrence__series")
    found: SurveyAnswer = get_object_or_404(rows, survey__occurrence=pk, survey__occurrence__series__slug=slug)
    return found


@member_required
@require_http_methods(["GET", "POST"])
def survey(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    row = _asked_or_404(request, slug, pk)
    date = row.survey.occurrence
    form = SurveyForm(request.POST if request.method == "POST" else None, answer=row)
    if request.method == "GET":
        mark_subject_read(reader=request.user, kinds=[Told.SURVEY], about=row.survey_id)
    if request.method == "POST" and form.is_valid():
        try:
            answer_survey(answer=row, answers=form.answers, words=form.cleaned_data["words"])
        except HubError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Thank you. You can change your answers until the survey closes."))
            return redirect(date)
    context = {"form": form, "answer": row, "is_closed": row.survey.is_closed(), "fewest": FEWEST}
    return after_page(request, date, "events/survey.html", _("How was it?"), context, status=status_of(form))


@member_required
@require_POST
def survey_skip(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    row = _asked_or_404(request, slug, pk)
    try:
        skip_survey(answer=row)
    except HubError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("Skipped. The page of the event has the survey, should you change your mind."))
    return redirect(row.survey.occurrence)


@member_required
@require_POST
def survey_begin(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    date = organized_or_404(request, slug, pk)
    try:
        begin_survey(occurrence=date, by=request.user)
    except HubError as refusal:
        messages.error(request, refusal.message)
        return redirect("events:after_desk", slug, pk)
    messages.success(request, _("Everybody who was there is asked once, as soon as the date is over."))
    return redirect("events:survey_results", slug, pk)


@member_required
@require_GET
def survey_results(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    date = organized_or_404(request, slug, pk)
    row = get_object_or_404(Survey, occurrence=date)
    given = list(row.answers.given())
    context = {
        "survey": row,
        "is_closed": row.is_closed(),
        "asked": row.answers.count(),
        "answered": len(given),
        "questions": [_figures(name, given) for name in QUESTIONS],
        "words_question": WORDS_QUESTION,
        "words": unnamed(one.words for one in given),
        "fewest": FEWEST,
    }
    return after_page(request, date, "events/survey_results.html", _("How it was"), context)


def _figures(name: str, given: list[SurveyAnswer]) -> Distribution:
    text, choices = QUESTIONS[name]
    return distribution(text, name, choices.choices, (getattr(one, name) for one in given))
