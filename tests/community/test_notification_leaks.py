"""Promise 4: what a reader may not see any more leaks by no notification, mail, list, count, address or reply."""

import uuid
from datetime import datetime, time, timedelta

import pytest
from django.db import transaction
from django.test import RequestFactory
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from community.notifications.context_processors import bell
from community.notifications.enums import Level
from community.notifications.mail.addresses import unsubscribe_url
from community.notifications.mail.composing import compose as put_into_words
from community.notifications.mail.composing import lines_for
from community.notifications.models import Following, Mail, Notification
from community.notifications.registries import ReplyByMail, kinds
from community.notifications.services.digests import write_digests
from community.notifications.services.following import choose_levels, follow
from community.people.models import Member
from community.workgroups.enums import Role, State
from community.workgroups.models import Membership, WorkGroup
from community.workgroups.services import approve, leave, make_lead, request_membership
from events import services as event_services
from events.enums import Visibility
from events.models import Registration, Series
from forum.enums import Audience, TopicKind
from forum.kinds.services import accept_answer
from forum.models import Post, Topic
from forum.notification_kinds import reply_by_mail
from forum.permissions import can_read
from forum.querysets import PostQuerySet, TopicQuerySet
from forum.rendering import compose
from forum.services.boards import change_board
from forum.services.posting import PostRefused, reply, start_topic
from forum.services.telling import tell_of_post
from tests.factories.certificates import give_certificate
from tests.factories.events import SeriesFactory
from tests.factories.forum import BoardFactory, group_board
from tests.factories.lessons import answer, give_work, look_after, make_assignment
from tests.factories.people import MemberFactory
from tests.factories.runs import make_run
from tests.factories.training import make_article, make_course, make_module
from tests.factories.workgroups import WorkGroupFactory
from training.assignments.enums import Verdict
from training.certificates.services import remind_of_ends, revoke
from training.evaluation.services import ask_one
from training.models import Certificate, CourseFinish, Run, UseCheck, Work
from training.pages import LessonPage
from training.runs.enums import Way
from training.runs.services.places import approve as approve_place
from training.runs.services.places import join
from training.runs.services.places import leave as leave_run
from training.runs.services.planning import cancel_run
from training.services import learning
from training.services.telling import tell_of_update

pytestmark = pytest.mark.django_db
TOPIC, OPEN_TOPIC, EVENT, COURSE, KEPT = "Quokka", "Wombat", "Zanzibar", "Marimba", "Ocarina"


@pytest.fixture
def world(site, home):
    return build(home)


def build(home):
    """A reader who was told of every kind, follows every place, and has mails and digests waiting."""
    group = WorkGroupFactory()
    first = group.memberships.get().member
    reader = MemberFactory()
    asked = request_membership(group=group, member=reader)
    make_lead(membership=approve(membership=asked, by=first), by=first)
    request_membership(group=group, member=MemberFactory())
    choose_levels(member=reader, levels={"reply": Level.INSTANT, "new_topic": Level.DAILY})
    board, open_board = group.boards.get(), BoardFactory()
    topics = [
        _talk(board, reader, first, TOPIC),
        _talk(open_board, reader, MemberFactory(is_superuser=True), OPEN_TOPIC),
    ]
    series = _meet(group, reader, first)
    course = make_course(home, "secret", lessons=0, title=f"Course {COURSE}")
    lesson = make_article(make_module(course), title=f"Lesson {COURSE}")
    learning.complete(member=reader, lesson=lesson)
    tell_of_update(lesson=lesson)
    ask_one(finish=CourseFinish.objects.get(member=reader), days=30, at=timezone.now())
    _join_runs(reader, course)
    kept = _hand_in(reader, home)
    _certify(reader, home)
    for place in (board.place, open_board.place, series.place, course.place, *(topic.place for topic in topics)):
        follow(member=reader, place=place)
    return {
        "group": group, "reader": reader, "board": board, "open_board": open_board, "series": series,
        "course": course, "kept": kept, "topic": topics[0], "open_topic": topics[1],
    }  # fmt: skip


def _join_runs(reader, course):
    """Told of runs in each way there is: as a learner, and as one who teaches."""
    waiting, before = make_run(course, title="First", seats=1), MemberFactory()
    join(run=waiting, member=before)
    join(run=waiting, member=reader)
    leave_run(run=waiting, member=before)
    asked = make_run(course, title="Second", way=Way.APPROVAL)
    approve_place(enrolment=join(run=asked, member=reader), by=asked.made_by)
    cancelled = make_run(course, title="Third")
    join(run=cancelled, member=reader)
    cancel_run(run=cancelled, by=cancelled.made_by, reason="Too few.")
    join(run=make_run(course, title="Fourth", way=Way.APPROVAL, teachers=[reader]), member=MemberFactory())


