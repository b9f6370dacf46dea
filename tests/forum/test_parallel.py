"""200 operations at once: counters equal a recount, nobody sees an error, and no text that was taken is lost."""

from random import Random

import pytest
from django.db.models import F

from forum.models import Board, MergedTopic, Topic
from forum.services.counting import miscounted
from tests.forum.storm import OPERATIONS, THREADS, WRITING, Storm

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True, serialized_rollback=True)]
RIGHT = {"topics": [], "boards": []}


def test_counters_and_texts_hold_when_people_write_hide_move_merge_and_split_at_once(at_once):
    storm = Storm()

    assert storm.run(at_once, OPERATIONS) == [None] * THREADS

    assert miscounted() == RIGHT
    assert storm.lost() == []
    assert set(storm.done) == set(OPERATIONS)
    assert sum(storm.done.values()) > 150
    seen = Topic.objects.approved()
    assert not seen.exclude(first_post__topic=F("pk")).exists()
    assert not seen.filter(posts_count=0).exists()
    assert not MergedTopic.objects.exclude(into__approved=True).exists()


def test_control_a_counter_that_is_read_and_saved_is_caught(at_once, monkeypatch):
    def count_naively(topic, post):
        board = Board.objects.get(pk=topic.forum_id)
        board.direct_posts_count += 1
        board.last_post, board.last_post_on = post, post.created
        board.save(update_fields=["direct_posts_count", "last_post", "last_post_on"])
        topic.posts_count += 1
        topic.last_post, topic.last_post_on = post, post.created
        topic.save(update_fields=["posts_count", "last_post", "last_post_on"])

    monkeypatch.setattr("forum.services.posting.count_new_post", count_naively)
    storm = Storm()

    assert storm.run(at_once, WRITING) == [None] * THREADS

    assert miscounted()["boards"] != []


def test_control_a_text_that_is_gone_is_found():
    storm = Storm()
    topic = storm.some_topic(Random(1))
    post = topic.posts.get(pk=topic.last_post_id)
    storm.keep(0, post, post.content)
    assert storm.lost() == []

    topic.posts.filter(pk=post.pk).delete()

    assert storm.lost() == [post.pk]
