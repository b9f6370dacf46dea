"""The figures of questions equal a recount in plain Python, for every viewer, on the page and in the file."""

import csv
from datetime import datetime, timedelta
from io import StringIO
from itertools import permutations
from statistics import median
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.formats import date_format
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from community.pages.reporting.spans import long_as
from forum.enums import Audience, TopicKind
from forum.kinds.services import accept_answer
from forum.models import FirstAnswer, Post, Topic
from forum.permissions import can_read
from forum.rendering import compose
from forum.routing.figures import ANSWERED_IN, COLUMNS, MONTHS, Fare, figures, figures_of_board
from forum.routing.median import Median
from forum.routing.services.settling import settle_all, settle_first_answer
from forum.services.posting import reply, start_topic
from tests.factories.forum import BoardFactory, group_board, make_question, make_topic
from tests.factories.people import MemberFactory

pytestmark = pytest.mark.django_db
HERE = ZoneInfo("America/Los_Angeles")
NOW = datetime(2026, 6, 15, 12, 0, tzinfo=HERE)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
FIVE_DAYS = 5 * 24 * 3_600


def question(board, ago, answered_after=None, **fields):
    topic = make_question(board, at=NOW - ago, **fields)
    if answered_after is not None:
        answerer = topic.forum.work_group.memberships.first().member if topic.forum.is_private else MemberFactory()
        if answerer == topic.poster:
            answerer = MemberFactory(is_superuser=True)
        Post.objects.create(
            topic=topic, poster=answerer, content="Yes.", html="Yes.", created=topic.created + answered_after
        )
    settle_first_answer(topics=[topic.pk])
    return topic


def recount(name, topics, at):
    """The figures as somebody would count them by hand, from the posts alone."""
    seconds, in_time, ripe, still_open = [], 0, 0, 0
    for topic in topics:
        posts = sorted(topic.posts.filter(approved=True), key=lambda post: (post.created, post.pk))
        others = [post for post in posts if post.pk != topic.first_post_id and post.poster_id != topic.poster_id]
        took = int((others[0].created - topic.created).total_seconds()) if others else None
        if took is not None:
            seconds.append(took)
        elif topic.accepted_answer_id is None:
            still_open += 1
        if topic.created <= at - ANSWERED_IN:
            ripe += 1
            in_time += took is not None and took <= FIVE_DAYS
    middle = float(median(seconds)) if seconds else None
    return Fare(name, len(topics), len(seconds), still_open, ripe, in_time, middle)


def readable(viewer, at, since):
    """The questions of a time that `viewer` may read, each asked one by one."""
    return [
        topic
        for topic in Topic.objects.select_related("forum").order_by("pk")
        if topic.kind == TopicKind.QUESTION and topic.approved and since < topic.created <= at
        and can_read(viewer, topic.forum)
    ]  # fmt: skip


def by_board(topics, at):
    named = sorted({(topic.forum.name, topic.forum_id) for topic in topics})
    return [recount(name, [topic for topic in topics if topic.forum_id == pk], at) for name, pk in named]


def by_month(topics, at):
    def month(topic):
        return topic.created.astimezone(HERE).replace(day=1, hour=0, minute=0, second=0, microsecond=0)

    months = sorted({month(topic) for topic in topics}, reverse=True)
    return [
        recount(date_format(each, "YEAR_MONTH_FORMAT"), [topic for topic in topics if month(topic) == each], at)
        for each in months
    ]


