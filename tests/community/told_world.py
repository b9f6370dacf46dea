"""A reader who was told of everything there is, and what takes the sight of each part of it away again."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.contrib.auth.models import Group
from django.utils import timezone

from community.library.services import publishing
from community.notifications.enums import Level
from community.notifications.registries import place_of
from community.notifications.services.following import choose_levels, follow, unfollow
from community.practices.models import Seat
from community.practices.services import lasting, reviewing
from community.practices.services.writing import publish as publish_practice
from community.spotlights.services import ask as ask_for_spotlight
from community.spotlights.services import take_away
from community.workgroups.enums import Act
from community.workgroups.models import WorkGroup
from community.workgroups.quarters.services import make_reports
from community.workgroups.services import (
    approve,
    ask_for_reviews,
    close_group,
    invite,
    leave,
    make_lead,
    request_membership,
    take_step,
)
from events import services as event_services
from events.after.services.surveys import ask_those_there, begin_survey
from events.approving.services.deciding import return_proposed
from events.approving.services.handing_in import propose
from events.enums import Visibility
from events.importing.enums import Outside
from events.importing.services.bringing import ask_for_import, carry_on
from events.importing.services.refreshing import keep_up_to_date
from events.importing.services.standing import failed
from events.importing.services.telling import tell_of_change_outside
from events.meetings.services.actions import Agreed, change_action
from events.models import (
    CalendarImport,
    ImportedEvent,
    RegistrationRules,
    Series,
)
from events.registering.services.asking import set_rules
from events.registering.services.deciding import decline
from forum.enums import Audience, TopicKind
from forum.kinds.services import accept_answer
from forum.models import Topic
from forum.moderation.services import deciding
from forum.outcomes.services import publish_outcome, withdraw_outcome
from forum.rendering import compose
from forum.routing.services.reminding import remind_of_waiting
from forum.services.boards import change_board
from forum.services.posting import reply, start_topic
from forum.services.telling import tell_of_post
from tests.factories.after import make_material
from tests.factories.certificates import give_certificate
from tests.factories.events import SeriesFactory
from tests.factories.forum import BoardFactory, group_board, make_put_question, make_question, make_topic
from tests.factories.lessons import answer, give_work, look_after, make_assignment
from tests.factories.library import make_editor, make_next, make_resource
from tests.factories.meetings import make_action
from tests.factories.moderation import decision, make_flag
from tests.factories.people import MemberFactory
from tests.factories.practices import give_answer, make_approved, make_practice, make_submitted
from tests.factories.runs import make_run
from tests.factories.training import make_article, make_course, make_module
from tests.factories.workgroups import MembershipFactory, WorkGroupFactory
from training.assignments.enums import Verdict
from training.certificates.services import remind_of_ends, revoke
from training.evaluation.services import ask_one
from training.models import CourseFinish
from training.runs.enums import Way
from training.runs.services.places import approve as approve_place
from training.runs.services.places import join
from training.runs.services.places import leave as leave_run
from training.runs.services.planning import cancel_run
from training.services import learning
from training.services.telling import tell_of_update

TOPIC, OPEN_TOPIC, EVENT, COURSE, KEPT, OUTCOME = "Quokka", "Wombat", "Zanzibar", "Marimba", "Ocarina", "Bandicoot"
OUTSIDE = "Theremin"
PROPOSAL = "Cassowary"
TO_DO = "Dulcimer"
GUILD = "Pangolin"
SPOT = "Pademelon"  # said in mails only: a line in a list names nothing of a spotlight
EDITED, REVIEWED = "Numbat", "Bilby"
SHELVED = "Wallaroo"


def build(home):
    """A reader who was told of every kind, follows every place, and has mails and digests waiting."""
    group = WorkGroupFactory(review_on=timezone.localdate())
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
    remind_of_waiting()
    series = _meet(group, reader, first)
    _hand_in_events(reader, first, group)
    action = make_action(group, what=f"Tune the {TO_DO}", owner=reader, days=1, by=first)
    course = make_course(home, "secret", lessons=0, title=f"Course {COURSE}")
    lesson = make_article(make_module(course), title=f"Lesson {COURSE}")
    learning.complete(member=reader, lesson=lesson)
    tell_of_update(lesson=lesson)
    ask_one(finish=CourseFinish.objects.get(member=reader), days=30, at=timezone.now())
    _join_runs(reader, course)
    _moderate(reader)
    kept = _hand_in(reader, home)
    _certify(reader, home)
    guild = _join_groups(group, first, reader)
    _practise(reader)
    resource = _shelve(reader)
    outcome = publish_outcome(
        topic=topics[0], by=first, title=f"Found {OUTCOME}", text=compose("Words."), posts=[topics[0].first_post_id]
    )
    today = timezone.localdate()
    spotlight = ask_for_spotlight(
        about=group, words=f"About {SPOT}.", begins_on=today, ends_on=today, by=MemberFactory()
    )
    for place in (
        place_of("group", guild.pk),
        board.place,
        open_board.place,
        series.place,
        course.place,
        *(topic.place for topic in topics),
    ):
        follow(member=reader, place=place)
    return {
        "group": group, "reader": reader, "board": board, "open_board": open_board, "series": series,
        "course": course, "kept": kept, "topic": topics[0], "open_topic": topics[1],
        "outcome": outcome, "lead": first, "guild": guild, "spotlight": spotlight, "resource": resource,
        "action": action,
    }  # fmt: skip


def _join_groups(group, first, reader):
    """Invited elsewhere; told as a lead of an invitation and of the charter; told that a private group is closed."""
    other = WorkGroupFactory()
    invite(group=other, member=reader, by=other.memberships.get().member)
    guest = MemberFactory()
    take_step(group=group, member=guest, act=Act.REFUSE, by=invite(group=group, member=guest, by=first).member)
    ask_for_reviews()
    WorkGroup.objects.filter(pk=group.pk).update(founded_at=timezone.now() - timedelta(days=100))
    make_reports()
    guild = WorkGroupFactory(name=f"Guild {GUILD}", is_private=True)
    MembershipFactory(group=guild, member=reader)
    return close_group(group=guild, by=guild.memberships.leads().get().member, achieved="Done.")


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


def _moderate(reader):
    """Decisions about one's own posts, which one may read whatever becomes of the board; one's own report."""
    moderator, topic = MemberFactory(is_superuser=True), make_topic(posts=2)
    own = reply(topic=topic, poster=reader, text=compose("Mine."))
    make_flag(topic.first_post, reader)
    deciding.warn(decision(own, moderator))
    deciding.hide(decision(own, moderator))
    deciding.keep(decision(topic.first_post, moderator))


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


def _practise(reader):
    """As an editor, told of a draft of others; asked to review another one; own practices, answered and old."""
    reader.groups.add(Group.objects.get_or_create(name="Editors")[0])
    make_submitted(title=f"Practice {EDITED}")
    asked = make_submitted(title=f"Practice {REVIEWED}")
    reviewing.ask(version=asked, member=reader, by=MemberFactory(is_superuser=True))
    give_answer(make_submitted(reader, title="Mine in review"))
    own = make_approved(reader, title="Mine approved")
    publish_practice(version=own, by=MemberFactory(is_superuser=True))
    make_practice(reader, at=timezone.now() - timedelta(days=366), title="Mine of old")
    lasting.ask_owners()


def _shelve(reader):
    """Told of a new version in the library, and follows it no more."""
    resource = make_resource(title=f"Template {SHELVED}")
    follow(member=reader, place=resource.place)
    make_next(resource)
    unfollow(member=reader, place=resource.place)
    return resource


def _talk(board, reader, other, word):
    """A topic of somebody else in a followed board; the reader's question with an answer, accepted, and a reply.

    `other` looks after the board.
    """
    follow(member=reader, place=board.place)
    told = [start_topic(board=board, poster=other, title=f"News {word}", text=compose(f"Text {word}")).posts.get()]
    title = f"Question {word}"
    topic = start_topic(board=board, poster=reader, title=title, text=compose("Why?"), kind=TopicKind.QUESTION)
    named = f"[@You]({reader.get_absolute_url()})"
    told += [reply(topic=topic, poster=other, text=compose(f"Text {word} {end}")) for end in ("1", "2", named)]
    for post in told:
        tell_of_post(post=post)
    make_put_question(reader, board, poster=other, title=f"Puzzle {word}", text=f"Text {word}", word=f"{word} lore")
    week_ago = timezone.now() - timedelta(days=8)
    make_question(board, poster=other, title=f"Waiting {word}", text=f"Text {word}", at=week_ago)
    accept_answer(post=told[1], by=other)
    topic.refresh_from_db()
    return topic


def _meet(group, reader, lead):
    now = timezone.now()
    series = SeriesFactory(
        title=f"Event {EVENT}", group=group, visibility=Visibility.GROUP, by=lead, rule="FREQ=DAILY;COUNT=6"
    )
    one, two, three = series.occurrences.order_by("start_at")[:3]
    for occurrence in (one, two):
        event_services.register(occurrence=occurrence, member=reader, at=now - timedelta(days=3))
    event_services.remind(at=one.start_at - timedelta(hours=20))
    follow(member=reader, place=series.place)
    _places(reader, lead, series)
    _afterwards(reader, lead, one)
    for occurrence in (two, three):
        event_services.cancel_occurrence(occurrence=occurrence, by=lead, reason=f"No {EVENT}.")
    return series


def _afterwards(reader, lead, occurrence):
    """Materials of a date, and a survey to come."""
    make_material(occurrence, by=lead, title=f"Slides {EVENT}", audience="taking-part")
    survey = begin_survey(occurrence=occurrence, by=lead)
    event_services.mark_attendance(occurrence=occurrence, marks={reader: True}, by=lead, at=occurrence.start_at)
    ask_those_there(survey=survey, at=timezone.now())


def _places(reader, lead, series):
    """A place that was offered and one that was lost; and a request, for an event of one's own."""
    four, five = series.occurrences.order_by("start_at")[3:5]
    series.occurrences.filter(pk__in=[four.pk, five.pk]).update(capacity=1)
    before = series.group.memberships.get(member=lead).member
    for occurrence in (four, five):
        event_services.register(occurrence=occurrence, member=before)
        event_services.register(occurrence=occurrence, member=reader, may_wait=True)
        event_services.withdraw(occurrence=occurrence, member=before)
    decline(registration=five.registrations.get(member=reader), by=lead, reason=f"Not at {EVENT}.")
    _bring_in(reader)
    asked = SeriesFactory(title="Event of mine", by=reader)
    set_rules(series=asked, rules=RegistrationRules(is_by_approval=True), questions=[], by=reader, version=0)
    event_services.register(occurrence=asked.occurrences.get(), member=MemberFactory())


