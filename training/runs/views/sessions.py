"""The sessions of a run: new ones, linked ones, their lesson, who was there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from community.people.access import member_required
from community.people.errors import HubError
from community.people.models import Member
from events.times import times_of
from events.views.attendance import take_attendance
from training.pages import LessonPage
from training.runs.enums import PlaceState
from training.runs.forms import LessonForm, LinkForm, ReasonForm, SessionForm
from training.runs.models import Run
from training.runs.services.planning import add_sessions, drop_session, link_session, set_lesson
from training.runs.sessions import lessons_to_attend
from training.study import study_course
from training.visiting import see_other

from .visiting import render_reason, roster_crumbs, taught_run, taught_session

if TYPE_CHECKING:
    from community.people.models import MemberRequest
    from training.outline import LessonLink

_OWN = gettext_lazy(
    "The date stays in the calendar, marked as cancelled, with your reason. Who is registered is told. "
    "This cannot be undone."
)
_LINKED = gettext_lazy("The event itself goes on. Who has a place in the run is told that it changed.")


def _lessons(run: Run, member: Member) -> list[LessonLink]:
    return lessons_to_attend(study_course(member, run.course).outline)


def _lesson(pk: int | None) -> LessonPage | None:
    return LessonPage.objects.get(pk=pk) if pk else None


def _roster(run: Run) -> HttpResponse:
    return see_other(reverse("training:run_roster", args=[run.pk]))


@member_required
@require_http_methods(["GET", "HEAD", "POST"])
def session_new(request: MemberRequest, pk: int) -> HttpResponse:
    run = taught_run(request.user, pk)
    form = SessionForm(request.POST or None, run=run, by=request.user, lessons=_lessons(run, request.user))
    if request.method == "POST" and form.is_valid():
        try:
            rows = add_sessions(
                run=run,
                series=form.save(commit=False),
                lesson=_lesson(form.cleaned_data["lesson"]),
                by=request.user,
                form_token=form.cleaned_data["form_token"],
            )
        except HubError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(
                request, ngettext("The session is in the calendar.", "The sessions are in the calendar.", len(rows))
            )
            return _roster(run)
    context = {"form": form, "run": run, "title": _("Add a session"), "crumbs": roster_crumbs(run, _("Add a session"))}
    return render(request, "training/session_edit.html", context, status=422 if request.method == "POST" else 200)


@member_required
@require_http_methods(["GET", "HEAD", "POST"])
def session_link(request: MemberRequest, pk: int) -> HttpResponse:
    run = taught_run(request.user, pk)
    form = LinkForm(request.POST or None, run=run, by=request.user, lessons=_lessons(run, request.user))
    if request.method == "POST" and form.is_valid():
        lesson = _lesson(form.cleaned_data["lesson"])
        try:
            link_session(run=run, occurrence=form.cleaned_data["occurrence"], lesson=lesson, by=request.user)
        except HubError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("The date is a session of the run now."))
            return _roster(run)
    title = _("Use a date of the calendar")
    context = {"form": form, "run": run, "title": title, "is_link": True, "crumbs": roster_crumbs(run, title)}
    return render(request, "training/session_edit.html", context, status=422 if request.method == "POST" else 200)


@member_required
@require_http_methods(["GET", "HEAD", "POST"])
def session_lesson(request: MemberRequest, pk: int) -> HttpResponse:
    session = taught_session(request.user, pk)
    run = session.run
    form = LessonForm(request.POST or None, initial={"lesson": session.lesson_id}, lessons=_lessons(run, request.user))
    if request.method == "POST" and form.is_valid():
        set_lesson(session=session, lesson=_lesson(form.cleaned_data["lesson"]), by=request.user)
        messages.success(request, _("Saved. It counts for attendance that is marked from now on."))
        return _roster(run)
    context = {"form": form, "run": run, "title": _("Lesson of the session"), "times": times_of(session.occurrence),
               "crumbs": roster_crumbs(run, _("Lesson of the session"))}  # fmt: skip
    return render(request, "training/session_edit.html", context, status=422 if request.method == "POST" else 200)


@member_required
@require_http_methods(["GET", "HEAD", "POST"])
def session_drop(request: MemberRequest, pk: int) -> HttpResponse:
    session = taught_session(request.user, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            drop_session(session=session, by=request.user, reason=form.cleaned_data["reason"])
        except HubError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("The session is taken out of the run."))
            return _roster(session.run)
    return render_reason(
        request,
        form,
        title=_("Take the session out"),
        what=session.occurrence.series.title,
        where=times_of(session.occurrence).there,
        consequence=_OWN if session.is_own else _LINKED,
        back=reverse("training:run_roster", args=[session.run_id]),
        crumbs=roster_crumbs(session.run, _("Take the session out")),
    )


@member_required
@require_http_methods(["GET", "HEAD", "POST"])
def session_attendance(request: MemberRequest, pk: int) -> HttpResponse:
    session = taught_session(request.user, pk)
    people = Member.objects.filter(pk__in=session.run.enrolments.filter(state=PlaceState.IN).values("member"))
    note = ""
    if session.lesson is not None:
        names = {"lesson": session.lesson.title}
        note = _("Whoever you tick has done the lesson “%(lesson)s”. Taking a tick away takes that back.") % names
    way = roster_crumbs(session.run, _("Attendance"))
    return take_attendance(request, session.occurrence, people, note=note, crumbs=way)