def compare(viewer, at, days=90):
    found = figures(viewer, days=days, at=at)
    local = at.astimezone(HERE)
    first = local.year * 12 + local.month - MONTHS
    year_ago = datetime(first // 12, first % 12 + 1, 1, tzinfo=HERE)
    asked = readable(viewer, at, at - timedelta(days=days))
    assert found.whole == recount("", asked, at)
    assert found.boards == by_board(asked, at)
    assert found.months == by_month(readable(viewer, at, year_ago - timedelta(microseconds=1)), at)
    return found


def test_figures_of_a_few_questions():
    board = BoardFactory(name="Water data")
    question(board, 20 * DAY, HOUR)
    question(board, 20 * DAY, 3 * HOUR)
    question(board, 10 * DAY, 6 * DAY)  # answered, too late
    question(board, 10 * DAY)  # waits: counts as not answered
    question(board, 2 * DAY, HOUR)  # too young for the share
    question(board, 2 * DAY)
    question(board, 100 * DAY, HOUR)  # too old for the period
    make_topic(board, at=NOW - DAY)

    found = compare(MemberFactory(), NOW)

    assert found.whole == Fare("", 6, 4, 2, 4, 2, 7_200.0)
    assert (found.whole.percent, found.whole.median_in_words) == (50, "2 hours")
    assert figures_of_board(board, at=NOW) == Fare("Water data", 6, 4, 2, 4, 2, 7_200.0)
    assert figures(MemberFactory(), days=365, at=NOW).whole.asked == 7


@pytest.mark.parametrize(("after", "counts"), [(ANSWERED_IN, 1), (ANSWERED_IN + timedelta(seconds=1), 0)])
def test_five_days_are_five_times_24_hours(after, counts):
    question(BoardFactory(), 20 * DAY, after)

    assert figures(MemberFactory(), at=NOW).whole.in_time == counts


@pytest.mark.parametrize(("ago", "ripe"), [(ANSWERED_IN, 1), (ANSWERED_IN - timedelta(seconds=1), 0)])
def test_a_younger_question_is_not_in_the_share(ago, ripe):
    question(BoardFactory(), ago, HOUR)

    assert figures(MemberFactory(), at=NOW).whole.ripe == ripe


def test_no_question_has_no_figure():
    found = figures(MemberFactory(), at=NOW)

    assert found.whole == Fare("", 0, 0, 0, 0, 0, None)
    assert (found.whole.percent, found.whole.median_in_words, found.boards, found.months) == (None, "", [], [])


def test_what_the_asker_settled_alone_is_neither_answered_nor_open():
    topic = question(BoardFactory(), 20 * DAY)
    accept_answer(post=reply(topic=topic, poster=topic.poster, text=compose("Found.")), by=topic.poster)

    found = figures(MemberFactory(), at=NOW).whole

    assert (found.asked, found.answered, found.still_open) == (1, 0, 0)


def test_a_month_is_a_month_in_california():
    question(BoardFactory(), NOW - datetime(2026, 5, 31, 23, 30, tzinfo=HERE))  # June already in UTC

    assert [fare.name for fare in figures(MemberFactory(), at=NOW).months] == ["May 2026"]


def test_figures_hold_only_boards_that_the_viewer_reads(client_for):
    board, lead = group_board(name="Hidden")
    question(board, 20 * DAY, poster=lead)
    question(BoardFactory(name="Members only", audience=Audience.MEMBERS), 20 * DAY)
    question(BoardFactory(name="Open to all"), 20 * DAY)
    waiting = make_question(board, poster=lead)
    Topic.objects.filter(pk=waiting.pk).update(approved=False)

    viewers = lead, MemberFactory(), MemberFactory(is_superuser=True)

    open_to_members = ["Members only", "Open to all"]
    assert [[fare.name for fare in figures(viewer, at=NOW).boards] for viewer in viewers] == [
        [board.name, *open_to_members],
        open_to_members,
        open_to_members,
    ]
    for url in ("/forum/topics/questions/?days=365", "/forum/topics/questions/figures.csv?days=365"):
        answer = client_for(None).get(url)
        said = (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()
        assert ("Members only" in said, board.name in said) == (False, False)


class _Undo(Exception):
    pass


_ONE = st.tuples(
    st.sampled_from(["open", "members", "ours", "theirs"]),
    st.integers(0, 400 * 24),  # hours ago
    st.one_of(st.none(), st.integers(0, 8 * 86_400)),  # seconds to the answer
    st.booleans(),  # the asker adds something first
    st.booleans(),  # it is approved
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=st.lists(_ONE, max_size=14), days=st.sampled_from([90, 365]))
def test_figures_equal_a_recount_whatever_was_asked(world, made, days):
    boards, viewers = world
    try:
        with transaction.atomic():
            for name, hours, seconds, adds, approved in made:
                _ask(boards[name], NOW - timedelta(hours=hours), seconds, adds=adds, approved=approved)
            settle_all()
            for viewer in viewers:
                compare(viewer, NOW, days)
            raise _Undo
    except _Undo:
        pass


@pytest.fixture
def world():
    """Boards of each audience, and who reads which of them."""
    ours, lead = group_board()
    theirs, other = group_board()
    boards = {
        "open": BoardFactory(),
        "members": BoardFactory(audience=Audience.MEMBERS),
        "ours": ours,
        "theirs": theirs,
    }
    return boards, [lead, other, MemberFactory(), MemberFactory(is_superuser=True)]


def _ask(board, at, seconds, *, adds, approved):
    asker = board.work_group.memberships.get().member if board.is_private else MemberFactory()
    topic = start_topic(
        board=board, poster=asker, title="Which?", text=compose("Which?"), kind=TopicKind.QUESTION, at=at
    )
    if adds:
        Post.objects.create(topic=topic, poster=asker, content="More.", html="More.", created=at + timedelta(seconds=1))
    if seconds is not None:
        Post.objects.create(
            topic=topic,
            poster=MemberFactory(),
            content="Yes.",
            html="Yes.",
            created=at + timedelta(seconds=seconds + 2),
        )
    Topic.objects.filter(pk=topic.pk).update(approved=approved)


@pytest.mark.parametrize("values", [[], [5], [1, 2], [3, 1, 2], [10, 1, 4, 4], [0, 0, 0, 1]])
def test_the_median_of_the_database_is_that_of_python(values):
    board = BoardFactory()
    for order in list(permutations(values))[:3] or [()]:
        FirstAnswer.objects.all().delete()
        for seconds in order:
            topic = make_question(board)
            FirstAnswer.objects.create(topic=topic, post_id=topic.first_post_id, seconds=seconds)

        found = FirstAnswer.objects.aggregate(middle=Median("seconds"))["middle"]

        assert found == (float(median(values)) if values else None)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 minutes"),
        (61, "1 minute"),
        (3_540, "59 minutes"),
        (3_600, "1 hour"),
        (2 * 86_400 - 3_600, "47 hours"),
        (2 * 86_400, "2 days"),
        (3 * 86_400 + 7_200, "3 days and 2 hours"),
        (86_400 * 9 + 3_600.5, "9 days and 1 hour"),
    ],
)
def test_a_span_is_said_in_its_largest_units(seconds, words):
    assert long_as(seconds) == words