def _bring_in(reader):
    """A calendar that was refused, one that fails, and an event of one's own that is no longer in it."""
    carry_on(pk=ask_for_import(by=reader, group=None, came_from="nothing.ics", data=b"nothing").pk)
    kept = keep_up_to_date(by=reader, group=None, address="https://calendar.ca.gov/all.ics")
    for _time in range(3):
        failed(calendar=kept, why="It can’t be reached.", at=timezone.now())
    run = CalendarImport.objects.create(by=reader, came_from="all.ics", calendar=kept)
    values = {"key": "1", "facts": "", "seen": "", "latest": run, "outside": Outside.GONE}
    event = ImportedEvent.objects.create(series=SeriesFactory(title=f"Event {OUTSIDE}", by=reader), **values)
    tell_of_change_outside(event=event, facts="gone", at=timezone.now())


def _hand_in_events(reader, lead, group):
    """An event of somebody else that the reader is to decide about, and one of the reader's that came back."""
    fields = {"group": group, "visibility": Visibility.GROUP}
    propose(series=SeriesFactory.build(title=f"Proposal {PROPOSAL}", **fields), by=MemberFactory(), hand_in=True)
    own = propose(series=SeriesFactory.build(title="Proposal of mine"), by=reader, hand_in=True)
    return_proposed(series=own, by=lead, version=own.latest_revision_id, reason="When?")


