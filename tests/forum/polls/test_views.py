"""Polls on the pages: starting one, changing it, voting, and how they stand."""

import uuid
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from forum.models import Poll, PollVote, Topic
from forum.polls.services import vote
from forum.tending.services.merging import merge_topics
from tests.factories.forum import BoardFactory, make_topic
from tests.factories.people import MemberFactory
from tests.forum.polls.test_services import chosen, close, keys, make_poll

pytestmark = pytest.mark.django_db
NEXT_MONTH = (timezone.now() + timedelta(days=30)).date()


@pytest.fixture
def client(client_for, member):
    return client_for(member)


def start(client, board, **poll):
    fields = {"title": "When?", "text": "Let us vote.", "form_token": uuid.uuid4()}
    return client.post(f"/forum/{board.slug}/new/", fields | {f"poll-{name}": value for name, value in poll.items()})


def words_of(answer):
    return " ".join(BeautifulSoup(answer.text, "html.parser").get_text(" ").split())


def test_topic_with_a_poll_from_the_form(client, member):
    answer = start(
        client,
        BoardFactory(),
        question="Which day?",
        options=" Monday \r\n\r\nFriday\r\nSunday",
        max_options="2",
        closes_on=NEXT_MONTH.isoformat(),
        hide_results="on",
    )

    poll = Poll.objects.get(topic__poster=member)
    assert (answer.status_code, answer.url) == (302, poll.topic.get_absolute_url())
    assert [option.text for option in poll.options.order_by("pk")] == ["Monday", "Friday", "Sunday"]
    assert (poll.max_options, poll.user_changes, poll.hide_results) == (2, False, True)
    assert poll.closes_at.astimezone(member.zone).strftime("%Y-%m-%d %H:%M") == f"{NEXT_MONTH} 23:59"


def test_empty_fold_makes_no_poll(client):
    start(client, BoardFactory(), question="", options="", max_options="1", user_changes="on")

    assert (Topic.objects.count(), Poll.objects.count()) == (1, 0)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"question": "Which?"}, "Write the choices"),
        ({"options": "A\nB"}, "Write the question"),
        ({"question": "Which?", "options": "A"}, "These are 1 choices"),
        ({"question": "Which?", "options": "\n".join("ABCDEFGHIJK")}, "These are 11 choices"),
        ({"question": "Which?", "options": "Same\nsame"}, "say the same"),
        ({"question": "Which?", "options": f"A\n{'x' * 121}"}, "too long"),
        ({"question": "Which?", "options": "A\nB", "max_options": "3"}, "not so many choices"),
        ({"question": "Which?", "options": "A\nB", "hide_results": "on"}, "Choose the last day"),
        ({"question": "Which?", "options": "A\nB", "closes_on": "2020-01-01"}, "This day is over"),
    ],
)
def test_fault_of_a_poll_is_said_in_the_open_fold_and_nothing_typed_is_lost(client, typed, said):
    answer = start(client, BoardFactory(), **typed)

    fold = BeautifulSoup(answer.text, "html.parser").find("details", class_="hub-details")
    assert (answer.status_code, fold.has_attr("open"), Topic.objects.count()) == (422, True, 0)
    assert said in fold.get_text()
    assert 'value="When?"' in answer.text


def test_preview_keeps_the_poll(client):
    board = BoardFactory()
    fields = {"title": "When?", "text": "Words.", "form_token": uuid.uuid4(), "poll-question": "Which day?"}

    answer = client.post(f"/forum/{board.slug}/new/preview/", fields)

    assert "Which day?" in answer.text


def test_poll_is_put_changed_and_taken_away_before_the_first_vote(client, member):
    topic = make_topic(poster=member)
    path = f"/forum/topics/{topic.pk}/poll/"
    assert path in client.get(topic.get_absolute_url()).text

    client.post(path, {"question": "Which?", "options": "A\nB"})
    assert "A\nB" in client.get(path).text
    client.post(path, {"question": "Where?", "options": "C\nD"})
    assert Poll.objects.get().question == "Where?"
    client.post(path, {"question": "", "options": ""})

    assert not Poll.objects.exists()


def test_poll_of_somebody_else_is_not_edited(client):
    poll = make_poll()

    assert client.get(f"/forum/topics/{poll.topic_id}/poll/").status_code == 404


def test_poll_with_a_vote_is_not_changed_and_what_was_typed_stays(client, member):
    poll = make_poll(make_topic(poster=member))
    vote(topic=poll.topic, voter=MemberFactory(), options=keys(poll, "Monday"))
    path = f"/forum/topics/{poll.topic_id}/poll/"
    assert "can't be changed any more" in client.get(path).text.replace("&#x27;", "'")

    late = client.post(path, {"question": "Another one?", "options": "A\nB"})

    assert (late.status_code, "Another one?" in late.text) == (422, True)
    assert Poll.objects.get() == poll


