"""Makers of what is told about training; see mail_makers.py."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone
from wagtail.models import Site

from community.notifications.services.telling import take_back, without_mail
from community.people.models import Member
from tests.factories.certificates import give_certificate
from tests.factories.lessons import answer, give_work, look_after, make_assignment
from tests.factories.people import MemberFactory
from tests.factories.runs import make_run, make_session
from tests.factories.training import finish, make_article, make_course, make_module
from training.assignments.enums import Verdict
from training.assignments.pages import AssignmentLessonPage
from training.certificates.services import remind_of_ends, revoke
from training.evaluation.notification_kinds import SURVEY
from training.evaluation.services import ask_one
from training.models import Certificate, CourseFinish, Run
from training.pages import CoursePage
from training.runs.enums import Way
from training.runs.services.places import decline as decline_place
from training.runs.services.places import join, leave
from training.runs.services.planning import cancel_run
from training.services import learning
from training.services.telling import tell_of_update

from .maker_words import named, words


def lesson_updated(reader: Member, title: str) -> None:
    """A lesson of a course that the reader takes says something new."""
    home, number = Site.objects.get().root_page.specific, CoursePage.objects.count()
    course = make_course(home, f"course-{number}", lessons=1, title=title[:200])
    lesson = make_article(course.get_children().get().specific, "lesson-2", title=title[:200])
    learning.complete(member=reader, lesson=lesson)
    tell_of_update(lesson=lesson)


def _finished(reader: Member, title: str) -> CourseFinish:
    home, number = Site.objects.get().root_page.specific, CoursePage.objects.count()
    finish(reader, make_course(home, f"course-{number}", lessons=1, title=title[:200]))
    return CourseFinish.objects.of(reader).latest("pk")


def course_survey(reader: Member, title: str) -> None:
    """The reader has finished a course."""
    _finished(reader, title)


def use_check(reader: Member, title: str) -> None:
    """The reader finished one a month ago."""
    with without_mail():
        done = _finished(reader, title)
    ask_one(finish=done, days=30, at=timezone.now())


def _certificate(reader: Member, title: str, at: datetime) -> Certificate:
    home, number = Site.objects.get().root_page.specific, CoursePage.objects.count()
    made = give_certificate(reader, home, at=at, slug=f"course-{number}", lessons=1, title=title[:200])
    if made is None:
        raise AssertionError(title)
    take_back(kind=SURVEY, about=CourseFinish.objects.of(reader).latest("pk").pk)  # a kind of its own, made above
    return made


def certificate_issued(reader: Member, title: str) -> None:
    """The last lesson of a course is done."""
    _certificate(reader, title, timezone.now())


def certificate_expiring(reader: Member, title: str) -> None:
    """It ends in a month."""
    with without_mail():
        _certificate(reader, title, timezone.now() - timedelta(days=700))
    remind_of_ends()


def certificate_revoked(reader: Member, title: str) -> None:
    """It is taken back."""
    with without_mail():
        certificate = _certificate(reader, title, timezone.now())
    revoke(certificate=certificate, by=MemberFactory(is_superuser=True), reason=title[:200])


def _run(title: str, **fields: object) -> Run:
    """An open run whose course and name are the title."""
    home, number = Site.objects.get().root_page.specific, CoursePage.objects.count()
    course = make_course(home, f"course-{number}", lessons=1, title=title[:200])
    return make_run(course, title=title[:120], **fields)


def run_place(reader: Member, title: str) -> None:
    """The reader takes a place in a run with a session."""
    run = _run(title)
    make_session(run, venue=title[:120])
    join(run=run, member=reader)


def run_moved_up(reader: Member, title: str) -> None:
    """A seat is free, and the reader is next."""
    run, before = _run(title, seats=1), MemberFactory()
    join(run=run, member=before)
    join(run=run, member=reader)
    leave(run=run, member=before)


def run_answered(reader: Member, title: str) -> None:
    """The reader's request is declined, for a reason."""
    run = _run(title, way=Way.APPROVAL)
    decline_place(enrolment=join(run=run, member=reader), by=run.made_by, reason=title[:200])


def run_changed(reader: Member, title: str) -> None:
    """A run in which the reader has a place is called off."""
    run = _run(title)
    with without_mail():
        join(run=run, member=reader)
    cancel_run(run=run, by=run.made_by, reason=title[:200])


def run_requested(reader: Member, title: str) -> None:
    """Somebody asks for a place in a run that the reader teaches."""
    join(run=_run(title, way=Way.APPROVAL, teachers=[reader]), member=named(title), words=title[:200])


def _assignment(title: str) -> AssignmentLessonPage:
    """In a course that the instructors look after."""
    number = CoursePage.objects.count()
    course = make_course(Site.objects.get().root_page.specific, f"course-{number}", lessons=0, title=title[:200])
    return make_assignment(make_module(course), title=title[:200])


def work_handed_in(reader: Member, title: str) -> None:
    """Somebody hands in work in a course that the reader may change."""
    lesson = _assignment(title)
    look_after(reader, lesson.get_parent().get_parent().specific)
    give_work(named(title), lesson, words(title))


def work_answered(reader: Member, title: str) -> None:
    """An instructor says what is to be done."""
    answer(give_work(reader, _assignment(title)), MemberFactory(), Verdict.RETURNED, feedback=title[:200])
