"""Who hears of a post: one kind for each person, only readers of the board, and nobody who has read it."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django_q.models import OrmQ
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from community.notifications.enums import Level
from community.notifications.mail.composing import lines_for
from community.notifications.models import Following, Notification
from community.notifications.registries import kinds
from community.notifications.services.following import follow, unfollow
from community.people.models import Member
from community.workgroups.enums import State
from forum.enums import Audience, Told
from forum.models import Board, Post, Topic
from forum.permissions import can_read
from forum.querysets import readers_of
from forum.rendering import compose
from forum.services.posting import reply, start_topic
from forum.services.reading import mark_boards_read, mark_topic_read
from forum.services.telling import tell_of_post
from forum.tasks import tell_of_post as task
from tests.factories.forum import BoardFactory, group_board, make_topic
from tests.factories.people import MemberFactory
from tests.factories.workgroups import MembershipFactory

pytestmark = pytest.mark.django_db


def told(post):
    """Who heard of the post, and as what."""
    tell_of_post(post=post)
    rows = Notification.objects.filter(subject_id=post.pk).order_by("member")
    return {row.member_id: row.kind for row in rows}


def answer(topic, poster=None):
    return reply(topic=topic, poster=poster or MemberFactory(), text=compose("Because."))


@pytest.fixture
def asker():
    return MemberFactory()


@pytest.fixture
def question(asker):
    return start_topic(board=BoardFactory(), poster=asker, title="How?", text=compose("Why?"))


def test_the_first_answer_goes_to_who_asked_and_a_later_one_as_a_reply(question, asker):
    follower, first, second = MemberFactory(), MemberFactory(), MemberFactory()
    follow(member=follower, place=question.place)

    assert told(answer(question, first)) == {asker.pk: Told.FIRST_ANSWER, follower.pk: Told.REPLY}
    assert told(answer(question, second)) == {asker.pk: Told.REPLY, follower.pk: Told.REPLY, first.pk: Told.REPLY}


def test_words_of_the_asker_are_no_answer(question, asker):
    assert told(answer(question, asker)) == {}
    assert told(answer(question)) == {asker.pk: Told.FIRST_ANSWER}


def test_telling_twice_tells_once(question):
    post = answer(question)

    assert (tell_of_post(post=post), tell_of_post(post=post), Notification.objects.count()) == (1, 0, 1)


def test_what_was_told_of_something_else_with_the_same_number_keeps_nobody_from_hearing(question, asker):
    tell_of_post(post=answer(question))
    post = answer(question)
    Notification.objects.create(member=asker, kind="lesson_updated", subject_id=post.pk, level=Level.SITE)

    tell_of_post(post=post)

    assert Notification.objects.filter(member=asker, kind=Told.REPLY, subject_id=post.pk).exists()


def test_who_muted_the_topic_hears_nothing_and_stays_muted_after_a_reply(question, asker):
    follow(member=asker, place=question.place, level=Level.OFF)

    answer(question, asker)

    assert told(answer(question)) == {}
    assert Following.objects.get(member=asker).level == Level.OFF


def test_who_stopped_following_hears_nothing(question, asker):
    unfollow(member=asker, place=question.place)

    assert told(answer(question)) == {}


def test_a_new_topic_goes_to_the_members_of_the_group_and_to_who_follows_the_board():
    board, lead = group_board()
    group = board.work_group
    member, muted, gone, stranger = (MemberFactory() for _ in range(4))
    MembershipFactory(group=group, member=member)
    MembershipFactory(group=group, member=muted)
    MembershipFactory(group=group, member=gone, state=State.LEFT)
    follow(member=muted, place=f"group:{group.pk}", level=Level.OFF)
    for reader in (gone, stranger):
        follow(member=reader, place=board.place)

    topic = make_topic(board, poster=lead)

    assert told(topic.first_post) == {member.pk: Told.NEW_TOPIC}


def test_a_new_topic_in_a_board_without_a_group_goes_to_its_followers_only():
    board, follower = BoardFactory(), MemberFactory()
    follow(member=follower, place=board.place)

    assert told(make_topic(board).first_post) == {follower.pk: Told.NEW_TOPIC}


def test_who_read_the_post_before_the_task_came_hears_nothing(question, asker):
    follower = MemberFactory()
    follow(member=follower, place=question.place)
    post = answer(question)
    mark_topic_read(reader=asker, topic=question, up_to=post.created)
    mark_boards_read(reader=follower, boards=[question.forum])

    assert told(post) == {}


@pytest.mark.parametrize("hidden", [Post, Topic])
def test_of_what_waits_for_approval_nobody_hears(question, hidden):
    post = answer(question)
    hidden.objects.update(approved=False)

    assert tell_of_post(post=Post.objects.get(pk=post.pk)) == 0


def test_a_post_is_told_by_a_task_and_one_from_elsewhere_is_not(question, asker):
    before = OrmQ.objects.count()
    post = answer(question)
    reply(topic=question, poster=asker, text=compose("Old."), at=question.created)

    assert OrmQ.objects.count() == before + 1
    waiting = OrmQ.objects.order_by("pk").last()
    assert (waiting.func(), waiting.task["args"]) == ("forum.tasks.tell_of_post", (post.pk,))
    assert (task(post.pk), task(0)) == ("1 told", "the post is gone")


def test_queries_do_not_grow_with_the_followers(question):
    follow(member=MemberFactory(), place=question.place)
    tell_of_post(post=answer(question))
    few = queries_of_telling(answer(question))
    for _ in range(30):
        follow(member=MemberFactory(), place=question.place)

    assert queries_of_telling(answer(question)) == few <= 15


def queries_of_telling(post):
    with CaptureQueriesContext(connection) as captured:
        tell_of_post(post=post)
    return len(captured)


def test_words_take_one_query(question, asker, django_assert_num_queries):
    for post in [answer(question) for _ in range(5)]:
        tell_of_post(post=post)
    rows = list(Notification.objects.filter(member=asker))
    with django_assert_num_queries(1):
        lines = lines_for(asker, rows)
    assert {line.told.heading for line in lines} == {"How?"}
    assert {line.told.text for line in lines} == {"Because."}
    assert all(kinds[kind].many(3, "How?") for kind in Told.values)


class _Undo(Exception):
    pass


worlds = st.lists(
    st.tuples(st.sampled_from(Audience.values), st.tuples(*[st.sampled_from([None, *State.values])] * 3)),
    min_size=1,
    max_size=4,
).flatmap(st.permutations)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(world=worlds, off=st.sets(st.integers(0, 2)))
def test_readers_of_a_board_are_those_who_can_read_it(db, world, off):
    try:
        with transaction.atomic():
            members = [MemberFactory(is_active=number not in off, is_superuser=number == 1) for number in range(3)]
            boards = [_board(audience, states, members) for audience, states in world]
            for board in reversed(boards):
                expected = {member.pk for member in members if member.is_active and can_read(member, board)}
                asked = Member.objects.filter(readers_of(board), pk__in=[member.pk for member in members])
                assert list(asked.order_by("pk").values_list("pk", flat=True)) == sorted(expected)
            raise _Undo
    except _Undo:
        pass


def _board(audience, states, members):
    if audience != Audience.GROUP:
        return BoardFactory(audience=audience)
    board, _lead = group_board()
    for state, member in zip(states, members, strict=True):
        if state is not None:
            MembershipFactory(group=board.work_group, member=member, state=state)
    return board


def test_the_property_can_fail():
    """The control: readers who only asked to join are not those who can read."""
    board, _lead = group_board()
    asked = MembershipFactory(group=board.work_group, state=State.REQUESTED).member

    forgetful = Member.objects.filter(memberships__group=board.work_group)

    assert asked in forgetful
    assert not can_read(asked, Board.objects.get(pk=board.pk))
