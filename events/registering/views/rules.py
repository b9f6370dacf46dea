"""The organizer's page of rules and questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from community.people.access import member_required
from events.models import Question, RegistrationRules, Series
from events.registering.forms import RulesForm, question_forms
from events.registering.rules import rules_of
from events.registering.services.asking import set_rules
from events.services import EditedMeanwhile

if TYPE_CHECKING:
    from community.people.models import MemberRequest


@member_required
@require_http_methods(["GET", "POST"])
def registration_rules(request: MemberRequest, slug: str) -> HttpResponse:
    series = get_object_or_404(Series.objects.editable_by(request.user), slug=slug)
    stored = rules_of(Series.objects.select_related("registration_rules").get(pk=series.pk))
    form = RulesForm(request.POST or None, instance=stored)
    questions = question_forms(request.POST or None, Question.objects.asked().filter(series=series))
    stale, status = "", 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid() & questions.is_valid():
        asked = [question for one in questions if (question := one.asked)]
        try:
            set_rules(
                series=series,
                rules=form.save(commit=False),
                questions=asked,
                by=request.user,
                version=form.cleaned_data["version"],
            )
        except EditedMeanwhile as refusal:
            stale, status = refusal.message, 409
            form = _with_newest_version(request, series)
        else:
            messages.success(request, _("The rules are saved. They hold from now on, for every date."))
            return redirect(series)
    crumbs = [(_("Events"), reverse("events:month")), (series.title, series.get_absolute_url())]
    context = {
        "form": form,
        "questions": questions,
        "series": series,
        "stale": stale,
        "crumbs": [*crumbs, (_("Registration"), "")],
    }
    return render(request, "events/registration_rules.html", context, status=status)


def _with_newest_version(request: MemberRequest, series: Series) -> RulesForm:
    """What was typed, to be saved over what the other person saved."""
    newest = RegistrationRules.objects.get(series=series)
    data = request.POST.copy()
    data["version"] = str(newest.version)
    form = RulesForm(data, instance=newest)
    form.full_clean()
    return form