def _hand_in(reader, home):
    """Work of one's own, which one may see whatever becomes of the course; work in a course that one looks after."""
    own, kept = make_course(home, "own-work", lessons=0), make_course(home, "kept", lessons=0)
    answer(give_work(reader, make_assignment(make_module(own))), MemberFactory(), Verdict.RETURNED)
    look_after(reader, kept)
    give_work(MemberFactory(), make_assignment(make_module(kept), title=f"Task {KEPT}"))
    return kept


def _certify(reader, home):
    """Two certificates of one's own, which one may see whatever becomes of the course: one that ends, one revoked."""
    ending = give_certificate(reader, home, slug="ending", certificate_months=1)
    remind_of_ends(at=timezone.make_aware(datetime.combine(ending.expires_on - timedelta(days=30), time(12))))
    revoked = give_certificate(reader, home, slug="revoked")
    revoke(certificate=revoked, by=MemberFactory(is_superuser=True), reason="By mistake.")


def _talk(board, reader, other, word):
    """A topic of somebody else in a followed board; the reader's question with an answer, accepted, and a reply.

    `other` looks after the board.
    """
    follow(member=reader, place=board.place)
    told = [start_topic(board=board, poster=other, title=f"News {word}", text=compose(f"Text {word}")).posts.get()]
    title = f"Question {word}"
    topic = start_topic(board=board, poster=reader, title=title, text=compose("Why?"), kind=TopicKind.QUESTION)
    told += [reply(topic=topic, poster=other, text=compose(f"Text {word} {n}")) for n in range(2)]
    for post in told:
        tell_of_post(post=post)
    accept_answer(post=told[1], by=other)
    topic.refresh_from_db()
    return topic


def _meet(group, reader, lead):
    now = timezone.now()
    series = SeriesFactory(
        title=f"Event {EVENT}", group=group, visibility=Visibility.GROUP, by=lead, rule="FREQ=DAILY;COUNT=3"
    )
    one, two, three = series.occurrences.order_by("start_at")
    for occurrence in (one, two):
        event_services.register(occurrence=occurrence, member=reader, at=now - timedelta(days=3))
    event_services.remind(at=one.start_at - timedelta(hours=20))
    follow(member=reader, place=series.place)
    for occurrence in (two, three):
        event_services.cancel_occurrence(occurrence=occurrence, by=lead, reason=f"No {EVENT}.")
    return series


# What takes the sight away, and the words that must be gone then.


def _leave(world):
    leave(group=world["group"], member=world["reader"])


def _close_board(world):
    board = world["open_board"]
    board.audience, board.work_group = Audience.GROUP, WorkGroupFactory()
    change_board(board=board, by=MemberFactory())


def _unapprove(world):
    Topic.objects.filter(subject__contains=OPEN_TOPIC).update(approved=False)


def _move(world):
    elsewhere, _lead = group_board()
    Topic.objects.filter(subject__contains=OPEN_TOPIC).update(forum=elsewhere)


def _unpublish_event(world):
    world["series"].refresh_from_db()
    world["series"].unpublish()


def _unpublish_course(world):
    world["course"].refresh_from_db()
    world["course"].unpublish()


def _take_rights(world):
    world["reader"].groups.clear()


LOSSES = {
    "left the group": (_leave, {TOPIC, EVENT}),
    "the board became private": (_close_board, {OPEN_TOPIC}),
    "the topics wait for approval": (_unapprove, {OPEN_TOPIC}),
    "the topics were moved": (_move, {OPEN_TOPIC}),
    "the event was unpublished": (_unpublish_event, {EVENT}),
    "the course was unpublished": (_unpublish_course, {COURSE}),
    "somebody else looks after the course": (_take_rights, {KEPT}),
}


def everything_said(world, client):
    """All that the reader can get at, by its way out."""
    reader, pages = world["reader"], {}
    for url in ("/my/notifications/", "/my/notifications/?show=unread", "/my/notifications/following/"):
        pages[url] = client.get(url).content.decode()
    for place in Following.objects.filter(member=reader).values_list("place", flat=True):
        address = unsubscribe_url(member_id=reader.pk, channel=place).partition("/my/")[2]
        pages[f"stop {place}"] = client.get(f"/my/{address}").content.decode()
        pages[f"follow {place}"] = client.get(f"/my/notifications/following/{place}/").content.decode()
    with transaction.atomic():
        write_digests(at=timezone.now() + timedelta(days=9))
        for mail in Mail.objects.filter(member=reader).select_related("member"):
            pages[f"mail {mail.pk} {mail.channel}"] = _whole(put_into_words(mail))
        transaction.set_rollback(True)
    return pages


def _whole(message):
    """Subject, text, HTML, calendar and headers, as they would leave."""
    if message is None:
        return ""
    parts = [message.subject, message.body, str(message.extra_headers), *message.reply_to]
    return "\n".join([*parts, *(part.content for part in message.alternatives)])


def unread_in_header(reader):
    request = RequestFactory().get("/")
    request.user = reader
    return int(str(bell(request)["unread_notifications"]))


def ways_that_say(word, said):
    return {way.partition(" ")[0] for way, text in said.items() if word in text}


