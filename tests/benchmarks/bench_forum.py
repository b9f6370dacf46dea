"""The forum's pages over 100,000 topics and 1,000,000 posts: time, queries, and no scan of a big table.

`LOAD_TOPICS` makes a smaller load, to try this file: a table that is hardly big is rightly scanned, so plans are
judged at full size. The load is committed, as a hub's rows are, and taken out at the end. Where a bar of
promises.md stands beside a figure, the figure is judged on an idle machine; what is asserted here is what load on the
machine can't change: the number of queries, and the plans.
"""

import os
import uuid
from dataclasses import dataclass

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.test import Client

from community.people.models import Member
from forum.kinds.permissions import MODERATORS
from forum.load.places import DOMAIN
from forum.models import Board, Tag, Topic
from forum.services.counting import miscounted
from forum.views.boards import TOPICS_PER_PAGE
from forum.views.topics import POSTS_PER_PAGE
from tests.benchmarks.measure import measured
from tests.benchmarks.plans import big_scans, queries_of

TOPICS = int(os.environ.get("LOAD_TOPICS", "100000"))
# They put the first 300 titles in order that hold the words: where half of all titles do, a scan stops soonest.
STOP_EARLY = {"similar topics", "suggested topics"}
_FILLED = """forum_conversation_post forum_conversation_topic forum_forum forum_tracking_topicreadtrack
forum_tracking_forumreadtrack notifications_notification notifications_following search_searchentry hub_forum_tag
workgroups_workgroup people_auditentry""".split()

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="the promise is PostgreSQL's"),
]


@dataclass(frozen=True)
class Load:
    """What the pages are about."""

    biggest: Board
    longest: Topic
    private: Topic
    tag: Tag
    member: Member
    moderator: Member


