"""How many queries a page runs: under the bar, and the same with more rows, boards and other readers."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from forum.enums import Audience
from forum.models import TopicRead
from forum.services.reading import mark_topic_read
from tests.factories.forum import BoardFactory, group_board, make_topic
from tests.factories.people import MemberFactory
from tests.factories.workgroups import MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader():
    return MemberFactory(date_joined=timezone.now() - timedelta(days=30))


@pytest.fixture
def board(reader):
    """A private board, because it costs the most."""
    made, _lead = group_board()
    MembershipFactory(group=made.work_group, member=reader)
    return made


def _measure(count_queries, client, url, grow):
    few = count_queries(client, url)
    grow()
    return few, count_queries(client, url)


@pytest.mark.parametrize("url", ["/forum/", "/forum/unread/"])
def test_lists_with_1_and_30_topics(board, reader, client_for, count_queries, url):
    make_topic(board)

    few, many = _measure(count_queries, client_for(reader), url, lambda: [make_topic(board) for _ in range(29)])

    assert few == many <= 12


def test_my_hub_with_1_and_30_unread_topics(board, reader, client_for, count_queries):
    make_topic(board)

    few, many = _measure(count_queries, client_for(reader), "/my/", lambda: [make_topic(board) for _ in range(29)])

    assert few == many <= 15


def test_board_with_1_and_30_topics(board, reader, client_for, count_queries):
    make_topic(board)
    url = board.get_absolute_url()

    few, many = _measure(count_queries, client_for(reader), url, lambda: [make_topic(board) for _ in range(29)])

    assert few == many <= 12
    assert count_queries(client_for(reader), f"{url}?page=2") == many


def test_topic_with_1_and_30_posts(board, reader, client_for, count_queries):
    short, long = make_topic(board), make_topic(board, posts=30)
    client = client_for(reader)

    assert count_queries(client, short.get_absolute_url()) == count_queries(client, long.get_absolute_url()) <= 15


def test_first_visit_to_a_topic_stays_under_the_bar(board, reader, client_for):
    topic = make_topic(board, posts=3)
    client = client_for(reader)

    with CaptureQueriesContext(connection) as captured:
        client.get(topic.get_absolute_url())

    assert len(captured) <= 15
    assert TopicRead.objects.filter(user=reader, topic=topic).exists()


def test_pages_with_10_and_200_boards(reader, client_for, count_queries):
    topic = [make_topic(BoardFactory(position=number)) for number in range(10)][-1]
    bars = {
        "/forum/": 12,
        "/forum/unread/": 12,
        topic.forum.get_absolute_url(): 12,
        topic.get_absolute_url(): 15,
        "/my/": 15,
        "/events/": 15,
        "/training/": 15,
    }
    client = client_for(reader)
    few = {url: count_queries(client, url) for url in bars}

    for number in range(190):
        BoardFactory(position=number, audience=[Audience.EVERYBODY, Audience.MEMBERS][number % 2])

    assert {url: count_queries(client, url) for url in bars} == few
    assert [url for url, bar in bars.items() if few[url] > bar] == []


def test_marks_of_other_readers_cost_no_query(board, reader, client_for, count_queries):
    topic = make_topic(board)

    def grow():
        for _ in range(30):
            mark_topic_read(reader=MemberFactory(), topic=topic, up_to=topic.last_post_on)

    few, many = _measure(count_queries, client_for(reader), topic.get_absolute_url(), grow)

    assert few == many


def _queries_of_reply(client, topic):
    with CaptureQueriesContext(connection) as captured:
        answer = client.post(f"/forum/topics/{topic.pk}/reply/", {"text": "Hello", "form_token": uuid.uuid4()})
    assert answer.status_code == 302
    return len(captured)


def test_posting_a_reply(board, reader, client_for):
    client = client_for(reader)
    short, long = make_topic(board), make_topic(board, posts=30)

    first, second = _queries_of_reply(client, short), _queries_of_reply(client, long)

    assert first == second <= 15
