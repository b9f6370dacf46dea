"""A course's bank of questions, for those who may edit the course: list, change, import, export."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.people.access import member_required
from community.people.errors import HubError
from community.safety.uploads import attach
from training.pages import CoursePage
from training.quizzes.csv_files import FileReport, read_questions, write_questions_csv
from training.quizzes.forms import ImportForm, QuestionForm
from training.quizzes.models import Question
from training.quizzes.permissions import can_look_after
from training.quizzes.services.bank import use_question, write_question, write_questions
from training.visiting import crumbs, see_other

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import AnyRequest, Member, MemberRequest

QUESTIONS_PER_PAGE = 20
FAULTS_SHOWN = 100


def course_looked_after(member: Member | AnonymousUser, slug: str) -> CoursePage:
    """The course, published or not, of somebody who may edit it; a 404 for everybody else."""
    course: CoursePage = get_object_or_404(CoursePage, slug=slug)
    if not can_look_after(member, course):
        raise Http404
    return course


def bank_crumbs(course: CoursePage, *steps: tuple[str, str]) -> list[tuple[str, str]]:
    """The way to a page of the bank."""
    here = reverse("training:bank", args=[course.slug])
    return crumbs((course.title, course.get_absolute_url()), (_("Questions"), here if steps else ""), *steps)


@member_required
@require_safe
def bank(request: MemberRequest, course: str) -> HttpResponse:
    page_of = course_looked_after(request.user, course)
    questions = Question.objects.filter(course=page_of)
    topics = list(questions.in_use().count_by_topic())
    topic = request.GET.get("topic")
    rows = questions.for_bank().filter(current__topic=topic) if topic else questions.for_bank()
    context = {
        "course": page_of,
        "page": Paginator(rows, QUESTIONS_PER_PAGE).get_page(request.GET.get("page")),
        "topics": topics,
        "topic": topic,
        "crumbs": bank_crumbs(page_of),
    }
    return render(request, "training/bank_detail.html", context)


@member_required
@require_http_methods(["GET", "HEAD", "POST"])
def question_new(request: MemberRequest, course: str) -> HttpResponse:
    return _edit(request, course_looked_after(request.user, course), None)


@member_required
@require_http_methods(["GET", "HEAD", "POST"])
def question_edit(request: MemberRequest, course: str, pk: int) -> HttpResponse:
    page = course_looked_after(request.user, course)
    question = get_object_or_404(Question.objects.select_related("current"), course=page, pk=pk)
    return _edit(request, page, question)


def _edit(request: MemberRequest, course: CoursePage, question: Question | None) -> HttpResponse:
    initial = QuestionForm.initial_of(question) if question else {"topic": request.GET.get("topic", "")}
    form = QuestionForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid() and form.draft is not None:
        try:
            write_question(question=question, course=course, draft=form.draft, by=request.user)
        except HubError as refusal:
            form.add_error("key", refusal.message)
        else:
            messages.success(request, _("The question is saved. Attempts that go on keep what they were asked."))
            return see_other(reverse("training:bank", args=[course.slug]))
    title = _("Change a question") if question else _("Write a question")
    context = {"course": course, "question": question, "form": form, "crumbs": bank_crumbs(course, (title, ""))}
    return render(request, "training/question_edit.html", context, status=422 if request.method == "POST" else 200)


@member_required
@require_POST
def question_retire(request: MemberRequest, course: str, pk: int) -> HttpResponse:
    return _use(request, course, pk, is_in_use=False)


@member_required
@require_POST
def question_restore(request: MemberRequest, course: str, pk: int) -> HttpResponse:
    return _use(request, course, pk, is_in_use=True)


def _use(request: MemberRequest, course: str, pk: int, *, is_in_use: bool) -> HttpResponse:
    page = course_looked_after(request.user, course)
    question = get_object_or_404(Question, course=page, pk=pk)
    use_question(question=question, is_in_use=is_in_use, by=request.user)
    said = _("“%(key)s” is asked again.") if is_in_use else _("“%(key)s” is not asked in new attempts any more.")
    messages.success(request, said % {"key": question.key})
    return see_other(reverse("training:bank", args=[course]))


@member_required
@require_http_methods(["GET", "HEAD", "POST"])
def bank_import(request: MemberRequest, course: str) -> HttpResponse:
    page = course_looked_after(request.user, course)
    if request.method != "POST":
        return _render_import(request, page, ImportForm())
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        return _render_import(request, page, form, status=422)
    report = read_questions(form.text())
    if report.faults and not (form.cleaned_data["only_good"] and report.drafts):
        return _render_import(request, page, form, report=report, status=422)
    written = write_questions(course=page, drafts=report.drafts, by=request.user)
    return _render_import(request, page, ImportForm(), report=report, written=written)


def _render_import(
    request: MemberRequest,
    course: CoursePage,
    form: ImportForm,
    *,
    report: FileReport | None = None,
    written: object = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "course": course,
        "form": form,
        "report": report,
        "faults": report.faults[:FAULTS_SHOWN] if report else [],
        "written": written,
        "crumbs": bank_crumbs(course, (_("Import"), "")),
    }
    return render(request, "training/bank_import.html", context, status=status)


@require_safe
def bank_export(request: AnyRequest, course: str) -> FileResponse:
    page = course_looked_after(request.user, course)
    rows = Question.objects.filter(course=page).in_use().for_bank()
    content = BytesIO(write_questions_csv(rows).encode("utf-8-sig"))
    return attach(content, name=f"{page.slug}-questions.csv", content_type="text/csv; charset=utf-8")
