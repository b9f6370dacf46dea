"""Votes and polls leave by one door: the queryset that asks who sees the topic."""

import pytest
from django.contrib.auth.models import AnonymousUser

from forum.enums import Audience
from forum.models import Poll, PollVote, Topic
from forum.polls.services import vote
from tests.factories.forum import BoardFactory, group_board, make_topic
from tests.factories.people import MemberFactory
from tests.factories.workgroups import MembershipFactory
from tests.forum.polls.test_services import keys, make_poll

pytestmark = pytest.mark.django_db
SECRET = "A zebra crossing"


@pytest.fixture
def boards():
    group, _lead = group_board()
    return [BoardFactory(audience=Audience.EVERYBODY), BoardFactory(audience=Audience.MEMBERS), group]


def viewers(boards):
    inside = MemberFactory()
    MembershipFactory(group=boards[2].work_group, member=inside)
    return [AnonymousUser(), MemberFactory(), MemberFactory(is_superuser=True), inside]


@pytest.mark.parametrize("hidden", [None, 0, 1, 2])
def test_polls_are_seen_by_those_who_see_the_topic_and_votes_by_who_cast_them(boards, hidden):
    polls = [make_poll(make_topic(board)) for board in boards]
    people = viewers(boards)
    for poll in polls:
        for person in people[1:]:
            if Topic.objects.visible_to(person).contains(poll.topic):
                vote(topic=poll.topic, voter=person, options=keys(poll, "Friday"))
    if hidden is not None:
        Topic.objects.filter(pk=polls[hidden].topic_id).update(approved=False)

    for person in people:
        seen = set(Topic.objects.visible_to(person).values_list("pk", flat=True))
        assert set(Poll.objects.visible_to(person).values_list("topic", flat=True)) == seen
        mine = PollVote.objects.visible_to(person).values_list("voter", "poll__topic")
        assert set(mine) == ({(person.pk, topic) for topic in seen} if person.is_authenticated else set())


def test_control_a_rule_that_forgets_the_board_shows_too_much(boards):
    poll = make_poll(make_topic(boards[2]))
    vote(topic=poll.topic, voter=poll.topic.poster, options=keys(poll, "Friday"))

    forgetful = PollVote.objects.filter(poll__topic__approved=True)

    assert forgetful.exists()
    assert not PollVote.objects.visible_to(MemberFactory()).exists()


def test_who_voted_for_what_is_on_no_page(client_for, boards):
    poll = make_poll(make_topic(boards[0]))
    vote(topic=poll.topic, voter=MemberFactory(display_name=SECRET), options=keys(poll, "Friday"))

    for viewer in viewers(boards)[1:]:
        client = client_for(viewer)
        for path in (poll.topic.get_absolute_url(), f"/forum/topics/{poll.topic_id}/vote/"):
            page = client.get(path)
            assert (page.status_code, SECRET in page.text) == (200, False)
