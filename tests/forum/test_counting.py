"""Counters and last posts: what a recount gives, and that a recount can find a fault."""

from io import StringIO

import pytest
from django.core.management import call_command

from forum.models import Board, Post, Topic
from forum.rendering import compose
from forum.services.counting import miscounted, settle
from forum.services.posting import reply
from tests.factories.forum import BoardFactory, last_post_of, make_topic
from tests.factories.people import MemberFactory

pytestmark = pytest.mark.django_db

NOTHING = {"topics": [], "boards": []}


@pytest.fixture
def topic():
    """A topic of three posts beside another one, and a board without any."""
    BoardFactory()
    found = make_topic(posts=3)
    make_topic(found.forum)
    return found


def test_what_services_count_equals_a_recount(topic):
    assert miscounted() == NOTHING


@pytest.mark.parametrize("fault", [{"posts_count": 7}, {"last_post": None}, {"last_post_on": None}])
def test_a_recount_finds_a_wrong_topic(topic, fault):
    Topic.objects.filter(pk=topic.pk).update(**fault)

    assert miscounted()["topics"] == [topic.pk]


@pytest.mark.parametrize(
    "fault", [{"direct_topics_count": 7}, {"direct_posts_count": 7}, {"last_post": None}, {"last_post_on": None}]
)
def test_a_recount_finds_a_wrong_board(topic, fault):
    Board.objects.filter(pk=topic.forum_id).update(**fault)

    assert miscounted() == {"topics": [], "boards": [topic.forum_id]}


def test_settle_follows_a_hidden_post(topic):
    hidden = last_post_of(topic)
    Post.objects.filter(pk=hidden.pk).update(approved=False)
    assert miscounted()["topics"] == [topic.pk]

    settle(topics=[topic.pk], boards=[topic.forum_id])

    topic.refresh_from_db()
    assert (topic.posts_count, topic.last_post_id) == (2, topic.posts.approved().in_order().last().pk)
    assert miscounted() == NOTHING


def test_settle_follows_a_topic_that_left(topic):
    elsewhere = BoardFactory()
    board = topic.forum
    Topic.objects.filter(pk=topic.pk).update(forum=elsewhere)

    settle(topics=[], boards=[board.pk, elsewhere.pk])

    assert miscounted() == NOTHING
    board.refresh_from_db()
    elsewhere.refresh_from_db()
    assert (board.direct_posts_count, elsewhere.direct_posts_count) == (1, 3)


def test_a_reply_by_another_is_seen_by_the_recount_and_one_by_the_starter_is_not(member):
    alone, answered = make_topic(posts=2, poster=member), make_topic(poster=member)
    reply(topic=answered, poster=MemberFactory(), text=compose("Yes."))

    assert [Topic.objects.get(pk=topic.pk).has_other_writers for topic in (alone, answered)] == [False, True]
    assert miscounted() == NOTHING
    Topic.objects.update(has_other_writers=True)
    assert miscounted() == {"topics": [alone.pk], "boards": []}


def test_command_says_what_is_wrong_and_mends_it_when_asked(topic):
    Topic.objects.filter(pk=topic.pk).update(posts_count=7)

    def said(*options):
        out = StringIO()
        call_command("recount_forum", *options, stdout=out)
        return out.getvalue()

    wrong = f"1 topics are wrong: {topic.pk}\n1 boards are wrong: {topic.forum_id}\n"
    assert said() == said() == wrong
    assert said("--mend").startswith(f"1 topics mended: {topic.pk}\n")
    assert said() == "0 topics are wrong\n0 boards are wrong\n"
