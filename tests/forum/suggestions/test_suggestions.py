"""Suggestions: few, found by their beginnings, and never of what the one who types may not see."""

import pytest
from django.db import connection

from community.people.models import Member
from forum.enums import Audience
from forum.models import Topic
from forum.rendering import compose
from forum.suggestions.looking import MOST_SIMILAR, MOST_SUGGESTED, similar_topics
from tests.factories.forum import BoardFactory, group_board, make_topic
from tests.factories.people import MemberFactory
from tests.factories.workgroups import MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client_for, member):
    return client_for(member)


@pytest.fixture
def board():
    return BoardFactory(slug="water")


def ask(client, kind, typed, board="water", status=200):
    answer = client.get("/forum/topics/suggest/", {"kind": kind, "q": typed, "board": board})
    assert answer.status_code == status
    return answer.json()["suggestions"] if status == 200 else None


def names(found):
    return [each["name"] for each in found]


# Members


@pytest.mark.parametrize("typed", ["li", "LIN", "okafor", "oka", "lin oka", "Lin Okafor"])
def test_members_are_found_by_the_beginnings_of_their_names(client, board, typed):
    MemberFactory(display_name="Lin Okafor")
    MemberFactory(display_name="Berlin Kafor")

    assert names(ask(client, "member", typed)) == ["Lin Okafor"]


@pytest.mark.parametrize("name", ["Will May", "Ana (she/her) [DWR]", "O'Brien & Söhne"])
def test_a_member_becomes_a_mention_whatever_the_name(client, board, name):
    person = MemberFactory(display_name=name)

    (found,) = ask(client, "member", name[:4])

    text = compose(found["markdown"])
    assert text.mentioned == (person.pk,)
    assert text.html.count("<a ") == 1


def test_members_who_do_not_read_the_board_are_not_offered(client_for, admin):
    board, lead = group_board()
    colleague = MemberFactory(display_name="Zoe Colleague")
    MembershipFactory(group=board.work_group, member=colleague)
    MemberFactory(display_name="Zoe Stranger")

    assert names(ask(client_for(lead), "member", "zoe", board.slug)) == ["Zoe Colleague"]
    ask(client_for(admin), "member", "zoe", board.slug, status=404)


def test_members_who_left_are_not_offered(client, board):
    MemberFactory(display_name="Gone Person", is_active=False)

    assert ask(client, "member", "gone") == []


@pytest.mark.postgres
def test_names_are_looked_for_in_their_index():
    """Whatever the planner prefers for a few rows: the expression of the query is that of the index."""
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL: DATABASE_URL")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")

    assert "people_member_name_words" in Member.objects.named("oka").order_by().explain()


# Topics


def test_topics_are_found_by_words_of_their_titles(client, board):
    topic = make_topic(board, title="Which projection do maps use?", text="Nothing of depth.")
    make_topic(board, title="Another", text="projection")

    (found,) = ask(client, "topic", "proj")

    assert (found["name"], found["hint"]) == (topic.subject, board.name)
    assert f'<a href="{topic.get_absolute_url()}"' in compose(found["markdown"]).html


def test_topics_one_does_not_see_are_not_offered(client, client_for, board, member):
    secret, lead = group_board()
    hidden = make_topic(board, title="Quokka hidden")
    make_topic(secret, title="Quokka secret")
    make_topic(BoardFactory(audience=Audience.MEMBERS), title="Quokka members")
    Topic.objects.filter(pk=hidden.pk).update(approved=False)  # search has not heard of it yet

    assert names(ask(client, "topic", "quokka")) == ["Quokka members"]
    assert set(names(ask(client_for(lead), "topic", "quokka"))) == {"Quokka members", "Quokka secret"}


@pytest.mark.parametrize("kind", ["member", "topic"])
def test_few_are_offered(client, board, kind):
    for number in range(MOST_SUGGESTED + 3):
        MemberFactory(display_name=f"Kim {number}")
        make_topic(board, title=f"Kim {number}")

    assert len(ask(client, kind, "kim")) == MOST_SUGGESTED


@pytest.mark.parametrize("kind", ["member", "topic"])
@pytest.mark.parametrize("typed", ["", " ", "%", "_", "'", '"', ":*", "a\\", "NEAR(", "title:x", "x" * 500, "é" * 70])
def test_nothing_typed_is_a_fault_of_the_hub(client, board, kind, typed):
    assert ask(client, kind, typed) == []


def test_an_unknown_kind_is_not_there(client, board):
    ask(client, "password", "x", status=404)


def test_visitors_get_nothing(client_for, board):
    assert client_for().get("/forum/topics/suggest/", {"kind": "member", "q": "a", "board": "water"}).status_code == 302
    assert client_for().get("/forum/water/new/similar/", {"title": "x"}).status_code == 302


@pytest.mark.parametrize("kind", ["member", "topic"])
def test_suggestions_cost_the_same_with_1_and_30(client, board, count_queries, kind):
    def grow(number):
        for _ in range(number):
            MemberFactory(display_name="Kim Lee")
            make_topic(board, title="Kim Lee")

    url = f"/forum/topics/suggest/?kind={kind}&q=kim&board=water"
    grow(1)
    few = count_queries(client, url)
    grow(29)

    assert few == count_queries(client, url) <= 8


# Topics like the one that begins


@pytest.mark.parametrize(
    "title",
    [
        "How do you version a data dictionary?",
        "versioning dictionaries",
        "A dictionary with versions, once more",
        "The DICTIONARY: which version?",
    ],
)
def test_topics_that_share_two_telling_words_are_similar(member, title):
    topic = make_topic(title="Versions of a data dictionary when columns change")
    make_topic(title="How do you do this with the data?")
    make_topic(title="Dictionary")

    assert similar_topics(member, title) == [topic]


def test_one_word_is_enough_when_there_is_no_other(member):
    topic = make_topic(title="Wells")

    assert similar_topics(member, "the wells") == [topic]


@pytest.mark.parametrize("title", ["", "how do you", "a b c", "?!", '"', "' OR 1", "NOT AND OR", "()", "*" * 90])
def test_titles_that_tell_nothing_find_nothing(member, title):
    make_topic(title="How do you do?")

    assert similar_topics(member, title) == []


def test_similar_topics_one_does_not_see_are_not_shown(client, client_for, board):
    secret, lead = group_board()
    make_topic(secret, title="Quokka habitat survey")
    url, asked = "/forum/water/new/similar/", {"title": "Survey of quokka habitat"}

    assert "Quokka" not in client.get(url, asked).content.decode()
    assert "Quokka habitat survey" in client_for(lead).get(url, asked).content.decode()


def test_similar_topics_are_few_and_only_below_a_board_one_reads(client, board):
    for number in range(MOST_SIMILAR + 2):
        make_topic(board, title=f"Depth of wells {number}")
    secret, _lead = group_board()

    answer = client.get("/forum/water/new/similar/", {"title": "wells and depth"})

    assert answer.content.decode().count("<li>") == MOST_SIMILAR
    assert client.get(f"/forum/{secret.slug}/new/similar/", {"title": "wells"}).status_code == 404


def test_the_preview_shows_similar_topics_without_scripts(client, board):
    make_topic(board, title="Depth of wells")
    form = {"title": "Wells and their depth", "text": "Words", "form_token": "0a1b2c3d-0000-4000-8000-0123456789ab"}

    page = client.post("/forum/water/new/preview/", form).content.decode()

    assert ("Topics like yours" in page, "Depth of wells" in page) == (True, True)
