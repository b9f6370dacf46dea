"""What is asked before a post is taken: suspended, too fast, a newcomer, and whether it waits."""

import uuid
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_q.models import OrmQ

from community.notifications.models import Following
from community.safety.uploads import Purpose, admit
from community.search.models import SearchEntry
from forum.models import Post, Topic, WaitingRule, Withheld
from forum.moderation.enums import RuleKind, Why
from forum.moderation.limits_of_newcomers import Limits
from forum.moderation.services import deciding
from forum.moderation.services.entering import EntryRefused, is_newcomer, links_in
from forum.permissions import can_edit, can_post, can_reply
from forum.rendering import compose
from forum.services.counting import miscounted
from forum.services.editing import edit_post
from forum.services.posting import reply, start_topic
from tests.factories.forum import BoardFactory, group_board, make_topic
from tests.factories.moderation import decision, fresh, make_moderator, make_waiting
from tests.factories.people import MemberFactory

pytestmark = pytest.mark.django_db
MANY_LINKS = " ".join(f"https://example{number}.org" for number in range(Limits.links_a_post + 1))
RIGHT = {"topics": [], "boards": []}


@pytest.fixture
def topic():
    return make_topic()


@pytest.fixture
def settled(topic):
    """Somebody who is no newcomer any more."""
    made = MemberFactory(date_joined=timezone.now() - timedelta(days=30))
    for number in range(Limits.shown_posts):
        say(topic, made, f"Words {number}", at=timezone.now() - timedelta(days=10))
    return made


def say(topic, poster, text="Words.", **fields):
    return reply(topic=topic, poster=poster, text=compose(text), **fields)


def start(board, poster, text="Words.", **fields):
    return start_topic(board=board, poster=poster, title="A title", text=compose(text), **fields)


# Newcomers


def test_a_member_is_a_newcomer_until_both_days_and_posts_are_there(settled, topic):
    assert is_newcomer(MemberFactory())
    assert is_newcomer(MemberFactory(date_joined=timezone.now() - timedelta(days=30)))
    assert not is_newcomer(settled)
    Post.objects.filter(poster=settled).update(approved=False)
    assert is_newcomer(settled)


def test_a_newcomer_puts_few_links_into_a_post_and_others_as_many_as_they_like(topic, settled, member):
    with pytest.raises(EntryRefused, match="at most 5 links"):
        say(topic, member, MANY_LINKS)
    assert say(topic, member, MANY_LINKS.rpartition(" ")[0]).approved
    assert say(topic, settled, MANY_LINKS).approved


def test_links_within_the_hub_and_addresses_in_code_are_not_counted():
    html = compose("[a](/forum/) `https://a.example` <mailto:b@c.example> [d](//e.example) https://f.example/?x=1&y=2")
    assert links_in(html.html) == ["//e.example", "https://f.example/?x=1&amp;y=2"]


def test_a_newcomer_does_not_edit_the_links_in_afterwards(topic, member):
    post = say(topic, member)

    with pytest.raises(EntryRefused, match="at most 5 links"):
        edit_post(post=post, by=member, text=compose(MANY_LINKS))
    assert edit_post(post=post, by=member, text=compose("Better words.")).approved


def test_a_newcomer_starts_few_topics_a_day_and_hears_when_the_next_may_come(member):
    board = BoardFactory()
    for _ in range(Limits.topics_a_day):
        start(board, member)
    Topic.objects.filter(poster=member).update(created=timezone.now() - timedelta(hours=22))
    Post.objects.filter(poster=member).update(created=timezone.now() - timedelta(hours=22))

    with pytest.raises(EntryRefused, match=r"at most 5 topics a day. Try again in 1\d\d minutes"):
        start(board, member)
    Topic.objects.filter(poster=member).update(created=timezone.now() - timedelta(hours=25))
    assert start(board, member).approved


def test_a_newcomer_attaches_few_files(topic, member, settled):
    def files():
        found = [ContentFile(b"well\n1\n", name="wells.csv") for _ in range(Limits.files_a_post + 1)]
        return [(file, admit(file, purpose=Purpose.DATASET)) for file in found]

    with pytest.raises(EntryRefused, match="at most 2 files"):
        say(topic, member, files=files())
    assert say(topic, settled, files=files()).attachments.count() == Limits.files_a_post + 1


# Speed


def test_who_posts_too_fast_hears_when_to_try_again(topic, settled):
    for number in range(Limits.posts_a_minute):
        say(topic, settled, f"Words {number}")

    with pytest.raises(EntryRefused, match=r"posted 10 times in a short while. Try again in (60|5\d) seconds"):
        say(topic, settled)
    with pytest.raises(EntryRefused, match="Try again"):
        start(topic.forum, settled)
    Post.objects.filter(poster=settled).update(created=timezone.now() - timedelta(minutes=2))
    assert say(topic, settled).approved


def test_the_hour_has_a_limit_too(topic, settled):
    row = {"topic": topic, "poster": settled, "content": "x", "html": "x"}
    half = timezone.now() - timedelta(minutes=30)
    Post.objects.bulk_create(Post(created=half, **row) for _ in range(Limits.posts_an_hour))

    with pytest.raises(EntryRefused, match=r"posted 60 times in a short while. Try again in 3[01] minutes"):
        say(topic, settled)


def test_who_looks_after_the_board_and_what_comes_from_elsewhere_have_no_limits(topic, member):
    moderator = make_moderator()
    for _ in range(Limits.posts_a_minute + 1):
        assert say(topic, moderator, MANY_LINKS).approved
    for _ in range(Limits.posts_a_minute + 1):
        assert say(topic, member, MANY_LINKS, at=timezone.now()).approved


