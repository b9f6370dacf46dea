"""Leads hear of questions that wait for two working days: once, of what still waits, and nobody else does."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import Group
from django_q.models import Schedule

from community.notifications.mail.composing import lines_for
from community.notifications.models import Notification
from forum.enums import Told, TopicKind
from forum.kinds.permissions import MODERATORS
from forum.kinds.services import accept_answer
from forum.models import Topic, WaitNotice
from forum.rendering import compose
from forum.routing.schedules import SCHEDULES
from forum.routing.services.reminding import remind_of_waiting
from forum.services.posting import reply
from forum.tasks import remind_of_waiting as remind_task
from tests.factories.forum import BoardFactory, group_board, make_question
from tests.factories.people import MemberFactory
from tests.factories.workgroups import MembershipFactory

pytestmark = pytest.mark.django_db
HERE = ZoneInfo("America/Los_Angeles")
MONDAY = datetime(2026, 6, 1, 9, 30, tzinfo=HERE)
WEDNESDAY = MONDAY + timedelta(days=2)
SECOND = timedelta(seconds=1)


@pytest.fixture
def moderator():
    made = MemberFactory()
    made.groups.add(Group.objects.get_or_create(name=MODERATORS)[0])
    return made


def told():
    """Who heard of which question."""
    rows = Notification.objects.filter(kind=Told.QUESTION_WAITS).order_by("member", "subject_id")
    return list(rows.values_list("member", "subject_id"))


def test_leads_of_the_group_hear_of_its_boards_and_moderators_of_the_others(moderator):
    board, lead = group_board()
    asker = MembershipFactory(group=board.work_group).member
    ours = make_question(board, poster=asker, at=MONDAY)
    everybodys = make_question(at=MONDAY)

    assert remind_of_waiting(at=WEDNESDAY) == 2
    assert sorted(told()) == sorted([(lead.pk, ours.first_post_id), (moderator.pk, everybodys.first_post_id)])


def test_each_question_is_told_once(moderator):
    make_question(at=MONDAY)

    assert [remind_of_waiting(at=WEDNESDAY + timedelta(hours=hours)) for hours in (0, 0, 1, 48)] == [1, 0, 0, 0]
    assert len(told()) == 1


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        ((2026, 6, 1, 9, 30), (2026, 6, 3, 9, 30)),
        ((2026, 6, 5, 18, 0), (2026, 6, 9, 18, 0)),  # Friday evening
        ((2026, 6, 6, 12, 0), (2026, 6, 10, 0, 0)),  # Saturday
        ((2026, 11, 25, 12, 0), (2026, 12, 1, 12, 0)),  # over Thanksgiving
        ((2026, 3, 6, 12, 0), (2026, 3, 10, 12, 0)),  # the night when clocks go forward lies between
        ((2026, 10, 30, 12, 0), (2026, 11, 3, 12, 0)),  # and the one when they go back
    ],
)
def test_it_is_told_when_two_working_days_are_over_and_not_a_second_before(moderator, asked, due):
    make_question(at=datetime(*asked, tzinfo=HERE))
    moment = datetime(*due, tzinfo=HERE)

    assert [remind_of_waiting(at=moment - SECOND), remind_of_waiting(at=moment)] == [0, 1]


def answered(topic):
    reply(topic=topic, poster=MemberFactory(), text=compose("Yes."), at=MONDAY)


def solved_alone(topic):
    post = reply(topic=topic, poster=topic.poster, text=compose("Found it."), at=MONDAY)
    accept_answer(post=post, by=topic.poster)


@pytest.mark.parametrize(
    "change",
    [
        answered,
        solved_alone,
        lambda topic: Topic.objects.filter(pk=topic.pk).update(approved=False),
        lambda topic: Topic.objects.filter(pk=topic.pk).update(status=Topic.TOPIC_LOCKED),
        lambda topic: Topic.objects.filter(pk=topic.pk).update(kind=TopicKind.DISCUSSION),
        lambda topic: Topic.objects.filter(pk=topic.pk).update(created=MONDAY - timedelta(days=60)),
    ],
)
def test_what_waits_for_nothing_reminds_nobody(moderator, change):
    change(make_question(at=MONDAY))

    assert (remind_of_waiting(at=WEDNESDAY), told()) == (0, [])


def test_what_the_asker_adds_is_no_answer(moderator):
    topic = make_question(at=MONDAY)
    reply(topic=topic, poster=topic.poster, text=compose("I tried more."), at=MONDAY + SECOND)

    assert remind_of_waiting(at=WEDNESDAY) == 1


def test_a_lead_who_asks_hears_nothing_of_it_and_who_leads_no_more_neither():
    board, lead = group_board()
    make_question(board, poster=lead, at=MONDAY)

    assert (remind_of_waiting(at=WEDNESDAY), told()) == (1, [])
    assert WaitNotice.objects.count() == 1


def test_the_words_name_question_and_board(moderator):
    make_question(BoardFactory(name="Water data"), title="Which wells?", at=MONDAY)
    remind_of_waiting(at=WEDNESDAY)

    (line,) = lines_for(moderator, list(Notification.objects.filter(member=moderator)))

    assert line.told.sentence == "“Which wells?” in Water data waits for an answer"
    assert line.kind.many(3, "Which wells?") == "3 questions wait, among them “Which wells?”"


def test_it_runs_by_the_clock():
    names = dict(Schedule.objects.filter(name__in=SCHEDULES).values_list("name", "func"))

    assert names == {name: values["func"] for name, values in SCHEDULES.items()}
    assert remind_task() == "0 questions wait"
