"""Digests of 5,000 members who follow 50 boards (the bar: 60 s on an idle machine, queries per member and memory flat).

Each board has one new topic that each member has not read: 250,000 notifications, built as the services write them.
The control is a tenth of the members in the same run: what each costs must be the same. The negative
control asks for what the reader may see as a list of all posts, 50,000 older ones among them, as it was done at first.
"""

from __future__ import annotations

import ctypes
import gc
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path

import pytest
from django.db import connection, connections
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from community.notifications.enums import Level
from community.notifications.mail.composing import compose
from community.notifications.models import Mail, Notification
from community.notifications.registries import kinds_by_subject
from community.notifications.services import outbox
from community.notifications.services.digests import AT_ONCE, write_digests
from community.people.models import Member
from forum.enums import Told
from forum.models import Post
from tests.benchmarks.measure import measured
from tests.factories.forum import BoardFactory, make_topic

MEMBERS, BOARDS, FEW, OLD_POSTS = 5_000, 50, 500, 50_000
SECONDS, WORKERS = 60, 2  # as many as a task cluster has unless told otherwise; on SQLite one does it all
NOON = datetime(2026, 3, 4, 20, tzinfo=UTC)
TEXT = "We *open* the water data next week. " * 20


def make_members(count):
    return Member.objects.bulk_create(
        (Member(email=f"reader{n}@bench.example", display_name=f"Reader {n}") for n in range(count)), batch_size=500
    )


def make_posts():
    """A topic by somebody else in each board, and its first post."""
    topics = [make_topic(BoardFactory(), title=f"Water data, part {n}", text=TEXT) for n in range(BOARDS)]
    return [(topic.place, topic.first_post_id, topic.poster) for topic in topics]


def make_old_posts(count):
    """What has been written before, and nobody is told of any more."""
    pattern = Post.objects.first()
    fields = {field.attname: getattr(pattern, field.attname) for field in Post._meta.concrete_fields}
    del fields["id"]
    unique = [name for name in ("form_token",) if name in fields]
    Post.objects.bulk_create((Post(**fields | dict.fromkeys(unique)) for _number in range(count)), batch_size=2_000)


def tell(members, posts, at):
    fact = {"kind": Told.NEW_TOPIC, "level": Level.DAILY, "at": at, "due_at": at}
    rows = (
        Notification(member=member, subject_id=post, place=place, by=by, **fact)
        for member in members
        for place, post, by in posts
    )
    Notification.objects.bulk_create(rows, batch_size=5_000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def resident():
    """MiB of memory that the process needs now; what it freed goes back first."""
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 2**20


def write_and_compose(members, at):
    """Seconds for the digests of `members`, the queries of each, and the most memory beyond what was held before."""
    began = time.perf_counter()
    with CaptureQueriesContext(connection) as writing:
        assert write_digests(at=at) == members
    written = time.perf_counter() - began
    pks = list(Mail.objects.due(at).values_list("pk", flat=True))
    assert len(pks) == members
    shares = [pks[number::WORKERS] for number in range(WORKERS)]
    if connection.vendor == "postgresql":
        connections.close_all()
        with ProcessPoolExecutor(WORKERS, get_context("fork")) as workers:
            done = list(workers.map(_put_into_words, shares, [at] * WORKERS))
    else:
        done = [_put_into_words(share, at) for share in shares]
    seconds = time.perf_counter() - began
    queries, memory, cpu = (
        set().union(*(each[0] for each in done)),
        max(each[1] for each in done),
        sum(d[2] for d in done),
    )
    print(
        f"{members:>6,} members: written in {written:5.1f} s with {len(writing)} queries, all in {seconds:6.1f} s; "
        f"each mail: {queries} queries, {1000 * cpu / members:.1f} ms in Python; memory + {memory:.1f} MiB"
    )
    assert len(writing) <= 9 * -(-members // AT_ONCE) + 1
    return seconds, queries, memory


def _put_into_words(pks, at):
    """What one worker does with its share."""
    before, most, queries, cpu = resident(), 0.0, set(), time.process_time()
    for number, pk in enumerate(pks):
        if number % (len(pks) // 10):
            _compose(pk, at)
        else:
            with CaptureQueriesContext(connection) as captured:
                _compose(pk, at)
            queries.add(len(captured))
            most = max(most, resident() - before)
    return queries, most, time.process_time() - cpu


def _compose(pk, at):
    mail = outbox.claim(pk=pk, at=at)
    message = compose(mail)
    assert message.body.count("\n* ") == BOARDS
    message.message().as_bytes()
    outbox.record_sent(mail=mail, subject=message.subject)


def as_lists(mail):
    """What the reader may see as a list of all posts, one of all registrations and so on, as it was asked at first."""
    seen = Q(pk__in=[])
    for subject, kinds in kinds_by_subject():
        seen |= Q(kind__in=kinds, subject_id__in=subject.visible(mail.member).order_by().values("pk"))
    return list(mail.notifications.filter(seen, member=mail.member))


@pytest.mark.django_db(transaction=True)
def test_digests_of_5000_members_and_50_boards(site):
    posts = make_posts()
    make_old_posts(OLD_POSTS)
    began = time.perf_counter()
    tell(make_members(FEW), posts, NOON)
    print(f"\n{connection.vendor}, {BOARDS} boards; {FEW} members made in {time.perf_counter() - began:.0f} s")
    few_seconds, few_queries, few_memory = write_and_compose(FEW, NOON)
    Member.objects.filter(email__endswith="@bench.example").update(is_active=False)
    more = Member.objects.bulk_create(
        (Member(email=f"more{n}@bench.example", display_name=f"Reader {n}") for n in range(MEMBERS)), batch_size=500
    )
    tell(more, posts, NOON + timedelta(days=1))
    seconds, queries, memory = write_and_compose(MEMBERS, NOON + timedelta(days=1))
    mail = Mail.objects.order_by("pk").last()
    measured("one digest put into words", lambda: compose(mail), runs=50)
    measured("what its reader may see, row by row", lambda: list(mail.notifications.visible_to(mail.member)), runs=50)
    measured("negative control: as lists of all there is", lambda: as_lists(mail), runs=50)
    print(f"{MEMBERS:,} members in {seconds:.1f} s; the bar is {SECONDS} s; {few_seconds * 10:.1f} s at the few's pace")
    assert queries == few_queries
    assert len(queries) == 1
    assert memory < few_memory + 20
