"""The sample threads: as many as promised, loaded once, through the services."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone
from django_q.models import OrmQ

from community.notifications.models import Following, Mail, Notification
from community.people.models import AuditEntry, Member
from community.people.sample import load_people, sample_member
from community.workgroups.models import WorkGroup
from community.workgroups.sample import load_groups
from forum.enums import Audience, Told, TopicKind
from forum.models import Asked, Board, Poll, Post, Tag, Topic
from forum.moderation.cases import HIDDEN, OBJECTED, REPORTED, WAITING, cases
from forum.routing.figures import figures
from forum.sample import load_forum
from forum.views.topics import POSTS_PER_PAGE
from tests.forum.test_posting import recount

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 20, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def loaded(module_db):
    load_people(NOW)
    load_groups(NOW)
    return load_forum(NOW)


def _everything():
    return (
        list(Notification.objects.order_by("pk").values()),
        list(Following.objects.order_by("pk").values()),
        list(Board.objects.order_by("pk").values()),
        list(Topic.objects.order_by("pk").values()),
        list(Post.objects.order_by("pk").values()),
        AuditEntry.objects.count(),
    )


def test_second_load_changes_nothing(loaded):
    before = _everything()

    assert (load_forum(NOW), _everything()) == (loaded, before)


def test_threads_lie_in_the_past_and_keep_their_order(loaded):
    topics = Topic.objects.all()

    assert len(topics) == 38
    assert all(recount(board) for board in Board.objects.holding_topics())
    for topic in topics:
        written = list(topic.posts.order_by("pk").values_list("created", flat=True))
        assert written == sorted(written)
        assert written[-1] < NOW
        assert not topic.posts.filter(html__contains="hub-as-typed").exists()


def test_some_threads_are_unanswered_and_some_are_longer_than_a_page(loaded):
    counts = list(Topic.objects.values_list("posts_count", flat=True))

    assert sum(count == 1 for count in counts) == 3
    assert sum(count > POSTS_PER_PAGE for count in counts) == 2
    assert all(
        board.direct_topics_count for board in Board.objects.holding_topics() if board.audience != Audience.GROUP
    )


def test_some_questions_are_solved_some_wait_and_several_people_have_some_of_them(loaded):
    questions = list(Topic.objects.questions().with_standing())

    assert (len(questions), sum(topic.is_solved for topic in questions)) == (24, 17)
    assert max(topic.sharers_count for topic in questions) == 5
    assert Topic.objects.unanswered().count() == 3
    assert set(Topic.objects.values_list("kind", flat=True)) == set(TopicKind.values)
    assert (Tag.objects.kept().count(), Tag.objects.filter(is_kept=False, topics__isnull=False).exists()) == (11, True)


def test_two_threads_have_a_poll_that_people_voted_on(loaded):
    polls = {poll.topic.subject: poll for poll in Poll.objects.select_related("topic")}
    voters = {title: poll.ballots.values("voter").distinct().count() for title, poll in polls.items()}

    assert voters == {"R or Python for a team of two?": 9, "Which datasets for a spring data challenge?": 7}
    assert all(poll.closes_at is None or poll.closes_at > NOW for poll in polls.values())


def test_moderators_find_a_post_that_waits_an_objection_and_a_report(loaded):
    moderator = sample_member("moderator")

    found = {why: cases(moderator, why=why).count() for why in (WAITING, OBJECTED, REPORTED, HIDDEN)}

    assert found == {WAITING: 1, OBJECTED: 1, REPORTED: 1, HIDDEN: 1}
    assert cases(moderator).count() == 3


def test_private_threads_are_in_groups_their_writers_belong_to(loaded):
    private = Topic.objects.filter(forum__audience=Audience.GROUP)

    working = WorkGroup.objects.open().exclude(slug__in=["open-source-code", "disclosure-review"])
    assert {topic.forum.slug for topic in private} == {f"{group.slug}-group" for group in working}
    assert all(Topic.objects.visible_to(post.poster).contains(topic) for topic in private for post in topic.posts.all())


def test_something_is_unread_and_something_is_read(loaded):
    learner = sample_member("learner")
    unread = Topic.objects.visible_to(learner).unread_by(learner, at=NOW).count()

    assert 0 < unread < Topic.objects.visible_to(learner).count()
    assert Member.objects.count() == 34


def test_of_each_kind_something_is_read_and_something_is_unread_and_nothing_is_to_be_mailed(loaded):
    for kind in Told.values:
        rows = Notification.objects.filter(kind=kind)
        assert rows.unread().exists(), kind
        if kind != Told.QUESTION_WAITS:  # one question waits, and its moderator was told just now
            assert rows.exclude(read_at=None).exists(), kind
    assert not Mail.objects.exists()
    assert not Notification.objects.exclude(due_at=None).exists()
    assert not Notification.objects.filter(at__gt=timezone.now()).exists()
    assert not OrmQ.objects.exists()


def test_open_questions_were_put_to_people_who_know(loaded):
    asked = {
        row.topic.subject: [str(each.member) for each in Asked.objects.filter(topic=row.topic).order_by("place")]
        for row in Asked.objects.select_related("topic")
    }

    assert set(asked) == {topic.subject for topic in Topic.objects.unanswered()}
    assert all(row.why for row in Asked.objects.all())
    assert "Marco D." in asked["Anybody using DuckDB on a locked-down laptop?"]  # a card for who tries the demo


def test_the_figures_have_something_to_show(loaded):
    whole = figures(sample_member("lead"), at=NOW).whole

    assert whole.asked >= 10
    assert whole.median is not None
    assert 0 < whole.in_time < whole.ripe
    assert whole.still_open == Topic.objects.visible_to(sample_member("lead")).unanswered().count()
