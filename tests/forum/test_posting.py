"""Writing: one row per form, counters that equal a recount, locked topics."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from community.notifications.models import Following
from forum.models import Board, Post, Topic, TopicRead
from forum.rendering import compose
from forum.services.editing import edit_post
from forum.services.posting import PostRefused, reply, start_topic
from tests.factories.forum import BoardFactory, group_board, last_post_of, make_topic
from tests.factories.people import MemberFactory

pytestmark = pytest.mark.django_db


def recount(board):
    """What the counters of the board and its topics must say."""
    board.refresh_from_db()
    topics = list(board.topics.filter(approved=True))
    assert board.direct_topics_count == len(topics)
    assert board.direct_posts_count == Post.objects.filter(topic__forum=board, approved=True).count()
    newest = Post.objects.filter(topic__forum=board, approved=True).order_by("created", "pk").last()
    assert (board.last_post_id, board.last_post_on) == ((newest.pk, newest.created) if newest else (None, None))
    for topic in topics:
        last = topic.posts.approved().in_order().last()
        assert topic.posts_count == topic.posts.approved().count()
        assert (topic.last_post_id, topic.last_post_on) == (last.pk, last.created)
        assert topic.first_post_id == topic.posts.approved().in_order().first().pk
    return True


def test_start_topic_stores_the_first_post_and_its_starter_follows_it(member):
    board = BoardFactory()

    topic = start_topic(board=board, poster=member, title="How?", text=compose("*Why*?"))

    topic.refresh_from_db()
    assert (topic.subject, topic.slug, topic.posts_count, topic.poster) == ("How?", "how", 1, member)
    assert topic.first_post.html == "<p><em>Why</em>?</p>\n"
    assert list(Following.objects.values_list("member", "place")) == [(member.pk, f"topic:{topic.pk}")]
    assert TopicRead.objects.get(user=member, topic=topic).mark_time == topic.last_post_on
    assert recount(board)


def test_reply_counts_once_in_topic_and_board(member):
    topic = make_topic()

    post = reply(topic=topic, poster=member, text=compose("Because."))

    topic.refresh_from_db()
    assert (topic.posts_count, topic.last_post) == (2, post)
    assert recount(topic.forum)


def test_older_post_from_elsewhere_does_not_become_the_last_one(member):
    topic = make_topic(posts=2)
    last = topic.last_post_id

    reply(topic=topic, poster=member, text=compose("Long ago"), at=timezone.now() - timedelta(days=5))

    topic.refresh_from_db()
    topic.forum.refresh_from_db()
    assert (topic.posts_count, topic.last_post_id, topic.forum.last_post_id) == (3, last, last)


def test_same_form_twice_makes_one_topic_and_one_reply(member):
    board, token = BoardFactory(), uuid.uuid4()
    first = start_topic(board=board, poster=member, title="Once", text=compose("x"), form_token=token)

    second = start_topic(board=board, poster=member, title="Once", text=compose("x"), form_token=token)

    answer = uuid.uuid4()
    posts = {reply(topic=first, poster=member, text=compose("y"), form_token=answer).pk for _ in range(3)}
    assert (second, len(posts), Post.objects.count()) == (first, 1, 2)
    assert recount(board)


def test_same_token_of_another_member_is_another_post():
    topic, token = make_topic(), uuid.uuid4()

    posts = {reply(topic=topic, poster=MemberFactory(), text=compose("y"), form_token=token).pk for _ in range(2)}

    assert len(posts) == 2


def test_the_database_refuses_a_second_post_of_one_form(member):
    topic, token = make_topic(), uuid.uuid4()
    reply(topic=topic, poster=member, text=compose("y"), form_token=token)

    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.create(topic=topic, poster=member, content="y", html="y", form_token=token)


def test_locked_topic_takes_no_reply_and_no_edit(member):
    topic = make_topic(poster=member)
    Topic.objects.filter(pk=topic.pk).update(status=Topic.TOPIC_LOCKED)

    with pytest.raises(PostRefused, match="locked"):
        reply(topic=topic, poster=member, text=compose("late"))
    with pytest.raises(PostRefused, match="locked"):
        edit_post(post=topic.first_post, by=member, text=compose("late"))

    assert recount(topic.forum)


def test_outsider_is_refused_by_the_service_too(member):
    board, lead = group_board()
    topic = make_topic(board, poster=lead)

    with pytest.raises(PostRefused):
        reply(topic=topic, poster=member, text=compose("let me in"))
    with pytest.raises(PostRefused):
        start_topic(board=board, poster=member, title="In", text=compose("x"))


def test_section_takes_no_topic(member):
    section = BoardFactory(type=Board.FORUM_CAT)

    with pytest.raises(PostRefused, match="another board"):
        start_topic(board=section, poster=member, title="In", text=compose("x"))


def test_edit_changes_words_and_title_and_says_so(member):
    topic = make_topic(poster=member)

    edit_post(post=topic.first_post, by=member, text=compose("**New**"), title="New title")

    topic.refresh_from_db()
    post = topic.first_post
    assert (topic.subject, topic.slug, post.content) == ("New title", "new-title", "**New**")
    assert post.html == "<p><strong>New</strong></p>\n"
    assert (post.updates_count, post.updated_by, post.edited_at is not None) == (1, member, True)


def test_edit_that_changes_nothing_is_no_edit(member):
    topic = make_topic(poster=member, text="Same")

    edit_post(post=topic.first_post, by=member, text=compose("Same"), title=topic.subject)

    assert last_post_of(topic).edited_at is None


def test_reply_does_not_rename_its_topic(member):
    topic = make_topic(posts=2, poster=member, title="Kept")

    edit_post(post=last_post_of(topic), by=member, text=compose("New"), title="Stolen")

    topic.refresh_from_db()
    assert topic.subject == "Kept"


def test_nobody_edits_the_post_of_somebody_else(member):
    topic = make_topic()

    with pytest.raises(PostRefused):
        edit_post(post=topic.first_post, by=member, text=compose("mine now"))


def test_member_with_posts_cannot_be_deleted_from_under_them():
    topic = make_topic()

    with pytest.raises(IntegrityError):  # ProtectedError is one
        topic.poster.delete()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_counters_hold_when_many_write_at_once(at_once):
    board = BoardFactory()
    topics = [make_topic(board) for _ in range(3)]
    people = [MemberFactory() for _ in range(12)]

    def work(number):
        for turn in range(4):
            if turn % 2:
                start_topic(board=board, poster=people[number], title="t", text=compose("x"))
            else:
                reply(topic=topics[(number + turn) % 3], poster=people[number], text=compose("x"))

    assert at_once(12, work) == [None] * 12
    assert (board.topics.count(), recount(board)) == (3 + 24, True)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_twenty_submits_of_one_form_at_once_make_one_row(at_once):
    topic, poster, token = make_topic(), MemberFactory(), uuid.uuid4()
    board, other = topic.forum, uuid.uuid4()

    replies = at_once(20, lambda _: reply(topic=topic, poster=poster, text=compose("once"), form_token=token))
    topics = at_once(
        20, lambda _: start_topic(board=board, poster=poster, title="once", text=compose("x"), form_token=other)
    )

    assert (set(replies), set(topics)) == ({last_post_of(topic)}, {Topic.objects.latest("pk")})
    assert (topic.posts.count(), board.topics.count(), recount(board)) == (2, 2, True)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_one_form_sent_to_two_boards_at_once_makes_one_topic(at_once):
    boards, poster = [BoardFactory(), BoardFactory()], MemberFactory()
    tokens = [uuid.uuid4() for _ in range(10)]

    def send(number):
        token = tokens[number // 2]
        return start_topic(board=boards[number % 2], poster=poster, title="once", text=compose("x"), form_token=token)

    made = at_once(20, send)

    assert made[::2] == made[1::2]
    assert (len(set(made)), Topic.objects.count()) == (10, 10)
    assert all(recount(board) for board in boards)