# What takes the sight away, and the words that must be gone then.


def leave_group(world):
    leave(group=world["group"], member=world["reader"])


def _leave_guild(world):
    leave(group=world["guild"], member=world["reader"])


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
    world["reader"].__dict__.pop("group_names", None)  # remembered for one request


def _stop_organizing(world):
    Series.objects.get(title__contains=OUTSIDE).organizers.clear()


def _withdraw(world):
    withdraw_outcome(outcome=world["outcome"], by=world["lead"])


def _take_from_shelf(world):
    for version in world["resource"].versions.readable():
        publishing.withdraw(version=version, because="Wrong.", by=make_editor())


def _give_away(world):
    agreed = Agreed("Tune it", world["action"].due_on, world["lead"])
    world["action"].refresh_from_db()
    change_action(action=world["action"], by=world["lead"], version=world["action"].version, agreed=agreed)


def _take_away(world):
    take_away(spotlight=world["spotlight"], by=world["lead"])


def _leave_review(world):
    _take_rights(world)
    for seat in Seat.objects.filter(member=world["reader"], version__title__contains=REVIEWED):
        reviewing.leave_place(seat=seat, by=seat.member)


LOSSES = {
    "left the group": (leave_group, {TOPIC, EVENT, PROPOSAL, SPOT, TO_DO}),
    "somebody else has it to do": (_give_away, {TO_DO}),
    "left the private group": (_leave_guild, {GUILD}),
    "the spotlight was taken away": (_take_away, {SPOT}),
    "the board became private": (_close_board, {OPEN_TOPIC}),
    "the topics wait for approval": (_unapprove, {OPEN_TOPIC}),
    "the topics were moved": (_move, {OPEN_TOPIC}),
    "the event was unpublished": (_unpublish_event, {EVENT}),
    "the course was unpublished": (_unpublish_course, {COURSE}),
    "somebody else looks after the course": (_take_rights, {KEPT, EDITED}),
    "the review was given back": (_leave_review, {KEPT, EDITED, REVIEWED}),
    "the outcome was withdrawn": (_withdraw, {OUTCOME}),
    "the version was withdrawn": (_take_from_shelf, {SHELVED}),
    "somebody else organizes the event": (_stop_organizing, {OUTSIDE}),
}


IN_ANY_ORDER = [
    leave_group,
    _leave_guild,
    _unapprove,
    _unpublish_course,
    _unpublish_event,
    _leave_review,
    _stop_organizing,
]
