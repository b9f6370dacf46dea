"""Who sees what: one rule, tried by property in any order, and on every way out."""

import random

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from community.search.models import SearchEntry
from community.workgroups.enums import State
from forum.enums import Audience
from forum.models import Board, Post, Topic
from forum.permissions import can_read
from tests.factories.forum import BoardFactory, group_board, make_question, make_topic
from tests.factories.people import MemberFactory
from tests.factories.workgroups import MembershipFactory

pytestmark = pytest.mark.django_db


class _Undo(Exception):
    pass


@st.composite
def worlds(draw):
    """Boards of any kind, in any order; which of their topics wait for approval; who looks."""
    public = draw(st.lists(st.sampled_from([Audience.EVERYBODY, Audience.MEMBERS]), max_size=3))
    private = draw(st.lists(st.sampled_from([None, *State]), max_size=4))
    return {
        "kinds": draw(st.permutations([*public, *private])),
        "waiting": draw(st.sets(st.integers(0, 6))),
        "signed_in": draw(st.booleans()),
        "is_boss": draw(st.booleans()),
    }


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(world=worlds())
def test_querysets_agree_with_the_check_of_each_object(db, world):
    try:
        with transaction.atomic():
            _compare(**world)
            raise _Undo
    except _Undo:
        pass


def _compare(kinds, waiting, *, signed_in, is_boss):
    member = MemberFactory(is_staff=is_boss, is_superuser=is_boss)
    boards = [BoardFactory(audience=kind) if kind in Audience.values else _private(kind, member) for kind in kinds]
    topics = [make_question(board, tags=["a tag"]) for board in boards]
    Topic.objects.filter(pk__in=[topics[place].pk for place in waiting if place < len(topics)]).update(approved=False)
    viewer = member if signed_in else AnonymousUser()
    readable = {board.pk for board in reversed(boards) if can_read(viewer, board)}
    shown = {topic.pk for place, topic in enumerate(topics) if topic.forum_id in readable and place not in waiting}

    mine = Board.objects.holding_topics()
    assert set(mine.visible_to(viewer).values_list("pk", flat=True)) == readable
    assert list(Topic.objects.visible_to(viewer).order_by("pk").values_list("pk", flat=True)) == sorted(shown)
    for found in (Topic.objects.unanswered(), Topic.objects.filter(tags__slug="a-tag")):
        assert set(found.visible_to(viewer).values_list("pk", flat=True)) == shown
    assert list(Post.objects.visible_to(viewer).order_by("topic").values_list("topic", flat=True)) == sorted(shown)


def _private(state, viewer):
    board, _lead = group_board()
    if state is not None:
        MembershipFactory(group=board.work_group, member=viewer, state=state)
    return board


def test_the_check_can_fail():
    """The control: a rule that forgets the state of the membership is caught by the property above."""
    viewer = MemberFactory()
    board = _private(State.LEFT, viewer)

    forgetful = Board.objects.filter(work_group__memberships__member=viewer)

    assert set(forgetful) != {found for found in [board] if can_read(viewer, found)}


@pytest.fixture
def secret(site):
    """A private topic that could leak: its group's lead wrote it; `outsider` asked to join and waits."""
    board, lead = group_board(name="Secret group", slug="secret-group")
    topic = make_question(board, poster=lead, title="Secret plan", text="Hidden words", posts=2, tags=["hidden"])
    outsider = MemberFactory()
    MembershipFactory(group=board.work_group, member=outsider, state=State.REQUESTED)
    return topic, lead, outsider


def _urls(topic):
    return [
        topic.forum.get_absolute_url(),
        f"/forum/{topic.forum.slug}/new/",
        topic.get_absolute_url(),
        f"/forum/topics/{topic.pk}/unread/",
        f"/forum/topics/{topic.pk}/reply/",
        f"/forum/topics/{topic.pk}/reply/?quote={topic.first_post_id}",
        f"/forum/posts/{topic.first_post_id}/",
        f"/forum/topics/{topic.pk}/sort/",
        "/forum/topics/tags/hidden/",
    ]


def test_outsider_gets_404_at_every_address_of_a_private_topic(secret, client_for):
    topic, lead, outsider = secret

    answers = {client_for(outsider).get(url).status_code for url in _urls(topic)}

    assert answers == {404}
    assert {client_for(lead).get(url).status_code for url in _urls(topic)} <= {200, 302}


