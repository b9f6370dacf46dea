"""The queue: what is in it, in what order, for whom; its count is one query."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from community.notifications.models import Notification
from community.workgroups.services import leave
from forum.kinds.permissions import boards_looked_after
from forum.models import Flag, Withheld
from forum.moderation.cases import HIDDEN, OBJECTED, REMOVED, REPORTED, WAITING, cases, open_cases
from forum.moderation.permissions import can_moderate
from forum.moderation.services import deciding
from forum.moderation.services.taking_part import object_to, remove_own
from forum.rendering import compose
from forum.services.posting import reply
from tests.factories.forum import BoardFactory, group_board, make_topic
from tests.factories.moderation import decision, make_flag, make_moderator, make_waiting
from tests.factories.people import MemberFactory
from tests.factories.workgroups import MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator():
    return make_moderator()


def a_reply(topic, poster=None):
    return reply(topic=topic, poster=poster or MemberFactory(), text=compose("Words."))


def test_what_waits_is_reported_or_objected_to_is_in_the_queue_once_the_oldest_first(moderator):
    topic = make_topic()
    reported, objected, waiting, hidden, removed, _fine = (a_reply(topic) for _ in range(6))
    waiting = make_waiting(topic)
    for member in (MemberFactory(), MemberFactory()):
        make_flag(reported, member)
    object_to(ruling=deciding.warn(decision(objected, moderator)), member=objected.poster, words="No.")
    deciding.hide(decision(hidden, moderator))
    remove_own(post=removed, by=removed.poster)
    Flag.objects.update(at=timezone.now() - timedelta(days=1))
    Withheld.objects.filter(post=waiting).update(at=timezone.now() - timedelta(days=2))

    assert list(cases(moderator)) == [waiting, reported, objected]
    found = {why: list(cases(moderator, why=why)) for why in (WAITING, REPORTED, OBJECTED, HIDDEN, REMOVED)}
    assert found == {
        WAITING: [waiting],
        REPORTED: [reported],
        OBJECTED: [objected],
        HIDDEN: [hidden],
        REMOVED: [removed],
    }
    assert list(cases(moderator, board=topic.forum)) == list(cases(moderator))
    assert not cases(moderator, board=BoardFactory()).exists()


def test_what_is_decided_leaves_the_queue(moderator):
    topic = make_topic()
    reported, waiting = a_reply(topic), make_waiting(topic)
    make_flag(reported)

    deciding.keep(decision(reported, moderator))
    deciding.approve(decision(waiting, moderator))

    assert open_cases(moderator).count() == 0


def test_each_sees_the_cases_of_the_boards_they_look_after(moderator):
    board, lead = group_board()
    member = MembershipFactory(group=board.work_group).member
    private, public = make_topic(board).first_post, make_topic().first_post
    make_flag(private, member)
    make_flag(public)
    outside = MemberFactory(is_superuser=True)
    MembershipFactory(group=board.work_group, member=(both := make_moderator()))

    seen = {who: set(cases(who)) for who in (moderator, lead, member, outside, both)}
    assert seen == {
        moderator: {public},
        lead: {private},
        member: set(),
        outside: {public},
        both: {public, private},
    }


def test_the_rule_for_lists_agrees_with_the_check_of_one_board(moderator):
    board, lead = group_board()
    public = BoardFactory()
    MembershipFactory(group=board.work_group, member=(both := make_moderator()))
    people = [moderator, lead, both, MemberFactory(), MemberFactory(is_superuser=True)]

    for who in people:
        listed = set(boards_looked_after(who).filter(pk__in=[board.pk, public.pk]))
        assert listed == {each for each in (board, public) if can_moderate(who, each)}


def test_a_report_in_a_board_one_no_longer_reads_is_told_nowhere(client_for):
    board, lead = group_board()
    reader = MembershipFactory(group=board.work_group).member
    post = make_topic(board).first_post
    make_flag(post, reader)
    deciding.keep(decision(post, lead))
    mine = Notification.objects.visible_to(reader).filter(kind="report_decided")
    assert mine.count() == 1

    leave(group=board.work_group, member=reader)

    assert mine.count() == 0
    assert board.name not in client_for(reader).get("/forum/moderation/reports/").text


@pytest.mark.parametrize("who", [MemberFactory.build, make_moderator])
def test_counting_the_queue_is_one_query(who):
    viewer = who()
    if viewer.pk is None:
        viewer.department.save()
        viewer.save()
    make_flag(make_topic().first_post)

    with CaptureQueriesContext(connection) as captured:
        open_cases(viewer).count()

    assert len(captured) == 1
