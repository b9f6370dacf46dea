"""Feeds of one's own: what the member may see now, for whoever has the address, until it is taken back."""

import pytest
from django.core import signing

from community.workgroups.services import leave
from forum.enums import Audience
from forum.feeds.services import make_key, revoke_key
from forum.models import FeedKey, Post
from tests.factories.forum import BoardFactory, group_board, make_topic
from tests.factories.people import MemberFactory
from tests.factories.workgroups import MembershipFactory
from tests.forum.feeds.reading import texts

pytestmark = pytest.mark.django_db
SECRET = "Quokka"


@pytest.fixture
def private():
    """A board of a group, with a topic and a tag of its own."""
    board, _lead = group_board()
    make_topic(board, title=f"Topic {SECRET}", text=f"Words {SECRET}", tags=["hush"])
    make_topic(BoardFactory(audience=Audience.MEMBERS), title="For members")
    make_topic(title="For everybody")
    return board


def feeds_of(board, key=""):
    """The feeds in which the group's topic would stand."""
    prefix = f"/forum/feeds/{key + '/' if key else ''}"
    ways = ("topics", f"boards/{board.slug}", f"topics/{board.topics.get().pk}", "tags/hush")
    return {way.partition("/")[0] + str(number): f"{prefix}{way}.atom" for number, way in enumerate(ways)}


def said(client, addresses):
    """The status of each feed, and whether it tells the secret."""
    answers = [client.get(address) for address in addresses.values()]
    return [(answer.status_code, SECRET in answer.text) for answer in answers]


@pytest.fixture
def insider(private):
    return MembershipFactory(group=private.work_group).member


def test_the_groups_member_reads_all_of_it_without_a_session(client, private, insider):
    """The control of what follows: there is something to leak."""
    key = make_key(member=insider).key

    assert said(client, feeds_of(private, key)) == [(200, True)] * 4
    titles = texts(client.get(feeds_of(private, key)["topics0"]), "title")
    assert titles == ["For everybody", "For members", f"Topic {SECRET}"]


def test_a_visitor_and_a_member_of_another_group_find_nothing_of_it(client, private):
    other = MembershipFactory().member

    assert said(client, feeds_of(private)) == [(200, False), *[(404, False)] * 3]
    assert said(client, feeds_of(private, make_key(member=other).key)) == [(200, False), *[(404, False)] * 3]
    assert texts(client.get("/forum/feeds/topics.atom"), "title") == ["For everybody"]


def test_whoever_is_signed_in_gets_the_feed_for_everybody_at_its_address(client_for, private, insider):
    """So that shared caches may keep it."""
    assert said(client_for(insider), feeds_of(private)) == [(200, False), *[(404, False)] * 3]


def test_who_left_the_group_reads_it_no_more_even_with_what_the_reader_kept(client, private, insider):
    key = make_key(member=insider).key
    kept = {address: client.get(address)["ETag"] for address in feeds_of(private, key).values()}
    leave(group=private.work_group, member=insider)

    assert said(client, feeds_of(private, key)) == [(200, False), *[(404, False)] * 3]
    answers = [client.get(address, headers={"if-none-match": etag}).status_code for address, etag in kept.items()]
    assert answers == [200, 404, 404, 404]


def test_an_inactive_member_reads_nothing(client, private, insider):
    key = make_key(member=insider).key
    insider.is_active = False
    insider.save()

    assert said(client, feeds_of(private, key)) == [(404, False)] * 4


def test_hidden_posts_and_topics_are_gone(client, private, insider):
    addresses = feeds_of(private, make_key(member=insider).key)
    Post.objects.filter(topic__forum=private).update(approved=False)
    assert [secret for _status, secret in said(client, addresses)][:2] == [False, False]
    assert f"Words {SECRET}" not in client.get(addresses["topics2"]).text
    private.topics.update(approved=False)
    assert said(client, addresses)[2:] == [(404, False)] * 2


@pytest.mark.parametrize("close", [make_key, revoke_key])
def test_a_new_key_and_none_close_the_old_addresses(client, private, insider, close):
    old = make_key(member=insider).key
    close(member=insider)

    assert said(client, feeds_of(private, old)) == [(404, False)] * 4


def test_what_the_database_holds_opens_nothing(client, private, insider):
    made = make_key(member=insider)
    forged = signing.Signer(key="another secret key", salt="forum.feeds", sep=".").sign(made.nonce.hex)

    for key in (made.nonce.hex, str(made.nonce), forged, made.key[:-1], "x", "."):
        assert said(client, feeds_of(private, key)) == [(404, False)] * 4, key


def test_no_cache_keeps_what_a_key_opens(client, private, insider):
    answer = client.get(feeds_of(private, make_key(member=insider).key)["topics0"])

    assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("private, no-cache", "noindex")


def test_queries_with_a_key(client, private, insider, count_queries):
    addresses = feeds_of(private, make_key(member=insider).key)
    few = {address: count_queries(client, address) for address in addresses.values()}
    for _ in range(29):
        make_topic(private, tags=["hush"])

    assert {address: count_queries(client, address) for address in few} == few
    assert max(few.values()) <= 6


def test_the_page_makes_shows_renews_and_closes(client_for, member):
    browser = client_for(member)
    assert "Get feeds of my own" in browser.get("/forum/feeds/").text

    browser.post("/forum/feeds/key/")
    first = FeedKey.objects.get(member=member).key
    assert f"/forum/feeds/{first}/topics.atom" in browser.get("/forum/feeds/").text
    browser.post("/forum/feeds/key/")
    assert FeedKey.objects.get(member=member).key != first
    browser.post("/forum/feeds/key/revoke/")
    assert not FeedKey.objects.exists()


def test_the_page_shows_nobody_elses_key_and_no_board_one_does_not_read(client, client_for, private):
    key = make_key(member=MemberFactory()).key
    for browser in (client, client_for(MemberFactory())):
        page = browser.get("/forum/feeds/").text
        assert (key in page, private.name in page) == (False, False)


@pytest.mark.parametrize("inside", [True, False])
def test_the_page_offers_the_feed_of_a_topic_to_its_readers(client_for, private, insider, inside):
    reader = insider if inside else MemberFactory()
    topic = private.topics.get()

    page = client_for(reader).get("/forum/feeds/", {"topic": topic.pk}).text

    assert (SECRET in page) is inside
    assert client_for(reader).get("/forum/feeds/", {"topic": "²"}).status_code == 200


def test_the_page_with_1_and_30_boards(client_for, member, count_queries):
    make_key(member=member)
    BoardFactory()
    few = count_queries(client_for(member), "/forum/feeds/")
    for _ in range(29):
        BoardFactory()

    assert count_queries(client_for(member), "/forum/feeds/") == few <= 6