def test_outsider_and_superuser_cannot_write_to_a_private_topic(secret, client_for):
    topic, _lead, outsider = secret
    boss = MemberFactory(is_superuser=True, is_staff=True)
    urls = [
        f"/forum/topics/{topic.pk}/reply/",
        f"/forum/topics/{topic.pk}/reply/preview/",
        f"/forum/{topic.forum.slug}/new/",
        f"/forum/{topic.forum.slug}/new/preview/",
        f"/forum/{topic.forum.slug}/read/",
        f"/forum/posts/{topic.first_post_id}/edit/",
        f"/forum/posts/{topic.first_post_id}/edit/preview/",
        f"/forum/posts/{topic.last_post_id}/accept/",
        *(f"/forum/topics/{topic.pk}/{verb}/" for verb in ("sort", "share", "unshare", "open-again")),
    ]

    answers = {client_for(who).post(url, {"text": "x"}).status_code for who in (outsider, boss) for url in urls}

    assert answers == {404}
    assert topic.posts.count() == 2


@pytest.mark.parametrize(
    "url",
    [
        *("/", "/forum/", "/forum/unread/", "/my/", "/search/?q=secret", "/groups/secret-group/"),
        *("/forum/topics/unanswered/", "/forum/topics/my-questions/", "/forum/topics/tags/hidden/"),
        *("/search/?q=secret&kind=topic&standing=open", "/search/?q=hidden"),
    ],
)
def test_no_list_tells_an_outsider_about_a_private_topic(secret, client_for, url):
    _topic, lead, outsider = secret
    words = b"Secret plan"

    assert words not in client_for(outsider).get(url).content
    assert words not in client_for().get(url, follow=True).content
    if url not in {"/forum/unread/", "/my/"}:  # the lead has read what the lead wrote
        assert words in client_for(lead).get(url).content


def test_a_member_who_leaves_sees_nothing_any_more(secret, client_for):
    topic, _lead, outsider = secret
    membership = topic.forum.work_group.memberships.get(member=outsider)
    membership.state = State.ACTIVE
    membership.save()
    assert client_for(outsider).get(topic.get_absolute_url()).status_code == 200

    membership.state = State.LEFT
    membership.save()

    assert client_for(outsider).get(topic.get_absolute_url()).status_code == 404
    assert not SearchEntry.objects.visible_to(outsider).filter(kind="topic").exists()


def test_unapproved_topic_and_post_show_to_nobody(site, client_for):
    topic = make_topic(title="Waiting topic", posts=2)
    hidden = make_topic(title="Open topic", posts=2)
    Topic.objects.filter(pk=topic.pk).update(approved=False)
    post = hidden.posts.in_order().last()
    Post.objects.filter(pk=post.pk).update(approved=False, html="<p>Waiting words</p>")
    reader = client_for(MemberFactory())

    assert reader.get(topic.get_absolute_url()).status_code == 404
    assert reader.get(post.get_absolute_url()).status_code == 404
    assert b"Waiting topic" not in reader.get("/forum/").content
    assert b"Waiting words" not in reader.get(hidden.get_absolute_url()).content


def test_members_board_is_404_for_visitors(client_for):
    topic = make_topic(BoardFactory(audience=Audience.MEMBERS))

    assert client_for().get(topic.get_absolute_url()).status_code == 404
    assert client_for(MemberFactory()).get(topic.get_absolute_url()).status_code == 200


def test_quote_takes_posts_of_this_topic_only(secret, client_for):
    topic, _lead, outsider = secret
    public = make_topic()

    page = client_for(outsider).get(f"/forum/topics/{public.pk}/reply/?quote={topic.first_post_id}")

    assert page.status_code == 200
    assert b"Hidden words" not in page.content


def test_order_of_boards_does_not_change_what_is_seen():
    boards = [
        BoardFactory(position=n, audience=random.choice([Audience.EVERYBODY, Audience.MEMBERS])) for n in range(6)
    ]
    seen = set(Board.objects.visible_to(AnonymousUser()).order_by("-position"))

    assert seen == {board for board in boards if board.audience == Audience.EVERYBODY}