def test_the_same_form_twice_is_no_second_post(topic, settled):
    token = uuid.uuid4()
    made = say(topic, settled, form_token=token)
    for number in range(Limits.posts_a_minute - 1):
        say(topic, settled, f"Words {number}")

    assert say(topic, settled, form_token=token) == made


# Suspended


@pytest.fixture
def suspended(topic):
    member = MemberFactory()
    post = say(topic, member)
    until = timezone.now() + timedelta(days=3)
    deciding.suspend(decision(post, make_moderator(), "Insults."), until=until)
    return member


def test_a_suspended_member_reads_and_hears_until_when_and_why_on_writing(topic, suspended):
    mine = fresh(Post.objects.get(poster=suspended))
    for write in (
        lambda: say(topic, suspended),
        lambda: start(topic.forum, suspended),
        lambda: edit_post(post=mine, by=suspended, text=compose("Other.")),
    ):
        with pytest.raises(EntryRefused, match=r"not write here until .*Reason: Insults\."):
            write()
    assert Topic.objects.visible_to(suspended).contains(topic)
    asked = (can_post(suspended, topic.forum), can_reply(suspended, topic), can_edit(suspended, mine))
    assert asked == (False, False, False)


def test_a_suspended_lead_does_not_write_either():
    board, lead = group_board()
    post = make_topic(board, poster=lead).first_post
    board.work_group.memberships.create(member=(admin := MemberFactory(is_superuser=True)), state="active")
    deciding.suspend(decision(post, admin), until=timezone.now() + timedelta(days=1))

    with pytest.raises(EntryRefused, match="not write here until"):
        say(post.topic, lead)
    with pytest.raises(EntryRefused, match="not write here until"):
        edit_post(post=fresh(post), by=lead, text=compose("Other."))


# What waits


def add_rule(kind, value="", board=None):
    return WaitingRule.objects.create(kind=kind, value=value, board=board)


def test_a_waiting_reply_is_counted_nowhere_found_nowhere_and_told_to_nobody(topic, settled):
    before = Topic.objects.filter(pk=topic.pk).values().get()
    OrmQ.objects.all().delete()
    Following.objects.filter(member=settled).delete()

    post = make_waiting(topic, poster=settled)

    assert Topic.objects.filter(pk=topic.pk).values().get() == before
    row = Withheld.objects.get(post=post)
    assert (row.why, row.was_shown, row.rule) == (Why.WAITING, False, "A word or phrase: casino")
    assert "casino" not in row.reason
    assert not OrmQ.objects.exists()
    assert not Following.objects.filter(member=settled).exists()
    assert miscounted() == RIGHT


def test_a_waiting_topic_is_shown_to_nobody_until_it_is_approved(settled):
    board = BoardFactory()
    add_rule(RuleKind.WORD, "casino", board)
    OrmQ.objects.all().delete()

    topic = start(board, settled, "The casino.", tags=["wells"])

    entry = SearchEntry.objects.filter(kind="topic", key=str(topic.pk))
    assert not Topic.objects.visible_to(settled).contains(topic)
    assert not entry.exists()
    assert not OrmQ.objects.exists()
    assert miscounted() == RIGHT

    deciding.approve(decision(topic.first_post, make_moderator()))

    topic.refresh_from_db()
    assert (topic.approved, topic.posts_count, topic.last_post_id) == (True, 1, topic.first_post_id)
    assert entry.exists()
    assert OrmQ.objects.count() == 1
    assert miscounted() == RIGHT


@pytest.mark.parametrize(
    ("kind", "value", "text", "is_shown"),
    [
        (RuleKind.WORD, "casino", "The CASINO, again", False),
        (RuleKind.WORD, "casino", "casinos are plural", True),
        (RuleKind.WORD, "win big", "You win  big here", False),
        (RuleKind.WORD, "a&b", "the a&b company", False),
        (RuleKind.DOMAIN, "shop.example", "see https://shop.example/a", False),
        (RuleKind.DOMAIN, "shop.example", "see https://www.SHOP.example/a", False),
        (RuleKind.DOMAIN, "shop.example", "see https://workshop.example/a", True),
        (RuleKind.DOMAIN, "shop.example", "[cheap](//shop.example/)", False),
        (RuleKind.DOMAIN, "shop.example", "`https://shop.example`", True),
    ],
)
def test_words_and_websites_that_make_a_post_wait(topic, kind, value, text, is_shown):
    add_rule(kind, value)

    assert say(topic, MemberFactory(), text).approved is is_shown


def test_a_word_in_the_title_counts(settled):
    add_rule(RuleKind.WORD, "title")

    assert not start(BoardFactory(), settled).approved


def test_rules_hold_in_their_board_only_and_posts_of_newcomers_wait_there(topic, settled, member):
    add_rule(RuleKind.NEWCOMERS, board=topic.forum)

    assert not say(topic, member).approved
    assert say(topic, settled).approved
    assert say(make_topic(), member).approved
    assert say(topic, make_moderator()).approved


def test_words_edited_in_afterwards_make_a_shown_post_wait_where_it_stands(topic, settled):
    add_rule(RuleKind.WORD, "casino")
    post, later = say(topic, settled), say(topic, settled, "Later.")
    OrmQ.objects.all().delete()

    assert not edit_post(post=post, by=settled, text=compose("The casino.")).approved
    assert miscounted() == RIGHT
    deciding.approve(decision(post, make_moderator()))

    assert fresh(post).created < fresh(later).created
    assert not OrmQ.objects.exists()
    assert edit_post(post=post, by=settled, text=compose("The casino, again.")).approved


def test_rules_cost_a_reply_no_query(topic, settled):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            say(topic, settled, "Words with no rule.")
        return len(captured)

    few = queries()
    for number in range(20):
        add_rule(RuleKind.WORD, f"word{number}")

    assert queries() == few
