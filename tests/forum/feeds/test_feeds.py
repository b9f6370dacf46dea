"""The feeds for everybody: well-formed whatever was typed, bounded, stable, and unchanged when nothing changed."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from forum.feeds.atom import MOST_ENTRIES, for_xml
from forum.models import Post, Tag, Topic
from forum.rendering import compose
from forum.services.editing import edit_post
from forum.services.posting import reply
from tests.factories.forum import BoardFactory, make_topic
from tests.factories.people import MemberFactory
from tests.forum.feeds.reading import ATOM, entries, links, read, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def board():
    return BoardFactory(name="Water", slug="water")


def addresses(topic):
    """The four feeds in which a topic with the tag “wells” stands."""
    pk = topic.pk
    return [f"/forum/feeds/{rest}.atom" for rest in ("topics", "boards/water", f"topics/{pk}", "tags/wells")]


def test_a_topic_stands_in_each_of_its_feeds(client, board):
    topic = make_topic(board, posts=3, title="Depth <of> wells", tags=["wells"])
    Tag.objects.update(is_kept=True)

    found = {address: texts(client.get(address), "title") for address in addresses(topic)}

    names = [post.poster.display_name for post in topic.posts.order_by("-pk")]
    of_posts = [f"{name} in “Depth <of> wells”" for name in names]
    assert list(found.values()) == [["Depth <of> wells"], ["Depth <of> wells"], of_posts, ["Depth <of> wells"]]


def test_an_entry_holds_the_post_its_writer_and_links_that_work_elsewhere(client, board):
    poster = MemberFactory(display_name="Ana & Ben")
    topic = make_topic(board, poster=poster, text="Who *knows*? [See](/forum/)")

    (entry,) = entries(client.get("/forum/feeds/boards/water.atom"))

    address = f"{settings.SITE_ADDRESS}/forum/posts/{topic.first_post_id}/"
    content = entry.find(f"{ATOM}content")
    assert (entry.findtext(f"{ATOM}id"), links(entry)["alternate"]) == (address, address)
    assert (content.get("type"), "<em>knows</em>" in content.text) == ("html", True)
    assert f'href="{settings.SITE_ADDRESS}/forum/"' in content.text
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Ana & Ben"


def test_a_feed_names_itself_and_its_page(client, board):
    feed = read(client.get("/forum/feeds/boards/water.atom"))

    own, page = (settings.SITE_ADDRESS + path for path in ("/forum/feeds/boards/water.atom", "/forum/water/"))
    assert (links(feed), feed.findtext(f"{ATOM}id")) == ({"self": own, "alternate": page}, own)


def test_ids_outlive_a_new_title(client, board):
    topic = make_topic(board, posts=2)
    before = [texts(client.get(address), "id") for address in addresses(topic)[:3]]
    feed = read(client.get(addresses(topic)[2])).findtext(f"{ATOM}id")

    edit_post(post=topic.first_post, by=topic.poster, text=compose("New"), title="Quite another title")

    assert [texts(client.get(address), "id") for address in addresses(topic)[:3]] == before
    assert read(client.get(addresses(topic)[2])).findtext(f"{ATOM}id") == feed


def test_topics_come_as_they_were_started_whoever_replied_since(client, board):
    old, _new = (make_topic(board, title=title) for title in ("Old", "New"))
    Topic.objects.filter(pk=old.pk).update(created=timezone.now() - timedelta(days=9))
    reply(topic=old, poster=MemberFactory(), text=compose("Again"))

    assert texts(client.get("/forum/feeds/topics.atom"), "title") == ["New", "Old"]


@pytest.mark.parametrize("where", ["topics", "boards/water", "tags/wells"])
def test_a_feed_is_bounded(client, board, where):
    for number in range(MOST_ENTRIES + 3):
        make_topic(board, title=f"Topic {number}", tags=["wells"])

    assert len(entries(client.get(f"/forum/feeds/{where}.atom"))) == MOST_ENTRIES


def test_an_empty_feed_is_a_feed_and_the_same_each_time(client, board):
    first, second = (client.get("/forum/feeds/boards/water.atom") for _ in range(2))

    assert (entries(first), first.content) == ([], second.content)


def test_words_of_former_members_stay(client, board):
    topic = make_topic(board)
    topic.posts.update(poster=None)

    assert texts(client.get("/forum/feeds/boards/water.atom"), f"author/{ATOM}name") == ["A former member"]


def change_text(topic):
    edit_post(post=topic.first_post, by=topic.poster, text=compose("Other words"))


def change_title(topic):
    edit_post(post=topic.first_post, by=topic.poster, text=compose("Who?"), title="Another title")


def hide(topic):
    Topic.objects.filter(pk=topic.pk).update(approved=False)


def add(topic):
    make_topic(topic.forum)


def rename_writer(topic):
    topic.poster.display_name = "Somebody Else"
    topic.poster.save()


@pytest.mark.parametrize("change", [change_text, change_title, hide, add, rename_writer])
def test_who_has_a_feed_gets_it_again_only_when_it_changed(client, board, change):
    topic = make_topic(board)
    make_topic(board)
    first = client.get("/forum/feeds/boards/water.atom")
    same = {"headers": {"if-none-match": first["ETag"]}}

    unchanged = client.get("/forum/feeds/boards/water.atom", **same)
    change(topic)
    changed = client.get("/forum/feeds/boards/water.atom", **same)

    assert (unchanged.status_code, unchanged.content, unchanged["ETag"]) == (304, b"", first["ETag"])
    assert (changed.status_code, changed.content != first.content) == (200, True)


def test_the_date_alone_is_asked_too(client, board):
    make_topic(board, at=timezone.now() - timedelta(hours=1))
    first = client.get("/forum/feeds/topics.atom")
    since = {"headers": {"if-modified-since": first["Last-Modified"]}}

    assert client.get("/forum/feeds/topics.atom", **since).status_code == 304
    make_topic(board)
    assert client.get("/forum/feeds/topics.atom", **since).status_code == 200


def test_shared_caches_may_keep_what_everybody_reads(client, board):
    answer = client.get("/forum/feeds/topics.atom")

    assert (answer["Cache-Control"], answer.cookies, answer.get("Vary")) == ("public, max-age=300", {}, None)


@pytest.mark.parametrize("number", range(4))
def test_queries_with_1_and_30_rows_and_when_nothing_changed(client, board, count_queries, number):
    topic = make_topic(board, tags=["wells"])
    Tag.objects.update(is_kept=True)
    address = addresses(topic)[number]
    few = count_queries(client, address)
    for _ in range(29):
        make_topic(board, tags=["wells"])
        reply(topic=topic, poster=MemberFactory(), text=compose("More"))

    assert count_queries(client, address) == few <= 4
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address, headers={"if-none-match": client.get(address)["ETag"]}).status_code == 304
    assert len(captured) - few <= 2


def test_unchanged_costs_two_queries_at_most(client, board):
    topic = make_topic(board, tags=["wells"])
    Tag.objects.update(is_kept=True)

    for address in addresses(topic):
        etag = client.get(address)["ETag"]
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address, headers={"if-none-match": etag}).status_code == 304
        assert len(captured) <= 2, address


FORBIDDEN = "".join(map(chr, [*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF]))


def test_characters_that_xml_forbids_are_left_out(client, board):
    topic = make_topic(board)
    stored = FORBIDDEN[1:]  # PostgreSQL stores no null
    Topic.objects.filter(pk=topic.pk).update(subject=f"a{stored}b \U0001f600")
    type(topic.poster).objects.filter(pk=topic.poster_id).update(display_name=f"c{stored}d"[:80])
    Post.objects.filter(topic=topic).update(html=f"<p>e{stored}f</p>")

    (entry,) = entries(client.get("/forum/feeds/topics.atom"))

    assert entry.findtext(f"{ATOM}title") == "ab \U0001f600"
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "cd"
    assert "ef" in entry.findtext(f"{ATOM}content")
    assert texts(client.get(f"/forum/feeds/topics/{topic.pk}.atom"), "title") == ["cd in “ab \U0001f600”"]


def test_what_is_forbidden_is_what_xml_says():
    """The control: nothing else is left out, line breaks and signs of other planes among it."""
    allowed = "\t\n\r a\x7f\x85\ud7ff\ue000\ufffd\U00010000\U0010ffff"

    assert (for_xml(allowed), for_xml(FORBIDDEN), for_xml("\ud800\udfff")) == (allowed, "", "")


@pytest.mark.parametrize("page", ["/forum/", "/forum/water/", "topic", "/forum/topics/tags/wells/"])
def test_pages_name_their_feeds(client, board, page):
    topic = make_topic(board, tags=["wells"])
    Tag.objects.update(is_kept=True)

    shown = client.get(topic.get_absolute_url() if page == "topic" else page).text
    (address,) = re.findall(r'<link rel="alternate" type="application/atom\+xml" href="([^"]+)"', shown)

    assert read(client.get(address)) is not None