def test_the_file_holds_the_figures_of_the_page(client_for):
    viewer, board = MemberFactory(), BoardFactory(name="=Water()")
    now = timezone.now()
    for ago in (1, 7, 9):
        topic = make_question(board, at=now - ago * DAY)
        reply(topic=topic, poster=MemberFactory(), text=compose("Yes."), at=topic.created + HOUR)
        settle_first_answer(topics=[topic.pk])
    client = client_for(viewer)

    answer = client.get("/forum/topics/questions/figures.csv?days=365")

    rows = list(csv.reader(StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    expected = [[str(cell) for cell in row] for row in figures(viewer, days=365).rows()]
    expected[1][1] = "'=Water()"  # no formula in a spreadsheet
    assert rows == [list(COLUMNS), *expected]
    assert rows[1] == ["all", "", "3", "3", "0", "2", "2", "3600.0"]
    page = client.get("/forum/topics/questions/?days=365").text
    assert ("100% (2 of 2)" in page, "1 hour" in page) == (True, True)
    assert answer["Content-Disposition"] == 'attachment; filename="questions-365-days.csv"'


def test_1_and_30_boards_cost_the_same(client_for, count_queries):
    client = client_for(MemberFactory())
    question(BoardFactory(), 3 * DAY)
    Topic.objects.update(created=timezone.now() - DAY)
    few = count_queries(client, "/forum/topics/questions/")
    for _ in range(29):
        question(BoardFactory(), 3 * DAY, HOUR)
    Topic.objects.update(created=timezone.now() - DAY)

    assert count_queries(client, "/forum/topics/questions/") == few <= 12


def test_figures_are_three_queries():
    question(BoardFactory(), 3 * DAY, HOUR)

    viewer = MemberFactory()

    with CaptureQueriesContext(connection) as captured:
        figures(viewer, at=NOW)

    assert len(captured) == 3
