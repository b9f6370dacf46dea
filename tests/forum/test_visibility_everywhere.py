"""Done-when of the forum: for 200 random set-ups each way out shows exactly what the check of each object allows."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.db import transaction
from machina.apps.forum_permission.handler import PermissionHandler

from forum.feeds.services import make_key
from forum.forum_permission.models import ForumPermission, GroupForumPermission
from forum.kinds.permissions import can_look_after
from forum.models import Topic
from forum.permissions import can_read
from tests.forum.setups import draw

pytestmark = pytest.mark.django_db
EACH = 10  # set-ups of one test; 20 tests make 200, of which CI runs 20 on SQLite too
SHARDS = [*range(2), *(pytest.param(number, marks=pytest.mark.once) for number in range(2, 20))]
MARK = re.compile(r"zq\d+x\d+y")

# Addresses whose page holds the marks of all topics that the viewer may see, and of no other.
LISTS = {
    "index of boards": "/forum/",
    "unanswered": "/forum/topics/unanswered/",
    "contributions": "/forum/people/{author}/",
    "search": "/search/?q=wells&kind=topic",
}
OF_MEMBERS = {
    "unread": "/forum/unread/",
    "feed of one's own": "/forum/feeds/{key}/topics.atom",
    "notifications": "/my/notifications/",
}
# Addresses that show no mark that the viewer may not see.
PARTS = {"home": "/", "hub": "/my/", "profile": "/people/{author}/", "tags": "/forum/topics/tags/"}
# Addresses of one topic: there for who may see it, else 404.
OBJECTS = {
    "board": "{board}",
    "topic": "{topic}",
    "tag": "/forum/topics/tags/{mark}/",
    "post": "/forum/posts/{post}/",
    "history": "/forum/posts/{post}/history/",
}
OBJECTS_OF_MEMBERS = {"quote": "/forum/topics/{pk}/reply/?quote={post}", "reactions": "/forum/posts/{post}/reactions/"}


# Feeds without a key are those of a visitor, whoever reads them.
FEEDS = {
    "feed of the topic": "/forum/feeds/{key}topics/{pk}.atom",
    "feed of the board": "/forum/feeds/{key}boards/{slug}.atom",
    "feed of the tag": "/forum/feeds/{key}tags/{mark}.atom",
}


class _Undo(Exception):
    pass


def each_setup(shard):
    """Ten set-ups; each is undone before the next."""
    for seed in range(shard * EACH, (shard + 1) * EACH):
        try:
            with transaction.atomic():
                yield draw(seed)
                raise _Undo
        except _Undo:
            pass


def marks(response):
    return set(MARK.findall(response.content.decode()))


@pytest.mark.parametrize("shard", SHARDS)
def test_every_way_out_shows_what_the_check_of_each_object_allows(site, client_for, shard):
    for setup in each_setup(shard):
        allowed = setup.allowed()
        browser = client_for(setup.viewer if setup.viewer.is_authenticated else None)
        signed_in = setup.viewer.is_authenticated
        queried = Topic.objects.visible_to(setup.viewer).values_list("subject", flat=True)
        assert {MARK.search(title)[0] for title in queried} == allowed

        _compare_lists(browser, setup, allowed, signed_in=signed_in)
        _compare_objects(browser, setup, allowed, signed_in=signed_in)
        if signed_in:
            _compare_suggestions(browser, setup, allowed)


def _compare_lists(browser, setup, allowed, *, signed_in):
    key = make_key(member=setup.viewer).key if signed_in else ""
    values = {"author": setup.author.pk, "key": key}
    readable = {spot.mark for spot in setup.spots if can_read(setup.viewer, spot.board)}
    for name, address in (LISTS | (OF_MEMBERS if signed_in else {})).items():
        shown = browser.get(address.format(**values))
        if name == "contributions" and not signed_in:
            assert shown.status_code == 302
            continue
        # A board that one reads shows its name, also when its topic waits.
        wanted = readable if name == "index of boards" else allowed
        found = marks(shown) if name != "search" else set(MARK.findall(shown.text.partition("hub-results")[2]))
        assert found == wanted, (name, setup.viewer)
        page = (shown.context or {}).get("page")
        if name in {"unanswered", "unread", "search"}:
            assert page.paginator.count == len(allowed), name
    for name, address in PARTS.items():
        shown = browser.get(address.format(**values))
        assert marks(shown) <= readable, name


def _compare_objects(browser, setup, allowed, *, signed_in):
    for spot in setup.two_unlike(allowed):
        may = spot.mark in allowed
        values = {
            "board": spot.board.get_absolute_url(),
            "topic": spot.topic.get_absolute_url(),
            "pk": spot.topic.pk,
            "slug": spot.board.slug,
            "mark": spot.mark,
            "post": spot.replies[0].pk,
        }
        for name, address in (OBJECTS | (OBJECTS_OF_MEMBERS if signed_in else {})).items():
            answer = browser.get(address.format(**values))
            is_there = can_read(setup.viewer, spot.board) if name in {"board", "feed of the board"} else may
            assert (answer.status_code in {200, 302}) == is_there, (name, spot, setup.viewer, answer.status_code)
            if name != "board" and not may:
                assert b"Words" not in answer.content, name
        for key, is_there in _keys(setup, spot, may=may):
            for name, address in FEEDS.items():
                answer = browser.get(address.format(**values, key=key))
                wanted = can_read(setup.viewer if key else AnonymousUser(), spot.board) if "board" in name else is_there
                assert (answer.status_code == 200) == wanted, (name, spot, key)
        file = browser.get(f"/forum/posts/attachments/{spot.file.pk}/")
        assert (file.status_code == 200) == _may_have_file(setup, spot, may=may)
        if file.streaming:
            assert file.getvalue()  # closes it, and not the connection as close() would
        if signed_in:  # a quote takes no post of another topic
            other = next((each for each in setup.spots if each.mark in allowed and each is not spot), None)
            if other is not None and not may:
                page = browser.get(f"/forum/topics/{other.topic.pk}/reply/?quote={spot.replies[0].pk}")
                assert spot.mark not in page.content.decode()


def _keys(setup, spot, *, may):
    """With a key the feed is the viewer's, without one everybody's; and whether that one sees the topic."""
    for_all = spot.topic.approved and can_read(AnonymousUser(), spot.board)
    own = [(f"{make_key(member=setup.viewer).key}/", may)] if setup.viewer.is_authenticated else []
    return [("", for_all), *own]


def _may_have_file(setup, spot, *, may):
    """Who looks after a board has the files of what is hidden there, too."""
    return may or (can_read(setup.viewer, spot.board) and can_look_after(setup.viewer, spot.board))


def _compare_suggestions(browser, setup, allowed):
    home = next((spot for spot in setup.spots if can_read(setup.viewer, spot.board)), None)
    if home is None:
        return
    query = {"kind": "topic", "board": home.board.slug, "q": "Topic"}
    assert marks(browser.get("/forum/topics/suggest/", query)) == allowed
    title = {"title": "wells topic"}
    assert marks(browser.get(f"/forum/{home.board.slug}/new/similar/", title)) <= allowed
    people = browser.get("/forum/topics/suggest/", {"kind": "member", "board": home.board.slug, "q": "Writer"})
    assert "Writer" in people.content.decode()


def test_machinas_own_loop_fails_the_same_comparison():
    """The control: its list of boards differs from its own check of one board, in some of the set-ups."""
    different = [setup for shard in range(3) for setup in each_setup(shard) if _machina_differs(setup)]

    assert different


def _machina_differs(setup):
    """Grant everything to a group of the viewer, and deny each board that the viewer may not read."""
    if not setup.viewer.is_authenticated or setup.viewer.is_superuser:
        return False
    permission, _made = ForumPermission.objects.get_or_create(codename="can_see_forum")
    group = Group.objects.create(name="Granted")
    setup.viewer.groups.add(group)
    GroupForumPermission.objects.create(permission=permission, group=group, has_perm=True)
    boards = [spot.board for spot in setup.spots]
    for board in boards:
        if not can_read(setup.viewer, board):
            GroupForumPermission.objects.create(permission=permission, group=group, forum=board, has_perm=False)
    one_by_one = {
        board.pk
        for board in boards
        if PermissionHandler()._perform_basic_permission_check(board, setup.viewer, "can_see_forum")
    }
    listed = PermissionHandler()._get_forums_for_user(setup.viewer, ["can_see_forum"])
    assert one_by_one == {board.pk for board in boards if can_read(setup.viewer, board)}
    return {board.pk for board in listed} & {board.pk for board in boards} != one_by_one
