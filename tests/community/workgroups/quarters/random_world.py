"""Groups to which anything may have happened, in and around the quarters that are over."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from community.practices.models import Adoption
from community.workgroups.models import Deliverable, Membership, Passage, WorkGroup
from events.enums import Status, Visibility
from events.models import Attendance, Occurrence, Series
from forum.enums import TopicKind
from forum.models import Post, Topic
from forum.routing.services.settling import settle_all
from tests.factories.events import SeriesFactory
from tests.factories.people import DepartmentFactory, MemberFactory
from tests.factories.practices import make_practice
from tests.factories.workgroups import MembershipFactory, WorkGroupFactory

CALIFORNIA = ZoneInfo("America/Los_Angeles")
NOW = datetime(2026, 11, 20, 9, 30, tzinfo=CALIFORNIA)
EDGES = [
    datetime(year, month, 1, tzinfo=CALIFORNIA)
    for year, month in ((2025, 10), (2026, 1), (2026, 4), (2026, 7), (2026, 10))
]


def moment(random):
    """Any time of the last 14 months; often close to where a quarter ends and the next begins."""
    if random.random() < 0.4:
        return random.choice(EDGES) + timedelta(seconds=random.choice((-3600, -1, 0, 1, 28_800)))
    return NOW - timedelta(minutes=random.randrange(14 * 30 * 24 * 60))


def fill(random):
    """Three groups, one of them private, with people, topics, events, practices and promises."""
    authors = MemberFactory.create_batch(3)
    practices = [make_practice(author, at=moment(random)) for author in authors]
    for number in range(3):
        group = WorkGroupFactory(is_private=number == 2)
        WorkGroup.objects.filter(pk=group.pk).update(founded_at=EDGES[number] - timedelta(days=1))
        people = [group.memberships.get().member, *MemberFactory.create_batch(6), random.choice(authors)]
        rows = [MembershipFactory(group=group, member=person) for person in people[1:]]
        for row in (*rows, rows[0]):
            Passage.objects.create(membership=row, is_in=random.random() < 0.6, at=moment(random))
        Membership.objects.filter(pk=random.choice(rows).pk).update(state="left")
        for _times in range(14):
            _topic(random, random.choice(list(group.boards.order_by("pk"))), people)
        for _times in range(5):
            _event(random, group, people)
        for _times in range(4):
            done = random.choice((None, moment(random).date()))
            Deliverable.objects.create(group=group, title="Map", done_on=done)
    departments = DepartmentFactory.create_batch(4)
    for _times in range(10):
        _adopt(random, random.choice(practices), random.choice(departments), random.choice(authors))
    settle_all()


def _topic(random, board, people):
    kind = random.choice((TopicKind.QUESTION, TopicKind.QUESTION, TopicKind.DISCUSSION))
    begun, asker = moment(random), random.choice(people)
    topic = Topic.objects.create(
        forum=board,
        poster=asker,
        subject="Wells",
        slug="wells",
        kind=kind,
        created=begun,
        approved=random.random() < 0.9,
    )
    posts = [_post(random, topic, asker, begun)]
    for _times in range(random.randrange(4)):
        later = begun + timedelta(minutes=random.randrange(1, 20 * 24 * 60))
        posts.append(_post(random, topic, random.choice(people), later))
    topic.first_post, topic.last_post = posts[0], posts[-1]
    if kind == TopicKind.QUESTION and random.random() < 0.3:
        topic.accepted_answer = posts[-1]
    topic.save()


def _post(random, topic, poster, at):
    shown = random.random() < 0.9
    return Post.objects.create(topic=topic, poster=poster, content="x", html="x", created=at, approved=shown)


def _event(random, group, people):
    series = SeriesFactory(group=group, by=people[0], visibility=Visibility.GROUP)
    ends = min(moment(random), NOW + timedelta(days=3))
    date = series.occurrences.get()
    Occurrence.objects.filter(pk=date.pk).update(
        start_at=ends - timedelta(minutes=random.choice((30, 60, 90))),
        end_at=ends,
        status=random.choice((Status.SCHEDULED, Status.SCHEDULED, Status.SCHEDULED, Status.CANCELLED)),
    )
    Series.objects.filter(pk=series.pk).update(live=random.random() < 0.9)
    for _times in range(random.randrange(12)):  # the same person twice: the latest row counts
        there = random.random() < 0.8
        minutes = random.choice((None, 20, 45)) if there else None
        Attendance.objects.create(
            occurrence=date, member=random.choice(people), by=people[0], at=ends, is_present=there, minutes=minutes
        )


def _adopt(random, practice, department, by):
    if Adoption.objects.active().filter(practice=practice, department=department).exists():
        return
    at = moment(random)
    back = {"withdrawn_at": timezone.now(), "withdrawn_by": by} if random.random() < 0.3 else {}
    Adoption.objects.create(practice=practice, department=department, by=by, adopted_on=at.date(), at=at, **back)
