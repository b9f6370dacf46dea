"""What is unread: my marks only, never back, and nothing from before I joined."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from forum.models import Board, BoardRead, Topic, TopicRead
from forum.querysets import UNREAD_DAYS
from forum.rendering import compose
from forum.services.posting import reply
from forum.services.reading import mark_boards_read, mark_topic_read
from tests.factories.forum import BoardFactory, make_topic
from tests.factories.people import MemberFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader():
    return MemberFactory(date_joined=timezone.now() - timedelta(days=30))


def unread(reader):
    return list(Topic.objects.visible_to(reader).unread_by(reader))


def test_new_topic_is_unread_until_read(reader):
    topic = make_topic()
    assert unread(reader) == [topic]

    mark_topic_read(reader=reader, topic=topic, up_to=topic.last_post_on)

    assert unread(reader) == []


def test_mark_of_somebody_else_does_not_clear_mine(reader):
    topic = make_topic()

    mark_topic_read(reader=MemberFactory(), topic=topic, up_to=topic.last_post_on)

    assert unread(reader) == [topic]


def test_reply_makes_it_unread_again_and_counts_the_new_posts_only(reader):
    topic = make_topic(posts=3)
    mark_topic_read(reader=reader, topic=topic, up_to=topic.last_post_on)

    reply(topic=topic, poster=MemberFactory(), text=compose("new"))

    [row] = Topic.objects.for_list(reader)
    assert (unread(reader), row.unread_count) == ([topic], 1)


def test_own_reply_is_read(reader):
    topic = make_topic()

    reply(topic=topic, poster=reader, text=compose("mine"))

    assert unread(reader) == []


def test_mark_never_goes_back(reader):
    topic = make_topic()
    mark_topic_read(reader=reader, topic=topic, up_to=topic.last_post_on)

    mark_topic_read(reader=reader, topic=topic, up_to=topic.last_post_on - timedelta(days=1))

    assert TopicRead.objects.get(user=reader).mark_time == topic.last_post_on


def test_what_was_written_before_i_joined_is_read():
    topic = make_topic(at=timezone.now() - timedelta(days=3))
    newcomer = MemberFactory()

    assert unread(newcomer) == []
    assert unread(MemberFactory(date_joined=timezone.now() - timedelta(days=4))) == [topic]


def test_what_is_silent_for_long_is_read(reader):
    reader.date_joined = timezone.now() - timedelta(days=1000)
    make_topic(at=timezone.now() - timedelta(days=UNREAD_DAYS + 1))
    recent = make_topic(at=timezone.now() - timedelta(days=UNREAD_DAYS - 1))

    assert unread(reader) == [recent]


def test_visitors_have_nothing_unread():
    make_topic()
    visitor = AnonymousUser()

    assert list(Topic.objects.visible_to(visitor).unread_by(visitor)) == []
    assert [row.unread_count for row in Topic.objects.for_list(visitor)] == [0]


def test_board_marked_read_covers_its_topics_and_no_other_board(reader):
    board, other = BoardFactory(), BoardFactory()
    topic, kept = make_topic(board), make_topic(other)
    mark_topic_read(reader=reader, topic=topic, up_to=topic.last_post_on)

    mark_boards_read(reader=reader, boards=[board])
    mark_boards_read(reader=reader, boards=[board])

    assert unread(reader) == [kept]
    assert (BoardRead.objects.filter(user=reader).count(), TopicRead.objects.filter(user=reader).count()) == (1, 0)


def test_older_mark_of_a_topic_does_not_undo_the_board(reader):
    topic = make_topic()
    mark_topic_read(reader=reader, topic=topic, up_to=topic.last_post_on - timedelta(hours=1))

    mark_boards_read(reader=reader, boards=Board.objects.all())

    assert unread(reader) == []


def test_query_for_one_reader_joins_the_marks_of_that_reader_only(reader):
    topic = make_topic()
    for _ in range(3):
        mark_topic_read(reader=MemberFactory(), topic=topic, up_to=topic.last_post_on)

    assert unread(reader) == [topic]
    assert len(Topic.objects.for_list(reader)) == 1