@pytest.fixture(scope="module")
def load(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        call_command("make_load", topics=TOPICS)
        yield _load()
        with connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {', '.join(_FILLED)} CASCADE")
        Member.objects.filter(email__endswith=DOMAIN).delete()


def _load():
    member, moderator = Member.objects.filter(email__endswith=DOMAIN).order_by("-pk")[:2]
    moderator.groups.add(Group.objects.get(name=MODERATORS))
    mine = Board.objects.visible_to(member).filter(audience="group")
    return Load(
        biggest=Board.objects.order_by("-direct_topics_count")[0],
        longest=Topic.objects.order_by("-posts_count").select_related("forum")[0],
        private=Topic.objects.filter(forum__in=mine).order_by("-posts_count")[0],
        tag=Tag.objects.order_by("pk")[0],
        member=member,
        moderator=moderator,
    )


def _last(count, per_page):
    return (count - 1) // per_page + 1


def _pages(load):
    """Name, address, most queries, milliseconds of p95 on an idle machine; in the order people open them."""
    board, topic = load.biggest, load.longest
    last_topics, last_posts = (
        _last(board.direct_topics_count, TOPICS_PER_PAGE),
        _last(topic.posts_count, POSTS_PER_PAGE),
    )
    return [
        ("boards index", "/forum/", 12, 150),
        ("board, page 1", board.get_absolute_url(), 12, 150),
        ("board, last page", f"{board.get_absolute_url()}?page={last_topics}", 12, 150),
        ("topic, page 1", topic.get_absolute_url(), 15, 150),
        ("topic, last page", f"{topic.get_absolute_url()}?page={last_posts}", 15, 150),
        ("topic, in the middle", f"{topic.get_absolute_url()}?page={last_posts // 2}", 15, 150),
        ("unanswered, page 1", "/forum/topics/unanswered/", 12, 150),
        ("unanswered, page 50", "/forum/topics/unanswered/?page=50", 12, 150),
        ("tag, page 1", load.tag.get_absolute_url(), 12, 150),
        ("tag, page 50", f"{load.tag.get_absolute_url()}?page=50", 12, 150),
        ("search, one hit", "/search/?q=request+40007", 12, 150),
        ("search, many hits", "/search/?q=monterey+county", 12, 150),
        ("search, topics with a tag", f"/search/?q=monterey&kind=topic&tag={load.tag.slug}&standing=open", 12, 150),
        ("feed of everything", "/forum/feeds/topics.atom", 6, 150),
        ("feed of the biggest board", f"/forum/feeds/boards/{board.slug}.atom", 6, 150),
        ("feed of the longest topic", f"/forum/feeds/topics/{topic.pk}.atom", 6, 150),
        ("feed of a tag", f"/forum/feeds/tags/{load.tag.slug}.atom", 6, 150),
        ("board, open questions", f"{board.get_absolute_url()}?show=open", 12, 150),
        ("board, unanswered", f"{board.get_absolute_url()}?show=unanswered", 12, 150),
        ("board, solved", f"{board.get_absolute_url()}?show=solved", 12, 150),
        ("how questions fare", "/forum/topics/questions/", 12, 150),
        ("home", "/", 15, 150),
    ]


def _own_pages(load):
    return [
        ("my hub", "/my/", 15, 150),
        ("unread, page 1", "/forum/unread/", 12, 150),
        ("unread, page 50", "/forum/unread/?page=50", 12, 150),
        ("my questions", "/forum/topics/my-questions/", 12, 150),
        ("private topic", load.private.get_absolute_url(), 15, 150),
        ("first unread post", f"/forum/topics/{load.longest.pk}/unread/", 12, 150),
        ("my topics and posts", f"/forum/people/{load.member.pk}/", 12, 150),
        ("my posts that wait", "/forum/moderation/mine/", 12, 150),
        ("queue of moderators", "/forum/moderation/", 12, 150),
        ("similar topics", f"/forum/{load.biggest.slug}/new/similar/?title=monterey+county+wells", 12, 150),
        ("suggested members", f"/forum/topics/suggest/?kind=member&board={load.biggest.slug}&q=ma", 12, 150),
        ("suggested topics", f"/forum/topics/suggest/?kind=topic&board={load.biggest.slug}&q=mont", 12, 150),
        ("my hub", "/my/", 15, 150),
    ]


@pytest.mark.parametrize("who", ["visitor", "member", "moderator"])
def test_pages(load, who, client_for, home):
    client: Client = client_for(None if who == "visitor" else getattr(load, who))
    pages = _pages(load) + ([] if who == "visitor" else _own_pages(load))
    control = measured(f"\n{who}: control, a page with session and template", lambda: client.get("/departments/"))
    faults = []
    for name, address, most_queries, bar in pages:
        answer = client.get(address)
        assert answer.status_code in (200, 302, 404), (name, answer.status_code)
        queries = queries_of(lambda address=address: client.get(address))
        p95 = measured(f"{who}: {name} ({len(queries)} queries)", lambda address=address: client.get(address))
        print(f"{'':<58} bar {bar} ms on an idle machine; {p95 / control:.1f} x the control")
        faults += [f"{who}, {name}: {len(queries)} queries"] if len(queries) > most_queries else []
        if name not in STOP_EARLY:
            faults += [f"{who}, {name} scans {scan}" for scan in big_scans(queries)]
    assert faults == []


@pytest.mark.parametrize("who", ["member", "moderator"])
@pytest.mark.parametrize("where", ["longest", "private"])
def test_reply(load, who, where, client_for):
    client: Client = client_for(getattr(load, who))
    if where == "private" and who == "moderator":
        pytest.skip("this moderator is in other groups")

    def reply():
        address = f"/forum/topics/{getattr(load, where).pk}/reply/"
        return client.post(address, {"text": "I see the same here.", "form_token": uuid.uuid4()})

    assert reply().status_code == 302
    queries = queries_of(reply)
    measured(f"{who}: reply in the {where} topic ({len(queries)} queries)", reply)
    assert len(queries) <= 15
    assert big_scans(queries) == []


def test_marking_all_read(load, client_for):
    client: Client = client_for(load.member)

    measured("member: mark the whole forum read", lambda: client.post("/forum/unread/read/"), runs=3)

    assert big_scans(queries_of(lambda: client.post("/forum/unread/read/"))) == []


def test_recount(load):
    measured("recount of every counter", miscounted, runs=2)

    assert miscounted() == {"topics": [], "boards": []}


def test_a_scan_would_be_found(load):
    """Negative control: no index has the words of posts."""
    found = big_scans(queries_of(lambda: list(Topic.objects.filter(posts__content__contains="zanzibar"))))

    assert [scan.partition(":")[0] for scan in found] == ["forum_conversation_post"]
