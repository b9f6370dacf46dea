"""Pages: who sees that a question was put to whom, “not me”, the card of My hub, the panel of leads."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from community.notifications.models import Notification
from forum.enums import Audience
from forum.models import Asked, Topic
from forum.rendering import compose
from forum.services.boards import change_board
from forum.services.posting import reply
from tests.factories.forum import BoardFactory, group_board, make_put_question, make_question, make_solved_question
from tests.factories.people import MemberFactory
from tests.factories.workgroups import MembershipFactory, WorkGroupFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked():
    return MemberFactory(display_name="Ada K.")


@pytest.fixture
def question(asked):
    return make_put_question(asked, title="Does SQL know dates?")


def test_the_asked_see_why_and_may_answer_or_say_no(question, asked, client_for):
    page = client_for(asked).get(question.get_absolute_url()).text

    assert "Because you know SQL." in page
    assert f'action="/forum/topics/{question.pk}/not-me/"' in page


def test_others_see_who_was_asked_and_visitors_how_many(question, asked, client_for):
    other = client_for(MemberFactory()).get(question.get_absolute_url()).text
    visitor = client_for(None).get(question.get_absolute_url()).text

    assert ("Ada K." in other, "Because you know" in other, "not-me" in other) == (True, False, False)
    assert ("Ada K." in visitor, "We asked somebody who may know." in visitor) == (False, True)


def test_nothing_is_said_where_nobody_was_asked_or_an_answer_is_accepted(client_for, asked):
    lonely = make_question()
    solved = make_solved_question(answerer=asked, tags=["SQL"])
    Asked.objects.create(topic=solved, member=asked, place=0)

    for topic in (lonely, solved):
        assert "We asked" not in client_for(MemberFactory()).get(topic.get_absolute_url()).text


def test_who_answered_is_not_asked_again_on_the_page(question, asked, client_for):
    reply(topic=question, poster=asked, text=compose("Yes."))

    assert "Can you answer this?" not in client_for(asked).get(question.get_absolute_url()).text


def test_not_me_leads_back_and_the_question_is_nobodys(question, asked, client_for):
    client = client_for(asked)

    answer = client.post(f"/forum/topics/{question.pk}/not-me/", follow=True)

    assert "We ask somebody else." in answer.text
    assert "Can you answer this?" not in answer.text
    assert Asked.objects.get().declined_at is not None


def test_my_hub_lists_what_waits_for_me(question, asked, client_for):
    assert "Questions for you" in client_for(asked).get("/my/").text
    assert "Questions for you" not in client_for(MemberFactory()).get("/my/").text


def _close(topic):
    board = topic.forum
    board.audience, board.work_group = Audience.GROUP, WorkGroupFactory()
    change_board(board=board, by=MemberFactory())


@pytest.mark.parametrize(
    "change",
    [
        _close,
        lambda topic: Topic.objects.filter(pk=topic.pk).update(approved=False),
        lambda topic: Topic.objects.filter(pk=topic.pk).update(status=Topic.TOPIC_LOCKED),
        lambda topic: reply(topic=topic, poster=topic.asked.get().member, text=compose("Yes.")),
        lambda topic: topic.asked.update(declined_at=timezone.now()),
    ],
)
def test_my_hub_forgets_what_is_answered_closed_or_not_mine_to_see(question, asked, client_for, change):
    change(question)

    page = client_for(asked).get("/my/").text
    assert "Questions for you" not in page


def test_a_question_moved_out_of_sight_takes_no_answer_to_whether_i_can(question, asked, client_for):
    _close(question)

    assert client_for(asked).post(f"/forum/topics/{question.pk}/not-me/").status_code == 404


def test_the_page_of_a_question_costs_no_query_more(asked, client_for, count_queries):
    board, lead = group_board()
    MembershipFactory(group=board.work_group, member=asked)
    plain = make_question(board, poster=lead, tags=["Wells"])
    put = make_put_question(asked, board, poster=lead)
    client = client_for(asked)

    for url in (plain.get_absolute_url(), put.get_absolute_url()):
        with CaptureQueriesContext(connection) as captured:
            client.get(url)
        assert len(captured) <= 15

    Notification.objects.update(read_at=timezone.now())  # the bell asks only where something is unread
    assert count_queries(client, put.get_absolute_url()) == count_queries(client, plain.get_absolute_url()) <= 15


def test_my_hub_with_1_and_5_questions(asked, client_for, count_queries):
    client = client_for(asked)
    make_put_question(asked)
    few = count_queries(client, "/my/")
    for _ in range(4):
        make_put_question(asked, BoardFactory())

    assert count_queries(client, "/my/") == few <= 15


def test_leads_see_how_the_questions_of_their_board_fare_and_members_do_not(client_for, count_queries):
    board, lead = group_board()
    member = MembershipFactory(group=board.work_group).member
    make_question(board, poster=member)
    url = board.work_group.get_absolute_url()

    assert "How our questions fare" in client_for(lead).get(url).text
    assert count_queries(client_for(lead), url) <= 15
    for other in (member, MemberFactory(is_superuser=True), None):
        assert "How our questions fare" not in client_for(other).get(url).text


def test_the_profile_has_the_box_that_stops_it(asked, client_for):
    client, url = client_for(asked), reverse("people:profile_edit")
    assert "Ask me when a question fits what I know" in client.get(url).text

    client.post(url, {"display_name": "Ada K.", "time_zone": "America/Los_Angeles"})

    asked.refresh_from_db()
    assert not asked.may_be_asked


def test_figures_without_a_question_offer_a_way_on(client):
    page = client.get("/forum/topics/questions/?days=nonsense").text

    assert "No question yet" in page


def test_figures_name_their_definitions(client):
    make_question()

    page = client.get("/forum/topics/questions/").text

    assert "Last 90 days" in page
    assert "5 times 24 hours" in page
