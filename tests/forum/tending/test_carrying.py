"""What other rooms hang on a topic goes along when it is merged: who was asked, drafts, outcomes, first answers."""

from datetime import timedelta

import pytest
from django.utils import timezone

from forum.drafts.services import Typed, save_draft
from forum.kinds.services import accept_answer
from forum.models import Asked, Draft, FirstAnswer, Outcome, WaitNotice
from forum.rendering import compose
from forum.routing.services.settling import settle_first_answer
from forum.services.posting import reply
from forum.tending.services.merging import merge_topics
from forum.tending.services.splitting import split_topic
from tests.factories.forum import BoardFactory, make_question
from tests.factories.people import MemberFactory
from tests.factories.workgroups import WorkGroupFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper():
    return MemberFactory(is_superuser=True)


@pytest.fixture
def pair():
    """Two questions of one board; the one that goes was asked later."""
    board, now = BoardFactory(), timezone.now()
    into = make_question(board, title="Wells", at=now - timedelta(days=9))
    return make_question(board, title="More wells", at=now - timedelta(days=8)), into


def merge(former, into, by):
    return merge_topics(former=former, into=into, by=by, seen={row.pk: row.forum_id for row in (former, into)})


def test_whom_it_was_put_to_has_the_places_that_are_free(pair, keeper):
    former, into = pair
    there = [MemberFactory() for _ in range(2)]
    for place, member in enumerate(there):
        Asked.objects.create(topic=into, member=member, place=place)
    others = [there[0], into.poster, MemberFactory(), MemberFactory()]
    for place, member in enumerate(others[:3]):
        Asked.objects.create(topic=former, member=member, place=place)

    merge(former, into, keeper)

    kept = set(Asked.objects.values_list("topic", "member", "place"))
    assert kept == {(into.pk, there[0].pk, 0), (into.pk, there[1].pk, 1), (into.pk, others[2].pk, 2)}


def test_who_said_no_is_not_asked_again_by_a_merge(pair, keeper):
    former, into = pair
    Asked.objects.create(topic=former, member=MemberFactory(), place=0, declined_at=timezone.now())

    merge(former, into, keeper)

    assert not Asked.objects.exists()


def test_who_looks_after_the_board_was_reminded_once(pair, keeper):
    former, into = pair
    WaitNotice.objects.create(topic=former)

    merge(former, into, keeper)

    assert [notice.topic_id for notice in WaitNotice.objects.all()] == [into.pk]


def test_both_texts_of_two_drafts_wait_at_the_topic_that_stays(pair, keeper):
    former, into = pair
    both, one = MemberFactory(), MemberFactory()
    now = timezone.now()
    for member, topic, text in ((both, into, "First"), (both, former, "Second"), (one, former, "Alone")):
        save_draft(member=member.pk, place=topic.place, typed=Typed(text), at=now)

    merge(former, into, keeper)

    kept = set(Draft.objects.values_list("member", "place", "text"))
    assert kept == {(both.pk, into.place, "First\n\nSecond"), (one.pk, into.place, "Alone")}


def test_an_outcome_and_the_first_answer_follow(pair, keeper):
    former, into = pair
    answer = reply(topic=former, poster=MemberFactory(), text=compose("Because."))
    settle_first_answer(topics=[former.pk])
    outcome = Outcome.objects.create(topic=former, group=WorkGroupFactory(), title="Found", html="<p>x</p>", by=keeper)

    merge(former, into, keeper)

    outcome.refresh_from_db()
    assert outcome.topic_id == into.pk
    first = FirstAnswer.objects.get()
    assert (first.topic_id, first.post_id) == (into.pk, into.posts.exclude(poster=into.poster).in_order().first().pk)
    assert answer.pk in into.posts.values_list("pk", flat=True)


def test_a_split_takes_the_first_answer_along(pair, keeper):
    _former, topic = pair
    answer = reply(topic=topic, poster=MemberFactory(), text=compose("Because."))
    accept_answer(post=answer, by=topic.poster)
    settle_first_answer(topics=[topic.pk])

    split_topic(topic=topic, posts=[answer.pk], title="Apart", board=topic.forum, by=keeper, seen_board=topic.forum_id)

    assert not FirstAnswer.objects.exists()
