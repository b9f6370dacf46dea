"""Taking a quiz: a step of questions at a time, saved as one goes, reviewed, handed in."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.people.access import member_required
from training.quizzes.answering import Posted, read_question, show_question
from training.quizzes.enums import QuestionKind
from training.quizzes.errors import AttemptOver
from training.quizzes.models import AskedQuestion, Attempt
from training.quizzes.services.attempts import Saved, hand_in, save_answers, show_hint
from training.quizzes.steps import Step, step_with, steps_of
from training.visiting import see_other

from .own import lesson_crumbs, own_attempt

if TYPE_CHECKING:
    from community.people.models import MemberRequest


def _asked(attempt: Attempt) -> list[AskedQuestion]:
    return list(AskedQuestion.objects.filter(attempt=attempt).for_taking())


def _step_url(attempt: Attempt, step: int, place: int = 0) -> str:
    return reverse("training:attempt_step", args=[attempt.pk, step]) + (f"#q-{place}" if place else "")


def _step_or_404(steps: list[Step], number: int) -> Step:
    if not 0 < number <= len(steps):
        raise Http404
    return steps[number - 1]


@member_required
@require_safe
def attempt(request: MemberRequest, pk: int) -> HttpResponse:
    taken = own_attempt(request.user, pk)
    if not taken.is_open:
        return redirect("training:attempt_result", pk=pk)
    if taken.is_overdue():
        return redirect("training:attempt_review", pk=pk)
    asked = _asked(taken)
    place = next((question.place for question in asked if question.answer is None), 0)
    if not place:
        return redirect("training:attempt_review", pk=pk)
    return redirect(_step_url(taken, step_with(steps_of(asked), place)))


@member_required
@require_safe
def attempt_step(request: MemberRequest, pk: int, step: int) -> HttpResponse:
    taken = own_attempt(request.user, pk)
    if not taken.is_open or taken.is_overdue():
        return redirect("training:attempt", pk=pk)
    steps = steps_of(_asked(taken))
    return _render_step(request, taken, steps, _step_or_404(steps, step), {})


def _render_step(
    request: MemberRequest, taken: Attempt, steps: list[Step], step: Step, faulty: dict[int, Posted]
) -> HttpResponse:
    shown = [
        show_question(one, typed=request.POST.dict(), error=faulty[one.place].error)
        if one.place in faulty
        else show_question(one)
        for one in step.asked
    ]
    context = {
        "attempt": taken,
        "lesson": taken.lesson,
        "steps": steps,
        "step": step,
        "questions": shown,
        "changed_count": sum(one.version.question.current_id != one.version_id for one in step.asked),
        "tab": _tab(request) or uuid4(),
        "total": sum(len(each.asked) for each in steps),
        "answered": sum(each.answered_count for each in steps),
        "crumbs": lesson_crumbs(taken.lesson, _("Attempt %(number)d") % {"number": taken.number}),
    }
    return render(request, "training/quiz_step.html", context, status=422 if faulty else 200)


def _tab(request: MemberRequest) -> UUID | None:
    try:
        return UUID(request.POST.get("tab", ""))
    except ValueError:
        return None


def _save(request: MemberRequest, taken: Attempt, step: Step) -> tuple[Saved, dict[int, Posted]]:
    """Store what the form says; returns that and what can't be read, by place. Raises AttemptOver."""
    posted = {question.place: read_question(question, request.POST) for question in step.asked}
    answers = {place: (one.answer, one.is_touched) for place, one in posted.items() if not one.error}
    saved = save_answers(attempt=taken, answers=answers, tab=_tab(request))
    for place in saved.elsewhere:
        said = _("You had answered question %(place)d in another tab. What you answered here now counts.")
        messages.warning(request, said % {"place": place})
    return saved, {place: one for place, one in posted.items() if one.error}


@member_required
@require_POST
def attempt_save(request: MemberRequest, pk: int, step: int) -> HttpResponse:
    taken = own_attempt(request.user, pk)
    steps = steps_of(_asked(taken))
    current = _step_or_404(steps, step)
    try:
        _saved, faulty = _save(request, taken, current)
    except AttemptOver as over:
        return _render_over(request, taken, current, over)
    if request.headers.get("HX-Request"):
        return render(request, "training/quiz_saved.html", {"at": timezone.now(), "faulty": sorted(faulty)})
    if faulty:
        steps = steps_of(_asked(taken))
        return _render_step(request, taken, steps, steps[step - 1], faulty)
    to = request.POST.get("to", "")
    goes_on = int(to) if to.isascii() and to.isdigit() and len(to) < 4 else step + 1
    if to != "review" and 0 < goes_on <= len(steps):
        return see_other(_step_url(taken, goes_on))
    return see_other(reverse("training:attempt_review", args=[pk]))


@member_required
@require_POST
def attempt_hint(request: MemberRequest, pk: int, step: int, place: int) -> HttpResponse:
    taken = own_attempt(request.user, pk)
    steps = steps_of(_asked(taken))
    current = _step_or_404(steps, step)
    if place not in [question.place for question in current.asked]:
        raise Http404
    try:
        _saved, faulty = _save(request, taken, current)
        show_hint(attempt=taken, place=place)
    except AttemptOver as over:
        return _render_over(request, taken, current, over)
    if faulty:
        steps = steps_of(_asked(taken))
        return _render_step(request, taken, steps, steps[step - 1], faulty)
    return see_other(_step_url(taken, step, place))


def _render_over(request: MemberRequest, taken: Attempt, step: Step, over: AttemptOver) -> HttpResponse:
    """No answer is taken any more: why, what to do next, and the words that were typed."""
    written = [one for one in step.asked if one.version.kind in (QuestionKind.TEXT, QuestionKind.NUMERIC)]
    typed = [
        (_("Question %(place)d") % {"place": one.place}, words)
        for one in written
        if (words := request.POST.get(f"q{one.place}", "").strip())
    ]
    context = {
        "attempt": taken,
        "lesson": taken.lesson,
        "problem": over.message,
        "typed": typed,
        "crumbs": lesson_crumbs(taken.lesson, _("Attempt %(number)d") % {"number": taken.number}),
    }
    return render(request, "training/quiz_over.html", context, status=409)


@member_required
@require_safe
def attempt_review(request: MemberRequest, pk: int) -> HttpResponse:
    taken = own_attempt(request.user, pk)
    if not taken.is_open:
        return redirect("training:attempt_result", pk=pk)
    steps = steps_of(_asked(taken))
    total = sum(len(step.asked) for step in steps)
    missing = total - sum(step.answered_count for step in steps)
    context = {
        "attempt": taken,
        "lesson": taken.lesson,
        "steps": steps,
        "total": total,
        "missing": missing,
        "is_overdue": taken.is_overdue(),
        "crumbs": lesson_crumbs(taken.lesson, _("Look over attempt %(number)d") % {"number": taken.number}),
    }
    return render(request, "training/quiz_review.html", context)


@member_required
@require_POST
def attempt_hand_in(request: MemberRequest, pk: int) -> HttpResponse:
    taken = hand_in(attempt=own_attempt(request.user, pk))
    if taken.is_ended_by_time:
        messages.info(request, _("The time was over. What you had saved until then was marked."))
    else:
        messages.success(request, _("Handed in and marked."))
    return see_other(reverse("training:attempt_result", args=[pk]))
