"""Who is asked, in which order, how often, for which reasons; who never is; and who is told."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_q.models import OrmQ

from community.notifications.enums import Level
from community.notifications.mail.composing import lines_for
from community.notifications.models import Mail, MailHours, Notification
from community.notifications.registries import place_of
from community.notifications.services.following import choose_levels, follow, stop_channel
from community.workgroups.services import leave
from forum.enums import Audience, Told, TopicKind
from forum.kinds.services import accept_answer, share_question, sort_topic
from forum.models import Asked, Post, Topic
from forum.rendering import compose
from forum.routing.models import MOST_ASKED
from forum.routing.ranking import best
from forum.routing.services.asking import MOST_A_WEEK, NotAsked, decline, put_question
from forum.services.posting import reply
from forum.tasks import put_question as put_question_task
from forum.tasks import tell_of_post
from tests.factories.forum import (
    BoardFactory,
    group_board,
    make_put_question,
    make_question,
    make_solved_question,
    make_topic,
    who_knows,
)
from tests.factories.people import MemberFactory
from tests.factories.workgroups import MembershipFactory

pytestmark = pytest.mark.django_db


def asked(topic):
    """Whom the question was put to, by place, without those who said no."""
    return list(Asked.objects.standing().filter(topic=topic).order_by("place").values_list("member", flat=True))


def put(**fields):
    """A question about SQL, put to whoever knows."""
    topic = make_question(**{"title": "Does SQL know dates?", **fields})
    put_question(topic=topic)
    return topic


def told(member):
    """The kinds of which somebody was told."""
    return list(Notification.objects.filter(member=member).order_by("pk").values_list("kind", flat=True))


# Whom


def test_three_who_know_most_are_asked_and_each_reason_is_kept():
    proven, skilled, other, fourth = (MemberFactory() for _ in range(4))
    make_solved_question(answerer=proven, tags=["SQL"])
    who_knows("SQL", member=proven)
    who_knows("SQL", "Dates", member=skilled)
    who_knows("SQL", member=other)
    who_knows("SQL", member=fourth)
    who_knows("Facilitation")

    topic = put(tags=["SQL"])

    assert asked(topic) == [proven.pk, skilled.pk, other.pk]
    stored = Asked.objects.get(topic=topic, member=proven)
    assert [(why.source, why.count, why.words) for why in stored.why] == [
        ("skills", 1, ("SQL",)),
        ("answers", 1, ("SQL",)),
    ]


def test_reason_names_the_newest_question_whatever_was_written_last():
    proven = MemberFactory()
    older = make_solved_question(answerer=proven, tags=["SQL"])
    newer = make_solved_question(answerer=proven, tags=["SQL"])
    reply(topic=older, poster=MemberFactory(), text=compose("Thank you."))

    topic = put(tags=["SQL"])

    (stored,) = Asked.objects.get(topic=topic, member=proven).why
    assert (stored.source, stored.count, stored.row) == ("answers", 2, newer.pk)


@pytest.mark.parametrize(
    ("points", "asked_at", "expected"),
    [
        ({1: 3, 2: 9, 3: 6, 4: 1}, {}, [2, 3, 1]),
        ({4: 3, 2: 3, 3: 3, 1: 3}, {}, [1, 2, 3]),
        ({1: 3, 2: 3, 3: 3, 4: 3}, {1: 30, 2: 20, 3: 10}, [4, 3, 2]),
        ({1: 9, 2: 3, 3: 3}, {1: 30}, [1, 2, 3]),
        ({}, {1: 3}, []),
    ],
)
def test_order_is_points_then_turn_then_key(points, asked_at, expected):
    now = timezone.now()
    moments = {member: now + timedelta(hours=hours) for member, hours in asked_at.items()}

    assert best(points, moments, 3) == expected


def test_again_changes_nothing():
    who_knows("SQL")
    topic = put()
    who_knows("SQL")

    assert put_question(topic=topic) == []
    assert (Asked.objects.count(), Notification.objects.filter(kind=Told.ASKED).count()) == (1, 1)


def test_nobody_who_knows_is_nobody_asked():
    who_knows("Facilitation")

    assert asked(put()) == []


def never_asked():
    """By name, what somebody who knows did so that they are not asked; each takes the member and the board."""
    return {
        "says so in the profile": lambda member, board: (
            type(member).objects.filter(pk=member.pk).update(may_be_asked=False)
        ),
        "chose Off": lambda member, board: choose_levels(member=member, levels={Told.ASKED: Level.OFF}),
        "unsubscribed": lambda member, board: stop_channel(member=member, channel=f"kind:{Told.ASKED}"),
        "muted the board": lambda member, board: follow(member=member, place=board.place, level=Level.OFF),
        "is away": lambda member, board: MailHours.objects.create(
            member=member, away_until=timezone.now().date() + timedelta(days=9)
        ),
        "left": lambda member, board: type(member).objects.filter(pk=member.pk).update(is_active=False),
    }


@pytest.mark.parametrize("what", never_asked())
def test_who_does_not_wish_it_is_never_asked(what):
    board, wishes, not_now = BoardFactory(), who_knows("SQL"), who_knows("SQL")
    never_asked()[what](not_now, board)

    assert asked(put(board=board)) == [wishes.pk]


@pytest.mark.parametrize("level", [Level.SITE, Level.WEEKLY])
def test_who_wishes_to_be_told_more_quietly_is_asked(level):
    quiet = who_knows("SQL")
    choose_levels(member=quiet, levels={Told.ASKED: level})

    assert asked(put()) == [quiet.pk]


def test_who_came_back_is_asked():
    back = who_knows("SQL")
    MailHours.objects.create(member=back, away_until=date(2020, 1, 1))

    assert asked(put()) == [back.pk]


def test_asker_and_who_has_the_question_too_are_not_asked():
    asker, sharer = who_knows("SQL"), who_knows("SQL")
    topic = make_question(title="Does SQL know dates?", poster=asker)
    share_question(topic=topic, member=sharer)

    assert put_question(topic=topic) == []


def test_who_muted_the_topic_is_not_asked():
    muted = who_knows("SQL")
    topic = make_question(title="Does SQL know dates?")
    follow(member=muted, place=topic.place, level=Level.OFF)

    assert put_question(topic=topic) == []


def test_only_those_who_read_a_private_board_are_asked():
    board, lead = group_board()
    inside, gone, _outside = who_knows("SQL"), who_knows("SQL"), who_knows("SQL")
    MembershipFactory(group=board.work_group, member=inside)
    leave(group=board.work_group, member=MembershipFactory(group=board.work_group, member=gone).member)

    assert asked(put(board=board, poster=lead)) == [inside.pk]
    follow(member=inside, place=place_of("group", board.work_group_id), level=Level.OFF)
    assert asked(put(board=board, poster=lead)) == []


def test_answers_in_a_private_board_are_no_reason_elsewhere():
    board, lead = group_board()
    answerer = MembershipFactory(group=board.work_group).member
    make_solved_question(board, answerer=answerer, poster=lead, tags=["SQL"])

    assert asked(put(tags=["SQL"])) == []
    type(board).objects.filter(pk=board.pk).update(audience=Audience.MEMBERS, work_group=None)
    assert asked(put(tags=["SQL"])) == [answerer.pk]


def test_an_answer_that_is_hidden_or_ones_own_is_no_reason():
    answerer, asker = MemberFactory(), MemberFactory()
    hidden = make_solved_question(answerer=answerer, tags=["SQL"])
    hidden.refresh_from_db()
    Post.objects.filter(pk=hidden.accepted_answer_id).update(approved=False)
    own = make_question(poster=asker, tags=["SQL"])
    accept_answer(post=reply(topic=own, poster=asker, text=compose("Found it.")), by=asker)

    assert asked(put(tags=["SQL"])) == []


def test_nobody_is_asked_more_than_a_few_times_a_week():
    only, now = who_knows("SQL"), timezone.now()
    for number in range(MOST_A_WEEK):
        topic = make_question(title="Does SQL know dates?")
        assert [row.member_id for row in put_question(topic=topic, at=now - timedelta(days=number))] == [only.pk]

    assert asked(put()) == []
    later = make_question(title="Does SQL know dates?")
    assert len(put_question(topic=later, at=now + timedelta(days=6))) == 1


def test_turns_go_round_among_equals():
    people = [who_knows("SQL") for _ in range(6)]

    assert asked(put()) == [member.pk for member in people[:3]]
    assert asked(put()) == [member.pk for member in people[3:]]


# Which questions


def answered(topic):
    reply(topic=topic, poster=MemberFactory(), text=compose("Yes."))


def solved_alone(topic):
    accept_answer(post=reply(topic=topic, poster=topic.poster, text=compose("Found it.")), by=topic.poster)


@pytest.mark.parametrize(
    "change",
    [
        answered,
        solved_alone,
        lambda topic: Topic.objects.filter(pk=topic.pk).update(approved=False),
        lambda topic: Topic.objects.filter(pk=topic.pk).update(status=Topic.TOPIC_LOCKED),
        lambda topic: Topic.objects.filter(pk=topic.pk).update(kind=TopicKind.DISCUSSION),
    ],
)
def test_only_an_open_question_is_put_to_anybody(change):
    who_knows("SQL")
    topic = make_question(title="Does SQL know dates?")
    change(topic)

    assert put_question(topic=topic) == []


def test_what_becomes_a_question_is_put_to_who_knows():
    knows = who_knows("SQL")
    topic = make_topic(title="Does SQL know dates?")
    OrmQ.objects.all().delete()

    sort_topic(topic=topic, by=topic.poster, kind=TopicKind.QUESTION, tags=[])

    (queued,) = OrmQ.objects.all()
    assert (queued.task["func"], queued.task["args"]) == ("forum.tasks.put_question", (topic.pk,))
    assert put_question_task(topic.pk) == "1 asked"
    assert asked(topic) == [knows.pk]
    assert put_question_task(0) == "the topic is gone"


# Telling


def test_who_is_asked_hears_why_and_not_that_there_is_a_new_topic():
    board, knows, follower = BoardFactory(), who_knows("SQL"), MemberFactory()
    for member in (knows, follower):
        follow(member=member, place=board.place)
    earlier = make_solved_question(board, answerer=knows, title="Which dates?", tags=["SQL"])
    topic = make_question(board, title="Does SQL know dates?", tags=["SQL"])

    for _time in range(2):
        tell_of_post(topic.first_post_id)

    mine = Notification.objects.get(member=knows, subject_id=topic.first_post_id)
    (line,) = lines_for(knows, [mine])
    assert line.told.sentence == f"{topic.poster.display_name} asks, and you may know: “Does SQL know dates?”"
    assert line.told.because == f"Because you know SQL and your answer to “{earlier.subject}” was accepted."
    assert mine.kind == Told.ASKED
    assert told(follower) == [Told.NEW_TOPIC]


def test_who_was_told_of_the_topic_before_is_asked_instead_as_long_as_it_is_unread():
    board, knows = BoardFactory(), who_knows("SQL")
    follow(member=knows, place=board.place)
    topic = make_topic(board, title="Does SQL know dates?")
    tell_of_post(topic.first_post_id)
    assert told(knows) == [Told.NEW_TOPIC]

    sort_topic(topic=topic, by=topic.poster, kind=TopicKind.QUESTION, tags=[])
    put_question_task(topic.pk)

    assert told(knows) == [Told.ASKED]


def test_one_click_on_unsubscribe_means_never_again():
    knows = who_knows("SQL")
    choose_levels(member=knows, levels={Told.ASKED: Level.INSTANT})
    put()

    mail = Mail.objects.get(member=knows)
    stop_channel(member=knows, channel=mail.channel)

    assert asked(put()) == []


# No, thank you


def test_who_says_no_gives_the_place_to_one_other():
    first, second, third, fourth, fifth = (who_knows("SQL") for _ in range(5))
    topic = put()

    decline(topic=topic, member=second)
    put_question(topic=topic)

    assert asked(topic) == [first.pk, fourth.pk, third.pk]
    assert told(second) == []
    decline(topic=topic, member=fourth)
    assert put_question(topic=topic) == []
    assert told(fifth) == []


def test_saying_no_twice_is_once_and_a_stranger_has_nothing_to_say_no_to():
    knows = who_knows("SQL")
    topic = put()
    OrmQ.objects.all().delete()

    assert decline(topic=topic, member=knows) == decline(topic=topic, member=knows)
    assert OrmQ.objects.count() == 1
    with pytest.raises(NotAsked, match="not put to you"):
        decline(topic=topic, member=MemberFactory())


# Rules in the database


@pytest.mark.parametrize("place", [0, MOST_ASKED])
def test_the_database_holds_three_at_most(place):
    topic = make_put_question(MemberFactory())

    with pytest.raises(IntegrityError), transaction.atomic():
        Asked.objects.create(topic=topic, member=MemberFactory(), place=place)
    with pytest.raises(IntegrityError), transaction.atomic():
        Asked.objects.create(topic=topic, member=MemberFactory(), place=place, is_second=True)


# Queries


def queries_of(work):
    with CaptureQueriesContext(connection) as captured:
        assert work()
    return len(captured)


def test_1_and_30_candidates_cost_the_same():
    def one_more():
        member = who_knows("SQL", "Dates")
        make_solved_question(answerer=member, tags=["SQL"])

    for _ in range(3):
        one_more()
    few = queries_of(lambda: put_question(topic=make_question(title="Does SQL know dates?", tags=["SQL"])))
    for _ in range(27):
        one_more()

    topic = make_question(title="Does SQL know dates?", tags=["SQL"])
    many = queries_of(lambda: put_question(topic=topic))

    made = queries_of(lambda: make_question(title="Does SQL know dates?", tags=["SQL"]))
    assert few - made == many
