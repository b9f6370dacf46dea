"""Members named in posts: found in the text, kept with the post, told once and only where they read."""

import pytest

from community.notifications.enums import Level
from community.notifications.models import Notification
from community.notifications.services.following import choose_levels, follow
from forum.enums import Told
from forum.mentions.services import MOST_MENTIONS
from forum.models import Mention, Post
from forum.quoting import quote_of
from forum.rendering import compose
from forum.services.editing import edit_post
from forum.services.posting import reply
from forum.services.reading import mark_topic_read
from forum.tasks import tell_of_mentions, tell_of_post
from tests.factories.forum import BoardFactory, group_board, make_question, make_topic
from tests.factories.people import MemberFactory
from tests.factories.workgroups import MembershipFactory

pytestmark = pytest.mark.django_db


def at(*members):
    """A text that names them."""
    return " ".join(f"[@{member.display_name}](/people/{member.pk}/)" for member in members)


def named(post):
    return set(Mention.objects.filter(post=post).values_list("member", flat=True))


def told():
    return sorted(Notification.objects.values_list("kind", "member"))


def write(text, topic=None, **fields):
    topic = topic or make_topic()
    post = reply(topic=topic, poster=MemberFactory(), text=compose(text), **fields)
    tell_of_post(post.pk)
    return post


# In the text


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("[@Ana](/people/7/)", (7,)),
        ("[@Ana](/people/7/) and [@Ben](/people/8/) and [@Ana again](/people/7/)", (7, 8)),
        ("- [@Ana](/people/7/)\n- **[@Ben](</people/8/>)**", (7, 8)),
        ("[Ana](/people/7/)", ()),
        ("[@Ana](/people/7/x)", ()),
        ("[@Ana](/people/07/)", ()),
        ("[@Ana](/people/me/)", ()),
        ("[@Ana](https://evil.example/people/7/)", ()),
        ("[@Ana](//people/7/)", ()),
        ("`[@Ana](/people/7/)`", ()),
        ("    [@Ana](/people/7/)", ()),
        ("> [@Ana](/people/7/)", ()),
        ("> > [@Ana](/people/7/)\n\n[@Ben](/people/8/)", (8,)),
        (f"[@Ana](/people/{'9' * 19}/)", ()),
    ],
)
def test_which_links_name_a_member(text, members):
    assert compose(text).mentioned == members


def test_a_mention_is_marked_in_the_text():
    assert 'href="/people/7/" class="hub-mention"' in compose("[@Ana](/people/7/)").html
    assert "hub-mention" not in compose("[Ana](/people/7/)").html


# With the post


def test_the_post_keeps_whom_it_names_and_no_others():
    member, gone = MemberFactory(), MemberFactory(is_active=False)

    post = write(at(member, gone) + " [@Nobody](/people/99999999/)")

    assert named(post) == {member.pk}


def test_a_post_names_a_few_at_most():
    members = [MemberFactory() for _ in range(MOST_MENTIONS + 2)]

    assert named(write(at(*members))) == {member.pk for member in members[:MOST_MENTIONS]}


def test_a_first_post_names_too(member):
    topic = make_topic(text=at(member))

    assert named(topic.first_post) == {member.pk}


# Told


def test_who_is_named_is_told_by_mail_at_once(member):
    post = write(at(member))

    row = Notification.objects.get(member=member)
    assert (row.kind, row.subject_id, row.level, row.mail is not None) == (Told.MENTIONED, post.pk, Level.INSTANT, True)


def test_who_follows_and_is_named_is_told_once(member):
    topic = make_topic()
    follow(member=member, place=topic.place)

    write(at(member), topic)

    assert [kind for kind, pk in told() if pk == member.pk] == [Told.MENTIONED]


def test_who_asked_hears_of_the_first_answer_and_not_of_the_name(member):
    question = make_question(poster=member)

    write(at(member), question)

    assert [kind for kind, pk in told() if pk == member.pk] == [Told.FIRST_ANSWER]


def test_who_wants_no_mentions_hears_of_the_reply(member):
    topic = make_topic()
    follow(member=member, place=topic.place)
    choose_levels(member=member, levels={Told.MENTIONED: Level.OFF})

    write(at(member), topic)

    assert [kind for kind, pk in told() if pk == member.pk] == [Told.REPLY]


def test_nobody_is_told_of_their_own_words(member):
    topic = make_topic()
    post = reply(topic=topic, poster=member, text=compose(at(member)))

    tell_of_post(post.pk)

    assert member.pk not in {pk for _kind, pk in told()}


def test_nobody_hears_of_a_board_they_do_not_read(member, admin):
    board, lead = group_board()
    reader = MembershipFactory(group=board.work_group).member
    topic = make_topic(board, poster=lead)
    post = reply(topic=topic, poster=lead, text=compose(at(member, admin, reader)))

    tell_of_post(post.pk)

    assert told() == [(Told.MENTIONED, reader.pk)]


def test_a_quote_tells_nobody_again(member):
    topic = make_topic()
    first = write(at(member), topic)

    second = write(quote_of(first) + "So do I.", topic)

    assert (named(second), at(member)[:5] in second.content) == (set(), True)


# Changed later


def change(post, text):
    edit_post(post=post, by=post.poster, text=compose(text))
    post.refresh_from_db()


def test_a_change_tells_those_it_names_newly(member):
    other = MemberFactory()
    post = write(at(member))
    before = told()

    change(post, at(member, other))
    tell_of_mentions(post.pk, [other.pk])

    assert told() == sorted([*before, (Told.MENTIONED, other.pk)])
    assert named(post) == {member.pk, other.pk}


def test_a_change_tells_whoever_only_read_the_post(member):
    topic = make_topic()
    post = write("Words.", topic)
    mark_topic_read(reader=member, topic=topic, up_to=post.created)

    change(post, at(member))
    tell_of_mentions(post.pk, [member.pk])

    assert [kind for kind, pk in told() if pk == member.pk] == [Told.MENTIONED]


def test_a_change_tells_nobody_who_does_not_read_the_board(member):
    board, lead = group_board()
    post = make_topic(board, poster=lead).first_post

    change(post, at(member))
    tell_of_mentions(post.pk, [member.pk])

    assert (told(), named(post)) == ([], {member.pk})


def test_a_change_of_a_hidden_post_tells_nobody(member):
    post = write("Words.")
    change(post, at(member))
    Post.objects.filter(pk=post.pk).update(approved=False)

    tell_of_mentions(post.pk, [member.pk])

    assert member.pk not in {pk for _kind, pk in told()}


def test_a_name_taken_out_unread_is_taken_back(member):
    post = write(at(member))

    change(post, "Words.")

    assert (named(post), [kind for kind, pk in told() if pk == member.pk]) == (set(), [])


def test_a_name_taken_out_and_put_in_again_tells_once(member):
    board = BoardFactory()
    post = write(at(member), make_topic(board))
    Notification.objects.filter(member=member).update(read_at=post.created)

    for text in ("Words.", at(member)):
        change(post, text)
    tell_of_mentions(post.pk, [member.pk])

    assert Notification.objects.filter(member=member).count() == 1
