"""Pinning, locking and moving: who may, what follows, what was seen meanwhile."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from community.people.models import AuditEntry
from community.search.models import SearchEntry
from forum.enums import Audience
from forum.kinds.permissions import boards_looked_after, can_look_after
from forum.models import Board, Topic
from forum.rendering import compose
from forum.services.counting import miscounted
from forum.services.editing import edit_post
from forum.services.posting import PostRefused, reply
from forum.services.reading import mark_boards_read
from forum.tending.enums import Act
from forum.tending.services.acting import TendRefused, tend
from tests.factories.forum import BoardFactory, group_board, last_post_of, make_topic
from tests.factories.people import MemberFactory
from tests.factories.workgroups import MembershipFactory

pytestmark = pytest.mark.django_db
RIGHT = {"topics": [], "boards": []}


def act(topic, what, by, **fields):
    return tend(topics=[topic.pk], act=what, by=by, **{"seen_board": topic.forum_id, **fields})


@pytest.mark.parametrize(
    ("what", "name", "value"),
    [
        (Act.PIN, "is_sticky", True),
        (Act.UNPIN, "is_topic", True),
        (Act.LOCK, "is_locked", True),
        (Act.UNLOCK, "is_locked", False),
    ],
)
def test_each_act_does_what_it_says_once(keeper, what, name, value):
    topic = make_topic()
    Topic.objects.filter(pk=topic.pk).update(
        type=Topic.TOPIC_ANNOUNCE if what == Act.UNPIN else Topic.TOPIC_POST,
        status=Topic.TOPIC_LOCKED if what == Act.UNLOCK else Topic.TOPIC_UNLOCKED,
    )

    counts = [act(topic, what, keeper) for _ in range(2)]

    topic.refresh_from_db()
    assert (getattr(topic, name), counts) == (value, [1, 0])
    assert list(AuditEntry.objects.filter(action=what).values_list("by", "key")) == [(keeper.pk, str(topic.pk))]


def test_locked_topic_takes_no_reply(keeper, member):
    topic = make_topic()
    act(topic, Act.LOCK, keeper)

    with pytest.raises(PostRefused, match="locked"):
        reply(topic=topic, poster=member, text=compose("late"))


def test_pinned_topic_stands_first_in_its_board(keeper, member, client_for):
    old = make_topic(title="Old one")
    new = make_topic(old.forum, title="New one")
    act(old, Act.PIN, keeper)

    page = client_for(member).get(old.forum.get_absolute_url()).context["page"]

    assert [topic.pk for topic in page] == [old.pk, new.pk]


def test_moved_topic_is_counted_searched_and_read_in_the_other_board(keeper):
    topic = make_topic(posts=3)
    group, lead = group_board()
    MembershipFactory(group=group.work_group, member=keeper)
    make_topic(topic.forum)

    act(topic, Act.MOVE, keeper, target=group)

    assert miscounted() == RIGHT
    group.refresh_from_db()
    assert (group.direct_topics_count, group.direct_posts_count) == (1, 3)
    assert Topic.objects.visible_to(lead).contains(topic)
    assert not Topic.objects.visible_to(AnonymousUser()).contains(topic)
    assert SearchEntry.objects.get(kind="topic", key=str(topic.pk)).scope == f"group:{group.work_group_id}"
    entry = AuditEntry.objects.get(action=Act.MOVE)
    assert (entry.before, entry.after) == ({"board": topic.forum.slug}, {"board": group.slug})


def test_who_started_a_topic_does_not_move_it(member):
    topic = make_topic(poster=member)

    with pytest.raises(TendRefused):
        act(topic, Act.MOVE, member, target=BoardFactory())


def test_lead_moves_within_the_boards_of_the_group_only(member):
    board, lead = group_board()
    topic = make_topic(board)

    with pytest.raises(TendRefused, match="that board"):
        act(topic, Act.MOVE, lead, target=BoardFactory())


def test_moderator_moves_nothing_out_of_or_into_a_board_that_the_moderator_does_not_read(keeper):
    private, _lead = group_board()
    inside, outside = make_topic(private), make_topic()

    with pytest.raises(TendRefused):
        act(inside, Act.MOVE, keeper, target=outside.forum)
    with pytest.raises(TendRefused):
        act(outside, Act.MOVE, keeper, target=private)


def test_topic_that_was_moved_meanwhile_is_told(keeper):
    topic, third = make_topic(), BoardFactory()
    seen = topic.forum_id
    act(topic, Act.MOVE, keeper, target=BoardFactory())

    with pytest.raises(TendRefused, match="meanwhile"):
        tend(topics=[topic.pk], act=Act.MOVE, by=keeper, seen_board=seen, target=third)


def test_move_to_the_same_board_or_to_a_section_is_refused(keeper):
    topic = make_topic()

    with pytest.raises(TendRefused, match="another board"):
        act(topic, Act.MOVE, keeper, target=topic.forum)
    with pytest.raises(TendRefused):
        act(topic, Act.MOVE, keeper, target=BoardFactory(type=Board.FORUM_CAT))


def test_several_topics_are_changed_all_or_none(keeper):
    board = BoardFactory()
    topics = [make_topic(board).pk for _ in range(3)]
    Topic.objects.filter(pk=topics[2]).update(approved=False)

    with pytest.raises(TendRefused):
        tend(topics=topics, act=Act.LOCK, by=keeper, seen_board=board.pk)
    assert not board.topics.filter(status=Topic.TOPIC_LOCKED).exists()

    assert tend(topics=topics[:2], act=Act.LOCK, by=keeper, seen_board=board.pk) == 2


def test_what_was_read_stays_read_and_what_was_unread_stays_unread_in_another_board(keeper):
    reader, other = MemberFactory(), MemberFactory()
    topic, target = make_topic(posts=2), BoardFactory()
    mark_boards_read(reader=reader, boards=[topic.forum])
    mark_boards_read(reader=other, boards=[target])  # says nothing of a topic that comes later

    act(topic, Act.MOVE, keeper, target=target)

    unread = Topic.objects.all()
    assert not unread.unread_by(reader).contains(topic)
    assert unread.unread_by(other).contains(topic)
    mark_boards_read(reader=other, boards=[target])
    assert not unread.unread_by(other).contains(topic)


def test_edit_of_a_post_that_moved_is_kept(keeper, member):
    topic = make_topic(poster=member)
    post = topic.first_post
    act(topic, Act.MOVE, keeper, target=BoardFactory())

    edit_post(post=post, by=member, text=compose("New words"))

    assert last_post_of(topic).content == "New words"


@pytest.mark.parametrize("who", ["visitor", "member", "moderator", "admin", "lead", "lead of another group"])
def test_boards_looked_after_are_those_that_one_reads_and_looks_after(keeper, who):
    private, lead = group_board()
    _other, other_lead = group_board()
    BoardFactory(audience=Audience.MEMBERS)
    people = {
        "moderator": keeper,
        "admin": MemberFactory(is_superuser=True),
        "lead": lead,
        "lead of another group": other_lead,
        "member": MemberFactory(),
    }
    viewer = people.get(who, AnonymousUser())

    readable = Board.objects.visible_to(viewer).holding_topics()

    assert set(boards_looked_after(viewer)) == {board for board in readable if can_look_after(viewer, board)}
    assert boards_looked_after(viewer).contains(private) == (who == "lead")


def test_the_database_refuses_a_merged_topic_that_shows():
    topic = make_topic()

    with pytest.raises(IntegrityError, match="merged_is_hidden"), transaction.atomic():
        Topic.objects.filter(pk=topic.pk).update(status=Topic.TOPIC_MOVED)
