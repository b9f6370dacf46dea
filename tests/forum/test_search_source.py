"""Topics in search: title and words of all posts, for those who read the board."""

import pytest

from community.search.models import SearchEntry
from community.search.services import rebuild
from community.search.sources import EVERYBODY, MEMBERS, group_scope
from forum.enums import Audience
from forum.models import Topic
from forum.rendering import compose
from forum.search_source import describe_topic
from forum.services.posting import edit_post, reply
from tests.factories.forum import BoardFactory, group_board, make_topic
from tests.factories.people import MemberFactory

pytestmark = pytest.mark.django_db


def test_scope_follows_the_board():
    board, _lead = group_board()
    topics = [
        make_topic(BoardFactory()),
        make_topic(BoardFactory(audience=Audience.MEMBERS)),
        make_topic(board),
    ]

    assert [describe_topic(topic).scope for topic in topics] == [EVERYBODY, MEMBERS, group_scope(board.work_group_id)]


def test_words_of_question_and_reply_are_found_and_edits_follow(member):
    topic = make_topic(poster=member, title="Artesian wells", text="What is **pressure**?")
    reply(topic=topic, poster=MemberFactory(), text=compose("It *lifts* the water."))

    edit_post(post=topic.first_post, by=member, text=compose("What is suction?"))

    found = SearchEntry.objects.visible_to(member)
    assert [found.matching(words).count() for words in ("artesian", "lifts", "suction", "pressure")] == [1, 1, 1, 0]
    assert found.get().url == topic.get_absolute_url()


def test_topic_that_waits_for_approval_is_dropped_by_a_rebuild():
    topic, kept = make_topic(), make_topic()
    Topic.objects.filter(pk=topic.pk).update(approved=False)

    rebuild(kind="topic")

    assert list(SearchEntry.objects.values_list("key", flat=True)) == [str(kept.pk)]


def test_long_topic_stops_at_what_search_keeps():
    topic = make_topic(text="word " * 6_000)
    for _ in range(5):
        reply(topic=topic, poster=topic.poster, text=compose("more " * 6_000))

    assert len(describe_topic(topic).text) < 140_000
