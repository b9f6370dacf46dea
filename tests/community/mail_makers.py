"""For each kind of notification, rows that tell `reader` one: made by the services, with hostile words in each title.

A kind without a maker fails tests/community/test_mail_headers.py: add one here.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.utils import timezone
from wagtail.models import Site

from community.notifications.services.following import follow
from community.notifications.services.telling import take_back, without_mail
from community.people.models import Member
from community.workgroups.models import WorkGroup
from community.workgroups.services import decline, request_membership
from events import services as events
from events.models import Occurrence
from events.services.telling import remind, tell_of_change
from forum.kinds.services import accept_answer
from forum.models import Post
from forum.rendering import compose
from forum.services import posting
from forum.services.telling import tell_of_post
from tests.factories.certificates import give_certificate
from tests.factories.events import an_occurrence
from tests.factories.forum import BoardFactory, make_question, make_topic
from tests.factories.lessons import answer, give_work, look_after, make_assignment
from tests.factories.people import MemberFactory
from tests.factories.runs import make_run, make_session
from tests.factories.training import finish, make_article, make_course, make_module
from tests.factories.workgroups import WorkGroupFactory
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

Maker = Callable[[Member, str], None]


def _named(title: str) -> Member:
    """Somebody whose public name is the title, as far as the database lets a name be one."""
    member = MemberFactory()
    Member.objects.filter(pk=member.pk).update(display_name=_words(title)[:80])
    member.refresh_from_db()
    return member


def _words(title: str) -> str:
    """The same as words of a post, without the addresses that become links."""
    return title.replace("@", " at ")


def _group(title: str, **fields: Member) -> WorkGroup:
    group = WorkGroupFactory(**fields)
    WorkGroup.objects.filter(pk=group.pk).update(name=title[:120])
    group.refresh_from_db()
    return group


def _answer(topic, title: str) -> None:
    post = posting.reply(topic=topic, poster=_named(title), text=compose(_words(title)))
    tell_of_post(post=post)


def membership_requested(reader: Member, title: str) -> None:
    """Somebody asks to join a group that the reader leads."""
    request_membership(group=_group(title, lead=reader), member=_named(title))


def membership_answered(reader: Member, title: str) -> None:
    """The reader is declined, for a reason."""
    lead = _named(title)
    membership = request_membership(group=_group(title, lead=lead), member=reader)
    decline(membership=membership, by=lead, reason=title)


def first_answer(reader: Member, title: str) -> None:
    """The reader's question is answered."""
    _answer(make_topic(poster=reader, title=title[:200]), title)


def reply(reader: Member, title: str) -> None:
    """A topic that the reader follows goes on."""
    topic = make_topic(title=title[:200])
    follow(member=reader, place=topic.place)
    _answer(topic, title)


def new_topic(reader: Member, title: str) -> None:
    """A topic begins in a board that the reader follows."""
    board = BoardFactory(name=title[:100])
    follow(member=reader, place=board.place)
    topic = make_topic(board, poster=_named(title), title=title[:200], text=_words(title))
    tell_of_post(post=Post.objects.select_related("topic__forum", "poster").get(pk=topic.first_post_id))


def answer_accepted(reader: Member, title: str) -> None:
    """A moderator answers the reader's question, and accepts that, so that nobody else is told."""
    question, moderator = make_question(poster=reader, title=title[:200]), _named(title)
    moderator.is_superuser = True
    answered = posting.reply(topic=question, poster=moderator, text=compose(_words(title)))
    accept_answer(post=answered, by=moderator)


def _registered(reader: Member, title: str) -> Occurrence:
    """A date tomorrow for which the reader registered some days ago, and got that mail then."""
    occurrence = an_occurrence(title=title[:120], venue=title[:120])
    with without_mail():
        events.register(occurrence=occurrence, member=reader, at=timezone.now() - timedelta(days=3))
    occurrence.refresh_from_db()
    return occurrence


def registration(reader: Member, title: str) -> None:
    """The reader registers."""
    events.register(occurrence=an_occurrence(title=title[:120]), member=reader)


def event_changed(reader: Member, title: str) -> None:
    """What the reader registered for is called off."""
    occurrence = _registered(reader, title)
    events.cancel_occurrence(occurrence=occurrence, by=_named(title), reason=title[:200])


def event_reminder(reader: Member, title: str) -> None:
    """It is tomorrow."""
    _registered(reader, title)
    remind()


def series_changed(reader: Member, title: str) -> None:
    """An event that the reader follows is called off."""
    occurrence = an_occurrence(title=title[:120])
    follow(member=reader, place=occurrence.series.place)
    tell_of_change(series=occurrence.series, occurrences=[], sequence=1, at=timezone.now())


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
    join(run=_run(title, way=Way.APPROVAL, teachers=[reader]), member=_named(title), words=title[:200])


def _assignment(title: str) -> AssignmentLessonPage:
    """In a course that the instructors look after."""
    number = CoursePage.objects.count()
    course = make_course(Site.objects.get().root_page.specific, f"course-{number}", lessons=0, title=title[:200])
    return make_assignment(make_module(course), title=title[:200])


def work_handed_in(reader: Member, title: str) -> None:
    """Somebody hands in work in a course that the reader may change."""
    lesson = _assignment(title)
    look_after(reader, lesson.get_parent().get_parent().specific)
    give_work(_named(title), lesson, _words(title))


def work_answered(reader: Member, title: str) -> None:
    """An instructor says what is to be done."""
    answer(give_work(reader, _assignment(title)), MemberFactory(), Verdict.RETURNED, feedback=title[:200])


MAKERS: dict[str, Maker] = {
    maker.__name__: maker
    for maker in (
        *(membership_requested, membership_answered),
        *(first_answer, reply, new_topic, answer_accepted),
        *(registration, event_changed, event_reminder, series_changed),
        lesson_updated,
        *(course_survey, use_check),
        *(certificate_issued, certificate_expiring, certificate_revoked),
        *(run_place, run_moved_up, run_answered, run_changed, run_requested),
        *(work_handed_in, work_answered),
    )
}
