"""Promise 29: a busy day in a member's group is at most three mails; simulated as the scheduler would run it."""

from collections import Counter
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from community.notifications.enums import Level
from community.notifications.models import Mail, MailHours
from community.notifications.registries import kinds
from community.notifications.services.following import choose_levels
from community.notifications.tasks import send_due, sweep
from forum.enums import TopicKind
from forum.models import Asked, Topic
from forum.rendering import compose
from forum.routing.services.asking import MOST_A_WEEK
from forum.services.posting import reply, start_topic
from forum.tasks import tell_of_post
from tests.factories.forum import group_board, who_knows
from tests.factories.people import MemberFactory
from tests.factories.workgroups import MembershipFactory

pytestmark = [pytest.mark.django_db, pytest.mark.once]
HERE = ZoneInfo("America/Los_Angeles")
STEP = timedelta(minutes=10)
WHOLE_DAY = (datetime(2026, 11, 24, 0, 1, tzinfo=HERE), timedelta(minutes=14, seconds=15))
WORKING_DAY = (datetime(2026, 11, 24, 8, 0, tzinfo=HERE), timedelta(minutes=6))


@pytest.fixture
def world():
    """A member with an open question and two topics that were answered before, in the board of the member's group."""
    with time_machine.travel(datetime(2026, 11, 20, 10, 0, tzinfo=HERE), tick=False):
        board, lead = group_board()
        member = MemberFactory()
        MembershipFactory(group=board.work_group, member=member)
        others = [MembershipFactory(group=board.work_group).member for _ in range(5)]
        at = datetime(2026, 11, 20, 9, 0, tzinfo=HERE)
        titles = ("Asked", "Answered", "Also answered")
        mine = [start_topic(board=board, poster=member, title=title, text=compose("Words."), at=at) for title in titles]
        for topic in mine[1:]:
            reply(topic=topic, poster=lead, text=compose("Yes."), at=at)
        theirs = start_topic(board=board, poster=lead, title="Theirs", text=compose("Words."), at=at)
    return {"board": board, "member": member, "others": others, "mine": mine, "theirs": theirs, "new": {}}


def hundred_posts(world):
    """What each of the hundred does, in order: 10 topics, 84 replies to others, 5 to the member, 1 answer."""
    question, one, two = world["mine"]
    plan = [*[None] * 10, *[world["theirs"]] * 84, one, one, one, two, two, question]
    return [plan[number * 37 % 100] for number in range(100)]  # well mixed, the same each time


def write(world, number, topic):
    poster = world["others"][number % 5]
    text = compose(f"Post {number}.")
    if topic is None:
        new = {"board": world["board"], "poster": poster, "title": f"Topic {number}", **world["new"]}
        return start_topic(text=text, **new).posts.get()
    return reply(topic=topic, poster=poster, text=text)


def live_through(world, day, *, reads=None):
    """36 hours in steps of the scheduler; `reads` is the browser with which the member looks in every two hours."""
    start, between = day
    posts = hundred_posts(world)
    with time_machine.travel(start, tick=False) as clock:
        for minute in range(0, 36 * 60, 10):
            now = start + timedelta(minutes=minute)
            while posts and start + between * (100 - len(posts)) <= now:
                clock.move_to(start + between * (100 - len(posts)))
                tell_of_post(write(world, 100 - len(posts), posts.pop(0)).pk)
            clock.move_to(now + STEP / 2)
            if reads and 8 <= now.hour <= 18 and now.hour % 2 == 0 and now.minute == (start.minute % 10):
                for topic in Topic.objects.visible_to(world["member"]).unread_by(world["member"]):
                    reads.get(topic.get_absolute_url())
            sweep()
            send_due()
    assert not posts


def mails_to(member):
    """How many mails went out, by kind of mail."""
    sent = Mail.objects.filter(member=member).exclude(sent_at=None)
    found = Counter(
        "digest" if mail.channel == "digest" else mail.notifications.order_by("pk").first().kind for mail in sent
    )
    print(f"\nmails to the member: {sum(found.values())} {dict(found)}")
    return found


@pytest.mark.parametrize("day", [WHOLE_DAY, WORKING_DAY], ids=["midnight to midnight", "working day"])
def test_a_hundred_posts_are_at_most_three_mails(world, day):
    live_through(world, day)

    found = mails_to(world["member"])

    assert found["first_answer"] == 1
    assert 2 <= sum(found.values()) <= 3


@pytest.mark.parametrize("day", [WHOLE_DAY, WORKING_DAY], ids=["midnight to midnight", "working day"])
def test_who_is_asked_for_answers_too_gets_no_more_mails(world, day):
    who_knows("SQL", member=world["member"])
    world["new"] = {"kind": TopicKind.QUESTION, "tags": ["SQL"]}

    live_through(world, day)

    assert Asked.objects.filter(member=world["member"]).count() == MOST_A_WEEK
    assert 2 <= sum(mails_to(world["member"]).values()) <= 3


def test_who_reads_on_the_site_gets_one_or_none(world, client_for):
    live_through(world, WORKING_DAY, reads=client_for(world["member"]))

    assert sum(mails_to(world["member"]).values()) <= 1


def test_without_digest_and_limit_it_would_be_more(world):
    """The control."""
    choose_levels(member=world["member"], levels={kind.name: Level.INSTANT for kind in kinds})
    MailHours.objects.create(member=world["member"], daily_limit=50)

    live_through(world, WORKING_DAY)

    assert sum(mails_to(world["member"]).values()) > 3
