"""Polls: who puts them, one vote of each member, and what is refused with a sentence."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.utils import timezone

from forum.models import Poll, PollOption, PollVote, Topic
from forum.polls.services import PollRefused, PollWords, put_poll, start_with_poll, vote
from forum.rendering import compose
from tests.factories.forum import BoardFactory, group_board, make_topic
from tests.factories.people import MemberFactory

pytestmark = pytest.mark.django_db
WORDS = PollWords("Which day?", ("Monday", "Wednesday", "Friday"))


def make_poll(topic=None, **fields):
    topic = topic or make_topic()
    return put_poll(topic=topic, by=topic.poster, words=PollWords(WORDS.question, WORDS.options, **fields))


def keys(poll, *texts):
    return list(poll.options.filter(text__in=texts).values_list("pk", flat=True))


def chosen(poll, voter):
    return set(PollVote.objects.filter(poll=poll, voter=voter).values_list("poll_option__text", flat=True))


def close(poll):
    Poll.objects.filter(pk=poll.pk).update(closes_at=timezone.now() - timedelta(minutes=1))


def test_choices_keep_their_order():
    poll = make_poll()

    assert [option.text for option in poll.options.order_by("pk")] == list(WORDS.options)


def test_only_who_started_the_topic_puts_a_poll_and_only_until_the_first_vote(member):
    topic = make_topic()
    with pytest.raises(PollRefused, match="started the topic"):
        put_poll(topic=topic, by=member, words=WORDS)
    put_poll(topic=topic, by=topic.poster, words=WORDS)
    poll = put_poll(topic=topic, by=topic.poster, words=PollWords("Where?", ("Here", "There")))
    vote(topic=topic, voter=member, options=keys(poll, "Here"))

    for words in (WORDS, None):
        with pytest.raises(PollRefused, match="voted"):
            put_poll(topic=topic, by=topic.poster, words=words)

    assert Poll.objects.get().question == "Where?"


def test_topic_starts_with_its_poll_once_and_not_without(member):
    board = BoardFactory()
    token = "6f0e1b4e-7a0f-4b53-9c39-0f1f3d1a2b3c"
    fields = {"board": board, "poster": member, "title": "T", "text": compose("x"), "form_token": token}

    topics = {start_with_poll(words=WORDS, **fields).pk for _ in range(2)}
    start_with_poll(words=None, **fields | {"form_token": None})

    assert (len(topics), Topic.objects.count(), Poll.objects.count()) == (1, 2, 1)


def test_vote_counts_once_and_may_be_changed(member):
    poll = make_poll()
    for _ in range(2):
        vote(topic=poll.topic, voter=member, options=keys(poll, "Monday"))
    assert chosen(poll, member) == {"Monday"}

    vote(topic=poll.topic, voter=member, options=keys(poll, "Friday"))

    assert chosen(poll, member) == {"Friday"}


def test_first_vote_counts_where_votes_are_final(member):
    poll = make_poll(user_changes=False)
    vote(topic=poll.topic, voter=member, options=keys(poll, "Monday"))
    vote(topic=poll.topic, voter=member, options=keys(poll, "Monday"))  # the same again is no other vote

    with pytest.raises(PollRefused, match="first vote"):
        vote(topic=poll.topic, voter=member, options=keys(poll, "Friday"))

    assert chosen(poll, member) == {"Monday"}


def test_as_many_choices_as_allowed(member):
    poll = make_poll(max_options=2)
    vote(topic=poll.topic, voter=member, options=keys(poll, "Monday", "Friday"))

    with pytest.raises(PollRefused, match="at most 2"):
        vote(topic=poll.topic, voter=member, options=keys(poll, *WORDS.options))

    assert chosen(poll, member) == {"Monday", "Friday"}


@pytest.mark.parametrize("fault", ["closed", "locked", "hidden", "no poll", "foreign choice", "nothing", "outsider"])
def test_vote_that_does_not_count_is_said_and_loses_nothing(member, fault):
    board, lead = group_board()
    poll = make_poll(make_topic(board))
    options, voter, words = keys(poll, "Friday"), lead, fault
    vote(topic=poll.topic, voter=lead, options=keys(poll, "Monday"))
    if fault == "closed":
        close(poll)
    elif fault == "locked":
        Topic.objects.update(status=Topic.TOPIC_LOCKED)
    elif fault == "hidden":
        Topic.objects.update(approved=False)
        words = "not here"
    elif fault == "no poll":
        poll = Poll(topic=make_topic(board))
    elif fault == "outsider":
        voter, words = member, "not here"
    else:
        options = keys(make_poll(), "Friday") if fault == "foreign choice" else []
        words = "changed meanwhile"

    with pytest.raises(PollRefused, match=words):
        vote(topic=poll.topic, voter=voter, options=options)

    assert list(PollVote.objects.values_list("voter", "poll_option__text")) == [(lead.pk, "Monday")]


def test_counts_are_those_of_the_rows():
    poll = make_poll(max_options=2)
    for texts in (["Monday"], ["Monday", "Friday"], ["Wednesday", "Friday"]):
        vote(topic=poll.topic, voter=MemberFactory(), options=keys(poll, *texts))

    lines = PollOption.objects.standing_for(AnonymousUser())

    assert [(line.text, line.votes_count, line.voters_count, line.is_mine) for line in lines] == [
        ("Monday", 2, 3, False),
        ("Wednesday", 1, 3, False),
        ("Friday", 2, 3, False),
    ]


@pytest.mark.parametrize(("place", "text"), [(0, "Friday"), (1, "Monday"), (10, "Friday")])
def test_the_database_refuses_a_second_vote(member, place, text):
    poll = make_poll()
    vote(topic=poll.topic, voter=member, options=keys(poll, "Monday"))

    with pytest.raises(IntegrityError), transaction.atomic():
        PollVote.objects.create(poll=poll, poll_option_id=keys(poll, text)[0], voter=member, place=place)


@pytest.mark.parametrize("fields", [{"question": ""}, {"max_options": 0}, {"max_options": 11}, {"hide_results": True}])
def test_the_database_refuses_a_poll_that_makes_no_sense(fields):
    poll = make_poll()

    with pytest.raises(IntegrityError), transaction.atomic():
        Poll.objects.filter(pk=poll.pk).update(**fields)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_twenty_submits_of_one_vote_at_once_count_once(at_once):
    poll, voter = make_poll(), MemberFactory()
    options = [keys(poll, text) for text in ("Monday", "Friday")]

    answers = at_once(20, lambda number: vote(topic=poll.topic, voter=voter, options=options[number % 2]))

    assert answers == [poll] * 20
    assert PollVote.objects.filter(poll=poll, voter=voter).count() == 1