def test_vote_on_the_topics_page_and_the_table_says_how_it_stands(client, member):
    poll = make_poll()
    vote(topic=poll.topic, voter=MemberFactory(), options=keys(poll, "Friday"))
    page = client.get(poll.topic.get_absolute_url())
    form = BeautifulSoup(page.text, "html.parser").find(id="poll").find("form")
    assert form.find("fieldset").legend.get_text(strip=True) == "Your choice"
    assert len(form.find_all("input", type="radio")) == 3

    answer = client.post(form["action"], {"options": keys(poll, "Friday")[0]})

    assert answer.url == f"{poll.topic.get_absolute_url()}#poll"
    section = BeautifulSoup(client.get(answer.url).text, "html.parser").find(id="poll")
    rows = [
        [cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])] for row in section.tbody.find_all("tr")
    ]
    assert rows == [["Monday", "0", "0 %"], ["Wednesday", "0", "0 %"], ["Friday Your choice", "2", "100 %"]]
    assert "2 people voted." in section.get_text()
    assert "Change your vote" in section.get_text()


def test_late_vote_is_told_and_what_was_chosen_stays(client, member):
    poll = make_poll()
    close(poll)

    answer = client.post(f"/forum/topics/{poll.topic_id}/vote/", {"options": keys(poll, "Friday")[0]})

    box = BeautifulSoup(answer.text, "html.parser").find("input", value=str(keys(poll, "Friday")[0]))
    assert (answer.status_code, box.has_attr("checked")) == (422, True)
    assert "came too late" in answer.text
    assert not PollVote.objects.exists()


def test_too_many_and_no_choices_are_told(client):
    poll = make_poll(max_options=2)
    path = f"/forum/topics/{poll.topic_id}/vote/"

    many = client.post(path, {"options": keys(poll, "Monday", "Wednesday", "Friday")})
    none = client.post(path)

    assert (many.status_code, none.status_code) == (422, 422)
    assert "These are 3 choices. Choose at most 2." in words_of(many)
    assert "Choose something first." in words_of(none)


def test_hidden_results_show_after_closing(client, member):
    poll = make_poll(closes_at=timezone.now() + timedelta(days=1), hide_results=True)
    vote(topic=poll.topic, voter=MemberFactory(), options=keys(poll, "Friday"))
    vote(topic=poll.topic, voter=member, options=keys(poll, "Monday"))
    before = BeautifulSoup(client.get(poll.topic.get_absolute_url()).text, "html.parser").find(id="poll")
    assert (before.find("table"), "Your choice" in before.get_text()) == (None, True)

    close(poll)

    after = BeautifulSoup(client.get(poll.topic.get_absolute_url()).text, "html.parser").find(id="poll")
    assert len(after.find_all("tr")) == 4
    assert after.find("form") is None


def test_visitor_sees_how_it_stands_and_no_form(client_for):
    poll = make_poll()

    section = BeautifulSoup(client_for(None).get(poll.topic.get_absolute_url()).text, "html.parser").find(id="poll")

    assert (section.find("form"), section.find("table") is None) == (None, False)


def test_lists_say_that_there_is_a_poll(client):
    poll = make_poll()
    make_topic(poll.topic.forum)

    page = BeautifulSoup(client.get(poll.topic.forum.get_absolute_url()).text, "html.parser")

    assert [tag.get_text() for tag in page.find_all(class_="hub-tag")].count("Poll") == 1


def test_vote_begun_before_a_merge_arrives(client, member):
    poll = make_poll()
    into, keeper = make_topic(poll.topic.forum), MemberFactory(is_superuser=True)
    former = poll.topic
    seen = {topic.pk: topic.forum_id for topic in (former, into)}
    merge_topics(former=former, into=into, by=keeper, seen=seen)

    answer = client.post(f"/forum/topics/{former.pk}/vote/", {"options": keys(poll, "Friday")[0]})

    assert answer.status_code == 302
    assert chosen(poll, member) == {"Friday"}
    assert Poll.objects.get().topic.posts_count == 2


def test_topic_with_a_poll_and_1_or_10_choices_costs_the_same(client, count_queries):
    few, many = make_poll(), make_poll()
    for _ in range(10):
        vote(topic=many.topic, voter=MemberFactory(), options=keys(many, "Friday"))

    assert count_queries(client, few.topic.get_absolute_url()) == count_queries(client, many.topic.get_absolute_url())
