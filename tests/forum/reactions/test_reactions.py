"""Reacting to posts: once for each person and kind, not to one's own words, shown to those who read the post."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from community.notifications.models import Notification
from community.workgroups.services import leave
from forum.models import Post, Reaction
from forum.reactions.enums import ReactionKind
from forum.reactions.querysets import Reactions
from forum.reactions.services import ReactionRefused, react, take_back_reaction
from tests.factories.forum import group_board, make_topic
from tests.factories.people import MemberFactory
from tests.factories.workgroups import MembershipFactory

pytestmark = pytest.mark.django_db
THANKS, AGREE = ReactionKind.THANKS, ReactionKind.AGREE


@pytest.fixture
def post():
    return make_topic().first_post


def given(post):
    return sorted(Reaction.objects.filter(post=post).values_list("member", "kind"))


def test_once_for_each_kind_whatever_the_number_of_clicks(post, member):
    for kind in (THANKS, THANKS, AGREE):
        react(post=post, member=member, kind=kind)
    assert given(post) == [(member.pk, AGREE), (member.pk, THANKS)]

    for _ in range(2):
        take_back_reaction(post=post, member=member, kind=THANKS)
    assert given(post) == [(member.pk, AGREE)]


def test_nobody_is_told(post, member):
    react(post=post, member=member, kind=THANKS)

    assert not Notification.objects.exists()


def test_not_to_ones_own_words(post):
    with pytest.raises(ReactionRefused):
        react(post=post, member=post.poster, kind=THANKS)


@pytest.mark.parametrize("hide", ["post", "topic"])
def test_not_to_what_is_hidden(post, member, hide):
    (Post.objects.filter(pk=post.pk) if hide == "post" else type(post.topic).objects).update(approved=False)

    with pytest.raises(ReactionRefused):
        react(post=post, member=member, kind=THANKS)


def test_the_database_refuses_a_second_one_and_an_unknown_kind(post, member):
    react(post=post, member=member, kind=THANKS)

    for kind in (THANKS, "hate"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Reaction.objects.create(post=post, member=member, kind=kind)


def test_counted_within_the_query_of_the_posts(post, member, django_assert_num_queries):
    other, silent = MemberFactory(), make_topic().first_post
    for who, kind in ((member, THANKS), (other, THANKS), (other, AGREE)):
        react(post=post, member=who, kind=kind)

    def shown_to(viewer):
        posts = Post.objects.filter(pk__in=[post.pk, silent.pk]).annotate(counts=Reaction.objects.counts(viewer))
        return {each.pk: Reactions.of(each.counts) for each in posts}

    with django_assert_num_queries(1):
        counted = shown_to(member)

    thanks, agree = ((way.kind, way.count, way.is_mine) for way in counted[post.pk].given)
    assert (thanks, agree) == ((THANKS, 2, True), (AGREE, 1, False))
    assert counted[silent.pk].given == []
    assert [way.is_mine for way in shown_to(AnonymousUser())[post.pk].given] == [False, False]


def test_the_buttons_work_without_a_script(post, member, client_for):
    browser = client_for(member)
    answer = browser.post(f"/forum/posts/{post.pk}/react/", {"add": "thanks"}, follow=True)
    assert (answer.status_code, given(post)) == (200, [(member.pk, "thanks")])
    assert 'name="drop"' in " ".join(answer.text.split())

    browser.post(f"/forum/posts/{post.pk}/react/", {"drop": "thanks"})
    assert given(post) == []


@pytest.mark.parametrize("fields", [{}, {"add": "hate"}, {"add": "thanks", "drop": "agree"}])
def test_a_strange_form_changes_nothing_and_says_so(post, member, client_for, fields):
    answer = client_for(member).post(f"/forum/posts/{post.pk}/react/", fields, follow=True)

    assert (given(post), "Choose one of the buttons" in answer.text) == ([], True)


def test_ones_own_post_has_counts_and_no_buttons(post, member, client_for):
    react(post=post, member=member, kind=THANKS)

    own = client_for(post.poster).get(post.topic.get_absolute_url()).text

    assert ("/react/" in own, f"/forum/posts/{post.pk}/reactions/" in own) == (False, True)


def test_a_visitor_sees_counts_and_no_names(post, client):
    react(post=post, member=MemberFactory(display_name="Zanzibar"), kind=THANKS)

    page = client.get(post.topic.get_absolute_url()).text

    assert ("Thanks" in page, "Zanzibar" in page, "/react/" in page, "/reactions/" in page) == (
        True,
        False,
        False,
        False,
    )
    assert client.get(f"/forum/posts/{post.pk}/reactions/").status_code == 302


def test_members_see_who_reacted(post, member, client_for):
    react(post=post, member=MemberFactory(display_name="Zanzibar"), kind=THANKS)

    assert "Zanzibar" in client_for(member).get(f"/forum/posts/{post.pk}/reactions/").text


def test_who_reacted_in_a_private_board_only_its_readers_see(client, client_for):
    board, lead = group_board()
    insider, gone = (MembershipFactory(group=board.work_group).member for _ in range(2))
    post = make_topic(board, poster=lead).first_post
    react(post=post, member=insider, kind=THANKS)
    address = f"/forum/posts/{post.pk}/reactions/"
    assert client_for(gone).get(address).status_code == 200  # the control

    leave(group=board.work_group, member=gone)
    other = MembershipFactory().member

    seen = {client_for(who).get(address).status_code for who in (gone, other)}
    tried = {
        client_for(who).post(f"/forum/posts/{post.pk}/react/", {"add": "agree"}).status_code for who in (gone, other)
    }
    assert (seen, tried, client.get(address).status_code) == ({404}, {404}, 302)
    assert given(post) == [(insider.pk, THANKS)]
    Post.objects.filter(pk=post.pk).update(approved=False)
    assert client_for(insider).get(address).status_code == 404


def test_queries_with_1_and_30_people(post, member, client_for, count_queries):
    react(post=post, member=MemberFactory(), kind=THANKS)
    pages = (f"/forum/posts/{post.pk}/reactions/", post.topic.get_absolute_url())
    few = [count_queries(client_for(member), page) for page in pages]
    for _ in range(29):
        react(post=post, member=MemberFactory(), kind=THANKS)

    assert [count_queries(client_for(member), page) for page in pages] == few
    assert max(few) <= 15


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_twenty_clicks_at_once_are_one_reaction(at_once):
    post, member = make_topic().first_post, MemberFactory()

    at_once(20, lambda _number: react(post=post, member=member, kind=THANKS))

    assert given(post) == [(member.pk, THANKS)]
