"""A quiz as its learner meets it: the page with the rules, the start, the result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.people.access import member_required
from community.people.errors import HubError
from training.discussion.threads import discussion_of
from training.enums import Kind, Rule
from training.pages import LessonPage
from training.quizzes.forms import StartForm
from training.quizzes.models import AskedQuestion, Attempt
from training.quizzes.pages import QuizLessonPage
from training.quizzes.permissions import can_look_after
from training.quizzes.results import judge_all
from training.quizzes.services.attempts import start_attempt
from training.quizzes.standing import questions_asked, standing_of
from training.quizzes.steps import steps_of
from training.quizzes.wording import may_see, passing_rule, rule_lines
from training.reading import article_reading
from training.versions.news import news_of
from training.visiting import crumbs, see_other, study_or_404

from .own import lesson_crumbs, own_attempt

if TYPE_CHECKING:
    from community.people.models import AnyRequest, MemberRequest
    from training.outline import LessonLink
    from training.study import Study

ATTEMPTS_PER_PAGE = 10


def render_quiz(
    request: AnyRequest, study: Study, link: LessonLink, *, status: int = 200, problem: str = ""
) -> HttpResponse:
    """The page of a quiz, shown where the page of a lesson is."""
    lesson = QuizLessonPage.objects.get(pk=link.pk)
    standing = standing_of(request.user, lesson)
    attempts = None
    if request.user.is_authenticated and standing.count:
        handed_in = Attempt.objects.of(request.user).at(lesson.pk).handed_in()
        paginator = Paginator(handed_in, ATTEMPTS_PER_PAGE)
        paginator.count = standing.handed_in_count  # known already
        attempts = paginator.get_page(request.GET.get("page"))
    context = {
        "study": study,
        "course": study.course,
        "link": link,
        "discussion": discussion_of(request.user, study.course, link.pk),
        "lesson": lesson,
        "reading": article_reading(lesson.body),
        "is_done": link.pk in study.done,
        "news": news_of(study, link),
        "previous": study.outline.before(link),
        "following": study.outline.after(link),
        "crumbs": crumbs((study.course.title, study.course.get_absolute_url()), (link.title, "")),
        "rules": list(rule_lines(lesson, questions=questions_asked(lesson), extra=standing.extra)),
        "rule": f"{Rule.PASSED.label} {passing_rule(lesson)}",
        "standing": standing,
        "attempts": attempts,
        "can_look_after": can_look_after(request.user, study.course),
        "form": StartForm(),
        "problem": problem,
    }
    return render(request, "training/quiz_detail.html", context, status=status)


@require_POST
def quiz_start(request: AnyRequest, pk: int) -> HttpResponse:
    lesson = get_object_or_404(LessonPage.objects.readable().filter(quizlessonpage__isnull=False), pk=pk)
    quiz = get_object_or_404(QuizLessonPage, pk=lesson.pk)
    if not request.user.is_authenticated:
        return redirect_to_login(quiz.get_absolute_url())
    form = StartForm(request.POST)
    if not form.is_valid():
        return _refuse(request, quiz, _("This form was incomplete. Press the button once more."), status=422)
    try:
        attempt = start_attempt(member=request.user, lesson=quiz, form_token=form.cleaned_data["form_token"])
    except HubError as refusal:
        return _refuse(request, quiz, refusal.message, status=409)
    return see_other(attempt.get_absolute_url())


def _refuse(request: AnyRequest, quiz: QuizLessonPage, problem: str, *, status: int) -> HttpResponse:
    course, module, lesson = quiz.get_absolute_url().strip("/").split("/")[-3:]
    study = study_or_404(request.user, course)
    link = study.outline.find(module, lesson)
    if link is None or link.kind != Kind.QUIZ:
        messages.error(request, problem)
        return see_other(study.course.get_absolute_url())
    return render_quiz(request, study, link, status=status, problem=problem)


@member_required
@require_safe
def attempt_result(request: MemberRequest, pk: int) -> HttpResponse:
    attempt = own_attempt(request.user, pk)
    if attempt.is_open:
        return redirect("training:attempt", pk=pk)
    lesson = attempt.lesson
    is_passed = attempt.is_passed or Attempt.objects.of(request.user).at(lesson.pk).filter(is_passed=True).exists()
    sees_feedback = may_see(lesson.show_feedback, is_passed=is_passed)
    sees_answers = may_see(lesson.show_answers, is_passed=is_passed)
    asked = list(AskedQuestion.objects.filter(attempt=attempt).for_taking())
    parts = [(step, judge_all(step.asked, feedback=sees_feedback, answers=sees_answers)) for step in steps_of(asked)]
    way = lesson_crumbs(lesson, _("Result of attempt %(number)d") % {"number": attempt.number})
    context = {
        "attempt": attempt,
        "lesson": lesson,
        "course_url": way[-3][1],
        "parts": parts,
        "sees_feedback": sees_feedback,
        "sees_answers": sees_answers,
        "rule": passing_rule(lesson),
        "crumbs": way,
    }
    return render(request, "training/quiz_result.html", context)