def test_every_kind_is_there_and_every_way_says_it(world, client_for):
    """The control: what could leak is there, and the test sees it."""
    reader = world["reader"]
    said = everything_said(world, client_for(reader))

    assert set(Notification.objects.visible_to(reader).values_list("kind", flat=True)) == {kind.name for kind in kinds}
    ways = {"/my/notifications/", "/my/notifications/?show=unread", "/my/notifications/following/"}
    ways |= {"stop", "follow", "mail"}
    for word in (TOPIC, OPEN_TOPIC, EVENT, COURSE):
        assert ways_that_say(word, said) == ways
    assert ways_that_say(KEPT, said) == {"/my/notifications/", "/my/notifications/?show=unread", "mail"}
    assert unread_in_header(reader) == Notification.objects.filter(member=reader).count()


@pytest.mark.parametrize("loss", LOSSES)
def test_what_may_not_be_seen_any_more_is_said_nowhere(world, client_for, loss):
    lose, gone = LOSSES[loss]
    reader = world["reader"]
    told = _saying(reader, gone)
    lose(world)
    client = client_for(reader)

    said = everything_said(world, client)

    assert {word: ways_that_say(word, said) for word in gone} == {word: set() for word in gone}
    left = Notification.objects.filter(member=reader).exclude(pk__in=told)
    if loss == "left the group":
        left = left.exclude(kind="membership_requested")
    assert unread_in_header(reader) == left.count()
    assert {client.get(f"/my/notifications/{pk}/").status_code for pk in told} == {404}
    for post in Post.objects.filter(pk__in=_posts_of(gone)):
        with pytest.raises(PostRefused):
            reply_by_mail(ReplyByMail(reader, post.pk, "Still here?", (), uuid.uuid4()))


def _saying(reader, words):
    rows = list(Notification.objects.visible_to(reader))
    return [
        line.notification.pk
        for line in lines_for(reader, rows)
        if any(word in f"{line.told.heading} {line.told.sentence}" for word in words)
    ]


def _posts_of(words):
    posts = Post.objects.select_related("topic")
    return [post.pk for post in posts if any(word in post.topic.subject for word in words)]


def test_without_the_rule_the_title_would_be_said(world, client_for, monkeypatch):
    """The control: where posts and topics are not asked who may see them, the same look finds the leak."""
    _leave(world)
    for rows in (PostQuerySet, TopicQuerySet):
        monkeypatch.setattr(rows, "visible_to", lambda self, viewer: self.all())

    said = everything_said(world, client_for(world["reader"]))

    assert {"/my/notifications/", "mail"} <= ways_that_say(TOPIC, said)


class _Undo(Exception):
    pass


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations([_leave, _unapprove, _unpublish_course, _unpublish_event, _take_rights]))
def test_the_rule_agrees_with_the_check_of_each_object_in_any_order(site, home, order):
    try:
        with transaction.atomic():
            world = build(home)
            for lose in order:
                lose(world)
                _compare(world["reader"])
            raise _Undo
    except _Undo:
        pass


def _compare(reader):
    rows = list(Notification.objects.filter(member=reader))
    shown = {row.pk for row in Notification.objects.visible_to(reader)}
    assert shown == {row.pk for row in reversed(rows) if _may_see(reader, row)}
    assert {line.notification.pk for line in lines_for(reader, rows)} == shown


def _again(member):
    """The same without what it remembers of its rights."""
    return Member.objects.get(pk=member.pk)


def _may_see(reader, row):
    subject = kinds[row.kind].subject
    mine = set(WorkGroup.objects.of(reader).values_list("pk", flat=True))
    if subject == "post":
        post = Post.objects.get(pk=row.subject_id)
        return post.approved and post.topic.approved and can_read(reader, post.topic.forum)
    if subject == "membership":
        membership = Membership.objects.get(pk=row.subject_id)
        leads = membership.group.memberships.filter(member=reader, role=Role.LEAD, state=State.ACTIVE).exists()
        return membership.member_id == reader.pk or leads
    if subject == "certificate":
        return Certificate.objects.get(pk=row.subject_id).member_id == reader.pk
    if subject == "lesson":
        return LessonPage.objects.get(pk=row.subject_id).get_parent().get_parent().live
    if subject == "course_finish":
        return CourseFinish.objects.get(pk=row.subject_id).course.live
    if subject == "use_check":
        return UseCheck.objects.get(pk=row.subject_id).finish.course.live
    if subject == "run":
        return Run.objects.get(pk=row.subject_id).course.live
    if subject == "work":
        work = Work.objects.get(pk=row.subject_id)
        return work.member_id == reader.pk or work.lesson.permissions_for_user(_again(reader)).can_edit()
    if subject == "series":
        series = Series.objects.get(pk=row.subject_id)
        return series.live and series.group_id in mine
    registration = Registration.objects.get(occurrence=row.subject_id, member=reader)
    series = registration.occurrence.series
    return series.live and series.group_id in mine
