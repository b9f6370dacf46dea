"""Lists of topics narrowed down: a board's by standing and tag, the unread by place, found ones by board and writer."""

from datetime import timedelta

import pytest
from django.utils import timezone

from forum.enums import Audience
from forum.models import Tag
from forum.narrowing import Show
from forum.rendering import compose
from forum.services.posting import reply
from tests.factories.forum import BoardFactory, group_board, make_question, make_solved_question, make_topic
from tests.factories.people import MemberFactory
from tests.factories.workgroups import MembershipFactory

pytestmark = pytest.mark.django_db


def titles(answer):
    return {topic.subject for topic in answer.context["page"]}


@pytest.fixture
def board():
    """One topic of each standing, and a solved question elsewhere."""
    made = BoardFactory()
    make_topic(made, title="Talk", tags=["wells"])
    make_question(made, title="Alone", tags=["wells"])
    reply(topic=make_question(made, title="Answered"), poster=MemberFactory(), text=compose("Perhaps."))
    make_solved_question(made, answerer=MemberFactory(), title="Solved", tags=["wells"])
    make_solved_question(answerer=MemberFactory(), title="Elsewhere", tags=["wells"])
    Tag.objects.update(is_kept=True)
    return made


NARROWED = {
    "": {"Talk", "Alone", "Answered", "Solved"},
    "show=open": {"Alone", "Answered"},
    "show=unanswered": {"Alone"},
    "show=solved": {"Solved"},
    "show=nothing": {"Talk", "Alone", "Answered", "Solved"},
    "tag=wells": {"Talk", "Alone", "Solved"},
    "tag=wells&show=open": {"Alone"},
    "tag=unknown": {"Talk", "Alone", "Answered", "Solved"},
}


@pytest.mark.parametrize("query", NARROWED)
def test_a_board_narrowed_down(client, board, query):
    answer = client.get(f"{board.get_absolute_url()}?{query}")

    assert (titles(answer), answer.context["page"].paginator.count) == (NARROWED[query], len(NARROWED[query]))


def test_other_pages_stay_narrowed_down(client, board):
    for number in range(25):
        make_question(board, title=f"Question {number}")

    page = client.get(f"{board.get_absolute_url()}?show=open").text

    assert "?show=open&amp;page=2" in page


def test_a_list_that_is_empty_leads_back(client):
    board = BoardFactory()

    assert "No such topic in this board" in client.get(f"{board.get_absolute_url()}?show=solved").text


@pytest.mark.parametrize("show", [Show.OPEN, Show.UNANSWERED, Show.SOLVED])
def test_queries_of_a_narrowed_board_with_1_and_30_rows(client_for, count_queries, show):
    board, lead = group_board()

    def add():
        if show == Show.SOLVED:
            make_solved_question(board, answerer=lead)
        else:
            make_question(board)

    add()
    address = f"{board.get_absolute_url()}?show={show.value}"
    few = count_queries(client_for(lead), address)
    for _ in range(29):
        add()

    assert count_queries(client_for(lead), address) == few <= 12


def test_unread_in_one_board_or_work_group(client_for):
    private, _lead = group_board()
    reader = MembershipFactory(group=private.work_group).member
    make_topic(private, title="Ours")
    for board in (BoardFactory(slug="maps"), BoardFactory(slug="water")):
        make_topic(board, title=f"In {board.slug}")
    browser = client_for(reader)

    ours = f"group:{private.work_group.slug}"
    found = {where: titles(browser.get("/forum/unread/", {"where": where})) for where in ("", "board:maps", ours, "x")}

    everything = {"Ours", "In maps", "In water"}
    assert found == {"": everything, "board:maps": {"In maps"}, ours: {"Ours"}, "x": everything}


def test_unread_offers_no_place_one_does_not_read(client_for):
    reader, (private, _lead) = MemberFactory(), group_board()
    make_topic(private, title="Ours")
    for number in range(2):
        make_topic(title=f"Open {number}")
    where = f"group:{private.work_group.slug}"

    answer = client_for(reader).get("/forum/unread/", {"where": where})

    assert (len(titles(answer)), private.work_group.name in answer.text) == (2, False)


def found_with(client, **filters):
    answer = client.get("/search/", {"q": "zebra", "kind": "topic", **filters})
    assert answer.status_code == 200
    return {entry.title for entry, _extract in answer.context["hits"]}


@pytest.fixture
def zebras():
    """Topics with one word, in two boards, by two people, at two times."""
    ana, ben = MemberFactory(display_name="Ana Reyes"), MemberFactory(display_name="Ben Okafor")
    old = timezone.now() - timedelta(days=40)
    make_topic(BoardFactory(slug="maps"), poster=ana, title="Old", text="zebra", at=old)
    new = make_topic(BoardFactory(slug="water", audience=Audience.MEMBERS), poster=ana, title="New", text="zebra")
    hidden = reply(topic=new, poster=ben, text=compose("zebra"))
    return {"old": old, "hidden": hidden}


def test_found_topics_by_board_writer_and_day(client_for, member, zebras):
    browser = client_for(member)
    month_ago = (timezone.now() - timedelta(days=30)).date().isoformat()

    assert found_with(browser) == {"Old", "New"}
    assert found_with(browser, board="maps") == {"Old"}
    assert found_with(browser, author="ana") == {"Old", "New"}
    assert found_with(browser, author="Okafor") == {"New"}
    assert found_with(browser, author="Nobody") == set()
    assert found_with(browser, since=month_ago) == {"New"}
    assert found_with(browser, until=month_ago) == {"Old"}
    day = timezone.localtime(zebras["old"]).date().isoformat()
    assert found_with(browser, since=day, until=day) == {"Old"}
    assert found_with(browser, author="ana", board="water") == {"New"}


def test_what_is_hidden_names_no_writer(client_for, member, zebras):
    type(zebras["hidden"]).objects.filter(pk=zebras["hidden"].pk).update(approved=False)

    assert found_with(client_for(member), author="Okafor") == set()


@pytest.mark.parametrize("day", ["yesterday", "2026-02-31", "0001-01-01", "9999-12-31", "²"])
def test_a_day_that_is_none_narrows_nothing(client, day):
    make_topic(title="Here", text="zebra")

    assert found_with(client, since=day, until=day) == {"Here"}


def test_a_filter_offers_only_boards_one_reads(client, client_for, zebras):
    private, lead = group_board()
    make_topic(private, title="Ours", text="zebra")

    def offered(browser):
        page = browser.get("/search/", {"q": "zebra", "kind": "topic"})
        return {value for each in page.context["filters"] if each.filter.name == "board" for value, _n in each.choices}

    ours = private.slug
    assert (ours in offered(client), "water" in offered(client), "maps" in offered(client)) == (False, False, True)
    assert (ours in offered(client_for(MemberFactory())), ours in offered(client_for(lead))) == (False, True)
    assert found_with(client_for(MemberFactory()), board=ours) == {"Old", "New"}  # no such choice: nothing narrowed
    assert found_with(client_for(lead), board=ours) == {"Ours"}
