"""The first answer of a question: what counts as one, and that it is found again after anything."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from forum.enums import TopicKind
from forum.models import FirstAnswer, Post, Topic
from forum.rendering import compose
from forum.routing.services.settling import seconds_between, settle_all, settle_first_answer
from forum.services.posting import reply
from forum.tasks import settle_first_answers, tell_of_post
from tests.factories.forum import BoardFactory, make_question, make_topic
from tests.factories.people import MemberFactory

pytestmark = pytest.mark.django_db
ASKED = timezone.now() - timedelta(days=20)


@pytest.fixture
def question():
    return make_question(at=ASKED)


def answer(topic, hours, poster=None):
    return reply(topic=topic, poster=poster or MemberFactory(), text=compose("Yes."), at=ASKED + timedelta(hours=hours))


def kept():
    return list(FirstAnswer.objects.order_by("topic").values_list("topic", "post", "seconds"))


def test_it_is_the_first_post_of_somebody_else(question):
    answer(question, 1, poster=question.poster)
    first = answer(question, 2)
    answer(question, 3)

    assert settle_first_answer(topics=[question.pk]) == 1
    assert kept() == [(question.pk, first.pk, 7_200)]
    settle_first_answer(topics=[question.pk, question.pk])
    assert kept() == [(question.pk, first.pk, 7_200)]


def test_it_follows_what_is_hidden_shown_and_moved(question):
    first, second = answer(question, 2), answer(question, 5)
    settle_first_answer(topics=[question.pk])

    Post.objects.filter(pk=first.pk).update(approved=False)
    settle_first_answer(topics=[question.pk])
    assert kept() == [(question.pk, second.pk, 18_000)]

    Post.objects.filter(pk=first.pk).update(approved=True)
    elsewhere = make_question(at=ASKED)
    Post.objects.filter(pk=second.pk).update(topic=elsewhere)
    settle_first_answer(topics=[question.pk, elsewhere.pk])
    assert kept() == [(question.pk, first.pk, 7_200), (elsewhere.pk, second.pk, 18_000)]

    Topic.objects.filter(pk=question.pk).update(kind=TopicKind.DISCUSSION)
    Post.objects.filter(pk=second.pk).update(approved=False)
    settle_first_answer(topics=[question.pk, elsewhere.pk])
    assert kept() == []


def test_who_left_counts_as_somebody_else(question):
    post = answer(question, 1)
    Post.objects.filter(pk=post.pk).update(poster=None)
    settle_first_answer(topics=[question.pk])
    assert kept() == [(question.pk, post.pk, 3_600)]

    Topic.objects.filter(pk=question.pk).update(poster=None)
    settle_first_answer(topics=[question.pk])
    assert kept() == [(question.pk, post.pk, 3_600)]


def test_only_questions_have_one(question):
    talk = make_topic(at=ASKED)
    answer(talk, 1)

    assert settle_first_answer(topics=[talk.pk, question.pk]) == 0
    assert kept() == []


def test_the_task_that_tells_of_a_reply_keeps_it(question):
    post = answer(question, 4)

    tell_of_post(post.pk)

    assert kept() == [(question.pk, post.pk, 14_400)]


def test_each_night_everything_is_found_again(question):
    post, gone = answer(question, 4), make_question(at=ASKED)
    FirstAnswer.objects.create(topic=gone, post=answer(gone, 1), seconds=3_600)
    Topic.objects.filter(pk=gone.pk).update(kind=TopicKind.SHOWCASE)

    assert settle_first_answers() == "1 questions have an answer"
    assert kept() == [(question.pk, post.pk, 14_400)]
    assert settle_all() == 1


def test_an_answer_with_an_earlier_date_took_no_time():
    assert seconds_between(ASKED, ASKED - timedelta(days=1)) == 0
    assert seconds_between(ASKED, ASKED + timedelta(seconds=1, microseconds=999_999)) == 1


def test_1_and_30_questions_cost_the_same():
    board = BoardFactory()
    topics = [make_question(board, at=ASKED) for _ in range(30)]
    for topic in topics:
        answer(topic, 1)

    def queries_of(some):
        with CaptureQueriesContext(connection) as captured:
            assert settle_first_answer(topics=[topic.pk for topic in some]) == len(some)
        return len(captured)

    assert queries_of(topics[:1]) == queries_of(topics)
