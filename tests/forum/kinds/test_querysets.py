"""Which topics are unanswered, solved, one's own: composed with who sees them."""

import pytest

from forum.enums import TopicKind
from forum.kinds.services import accept_answer, share_question
from forum.models import Post, Topic
from forum.rendering import compose
from forum.services.counting import settle
from forum.services.posting import reply
from tests.factories.forum import BoardFactory, group_board, make_question, make_topic
from tests.factories.people import MemberFactory
from tests.factories.workgroups import MembershipFactory

pytestmark = pytest.mark.django_db


def answer(topic, poster=None):
    return reply(topic=topic, poster=poster or MemberFactory(), text=compose("Because."))


def standing(topic):
    found = Topic.objects.with_standing().get(pk=topic.pk)
    return found.is_solved, found.sharers_count


def test_unanswered_are_questions_where_nobody_else_wrote():
    make_topic()
    answer(make_question())
    alone, insisting, hidden = make_question(), make_question(), make_question()
    answer(insisting, insisting.poster)
    Post.objects.filter(pk=answer(hidden).pk).update(approved=False)
    settle(topics=[hidden.pk], boards=[])

    assert set(Topic.objects.unanswered()) == {alone, insisting, hidden}


def test_the_asker_who_found_the_answer_alone_waits_for_none():
    question = make_question()
    accept_answer(post=answer(question, question.poster), by=question.poster)

    assert not Topic.objects.unanswered().exists()


def test_words_of_former_members_count_as_answers_and_their_questions_stay():
    asked, told = make_question(), make_question()
    Topic.objects.filter(pk=asked.pk).update(poster=None)
    asked.posts.update(poster=None)
    Post.objects.filter(pk=answer(told).pk).update(poster=None)

    assert set(Topic.objects.unanswered()) == {asked}
    answer(asked)
    assert not Topic.objects.unanswered().exists()


def test_standing_counts_and_follows_what_is_shown(member):
    question = make_question()
    share_question(topic=question, member=member)
    assert standing(question) == (False, 1)

    post = answer(question)
    accept_answer(post=post, by=question.poster)
    assert standing(question) == (True, 1)

    Post.objects.filter(pk=post.pk).update(approved=False)
    assert standing(question) == (False, 1)


def test_an_answer_that_was_moved_to_another_topic_is_shown_no_more():
    question, other = make_question(), make_topic()
    post = answer(question)
    accept_answer(post=post, by=question.poster)
    Post.objects.filter(pk=post.pk).update(topic=other)

    moved = Topic.objects.for_question(question.poster).get(pk=question.pk)

    assert (moved.is_solved, moved.shown_answer) == (False, None)


def test_my_questions_are_those_i_asked_and_those_i_share(member):
    mine, shared = make_question(poster=member), make_question()
    share_question(topic=shared, member=member)
    make_topic(poster=member)
    answer(make_question(), member)

    assert set(Topic.objects.visible_to(member).of_member(member)) == {mine, shared}


def test_a_shared_topic_that_asks_nothing_any_more_is_none_of_my_questions(member):
    question = make_question()
    share_question(topic=question, member=member)
    Topic.objects.filter(pk=question.pk).update(kind=TopicKind.DISCUSSION)

    assert not Topic.objects.of_member(member).exists()


@pytest.mark.parametrize("inside", [True, False])
def test_lists_show_what_the_board_shows(member, inside):
    board, _lead = group_board()
    if inside:
        MembershipFactory(group=board.work_group, member=member)
    private, public = (make_question(where, tags=["wells"]) for where in (board, BoardFactory()))
    tag = public.tags.get()
    expected = {private, public} if inside else {public}

    seen = Topic.objects.visible_to(member)

    assert set(seen.unanswered()) == set(seen.tagged(tag)) == expected
    assert seen.for_question(member).filter(pk=private.pk).exists() is inside
