"""Many at the same moment: one decision counts, nothing is lost, the counters are right."""

from datetime import timedelta

import pytest
from django.utils import timezone

from forum.models import Flag, Post, Ruling, Suspension, Withheld
from forum.moderation.enums import Act, Fault
from forum.moderation.services import deciding
from forum.moderation.services.deciding import DecidedMeanwhile, Decision
from forum.moderation.services.taking_part import flag, remove_own
from forum.rendering import compose
from forum.services.counting import miscounted
from forum.services.posting import reply
from tests.factories.forum import BoardFactory, make_topic
from tests.factories.moderation import decision, fresh, make_moderator
from tests.factories.people import MemberFactory

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True, serialized_rollback=True)]
RIGHT = {"topics": [], "boards": []}


def test_two_moderators_at_once_make_one_ruling_and_the_other_is_told(at_once):
    post = reply(topic=make_topic(), poster=MemberFactory(), text=compose("Words."))
    both = [decision(post, make_moderator(display_name=f"Mo {number}"), f"Reason {number}") for number in range(2)]

    results = at_once(2, lambda number: deciding.hide(both[number]))

    ruling = Ruling.objects.get()
    [problem] = [result for result in results if isinstance(result, Exception)]
    assert isinstance(problem, DecidedMeanwhile)
    assert f"{ruling.by.display_name} decided meanwhile: Hidden. Reason: {ruling.reason}" in problem.message
    assert Withheld.objects.get().reason == ruling.reason


def test_twenty_hides_and_restores_at_once_leave_the_counters_right(at_once):
    board = BoardFactory()
    topics = [make_topic(board) for _ in range(3)]
    posts = [reply(topic=topics[n % 3], poster=MemberFactory(), text=compose("Words.")) for n in range(9)]
    posts += [topic.first_post for topic in topics]
    moderators = [make_moderator() for _ in range(20)]

    def work(number):
        post = fresh(posts[number % len(posts)])
        for _turn in range(3):
            about: Decision = decision(post, moderators[number])
            act = deciding.hide if fresh(post).approved else deciding.restore
            try:
                act(about)
            except deciding.ModerationRefused:
                continue

    assert at_once(20, work) == [None] * 20
    assert miscounted() == RIGHT
    assert Post.objects.filter(approved=False).count() == Withheld.objects.count()
    assert Ruling.objects.filter(act__in=(Act.HIDE, Act.RESTORE)).count() >= 12


def test_replies_hides_and_removals_at_once_leave_the_counters_right(at_once):
    topic = make_topic()
    writers = [MemberFactory() for _ in range(6)]
    posts = [reply(topic=topic, poster=writer, text=compose("Words.")) for writer in writers]
    moderator = make_moderator()

    def work(number):
        if number < 6:
            return reply(topic=topic, poster=writers[number], text=compose("More.")) and None
        if number < 9:
            return remove_own(post=posts[number - 6], by=writers[number - 6]) and None
        return deciding.hide(decision(posts[number - 6], moderator)) and None

    assert at_once(12, work) == [None] * 12
    assert miscounted() == RIGHT
    topic.refresh_from_db()
    assert topic.posts_count == 7


def test_many_reports_and_suspensions_at_once_are_one(at_once):
    post = reply(topic=make_topic(), poster=MemberFactory(), text=compose("Words."))
    other = reply(topic=make_topic(), poster=post.poster, text=compose("Words."))
    member, moderators = MemberFactory(), [make_moderator() for _ in range(2)]

    flags = at_once(8, lambda _: flag(post=post, member=member, fault=Fault.SPAM))
    assert set(flags) == {Flag.objects.get()}

    until = timezone.now() + timedelta(days=2)
    both = [decision(about, by) for about, by in zip((post, other), moderators, strict=True)]
    made = at_once(2, lambda number: deciding.suspend(both[number], until=until))
    assert [problem for problem in made if isinstance(problem, Exception)] == []
    assert Suspension.objects.running().count() == 1
