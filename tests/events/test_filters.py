"""Filters: read, checked, said in words, and narrowing every view alike."""

import random
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser

from events.filters.choices import all_choices
from events.filters.reading import EVERYTHING, read
from events.models import CourseEntry, CourseSeries, Occurrence, Series
from forum.models import Tag
from tests.factories.events import SeriesFactory, day
from tests.factories.people import DepartmentFactory, MemberFactory
from tests.factories.workgroups import WorkGroupFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
VIEWS = ["/events/", "/events/calendar/week/", "/events/list/", "/events/calendar/past/"]


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def words():
    """A topic, a group and a department, and one event that is none of it."""
    found = {
        "topic": Tag.objects.create(name="Water", slug="water", is_kept=True),
        "group": WorkGroupFactory(name="Metadata Standards", slug="metadata-standards"),
        "department": DepartmentFactory(name="Department of Water Resources", slug="dwr"),
    }
    Tag.objects.create(name="Wells", slug="wells.1", is_kept=False)
    SeriesFactory(title="None of it", kind="showcase", format="hybrid", venue="Room 4")
    return found


def test_an_address_is_read_checked_and_said_in_words(words):
    asked = {
        "credit": "yes",
        "kind": "training",
        "topic": "water",
        "department": "dwr",
        "format": "online",
        "page": "3",
    }
    filters = read(asked)
    assert filters.sentence == "Trainings about Water of the Department of Water Resources online with credit"
    assert filters.query == "kind=training&topic=water&department=dwr&format=online&credit=yes"
    assert filters.left_out == ()
    assert read({"group": "metadata-standards"}).sentence == "Events of the work group Metadata Standards"
    assert (read({}), EVERYTHING.sentence, EVERYTHING.query) == (EVERYTHING, "Events", "")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", "party"), ("topic", "wells.1"), ("topic", "nothing"), ("group", "x" * 400), ("department", "<b>"),
        ("format", "telepathy"), ("credit", "no"), ("kind", "TRAINING"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("view", VIEWS)
def test_what_is_unknown_is_left_out_with_a_sentence(view, field, value, words, client):
    answer = client.get(view, {field: value, "format" if field != "format" else "kind": ""})
    assert answer.status_code == 200
    assert len(answer.context["filters"].left_out) == 1
    assert not answer.context["filters"]
    assert "so it is left out." in answer.content.decode()
    assert "<b>”" not in answer.content.decode()


def one_of_each(words):
    """An event for each filter, which matches that one only."""
    made = {
        "kind=training": SeriesFactory(title="By kind", kind="training"),
        "topic=water": SeriesFactory(title="By topic"),
        "group=metadata-standards": SeriesFactory(title="By group", group=words["group"]),
        "department=dwr": SeriesFactory(title="By department", department=words["department"]),
        "format=in-person": SeriesFactory(title="By format", format="in-person", venue="Room 4"),
        "credit=yes": SeriesFactory(title="By credit", credit_hours="1.5"),
        "course=metadata": SeriesFactory(title="By course"),
    }
    course = CourseEntry.objects.create(pk=7, name="Metadata that works", slug="metadata", url="/training/metadata/")
    made["course=metadata"].courses.add(course)
    made["course=metadata"].save()
    CourseSeries.objects.create(course=course, series=made["course=metadata"])  # both ways: named once all the same
    made["topic=water"].topics.set([words["topic"]])
    made["topic=water"].save()
    return made


def titles_of(days):
    return {entry.occurrence.series.title for one in days for entry in one.entries}


def titles_on(client, address):
    context = client.get(address).context
    if "month" in context:
        return {
            entry.occurrence.series.title for week in context["month"].weeks for day in week for entry in day.entries
        }
    if "week" in context:
        return {entry.occurrence.series.title for day in context["week"].days for entry in day.entries}
    return {row.series.title for row in context["page"].object_list}


@pytest.mark.parametrize("view", VIEWS)
def test_each_filter_narrows_each_view(view, words, client):
    made = one_of_each(words)
    if view.endswith("past/"):
        Occurrence.objects.update(start_at=NOW - timedelta(days=1), end_at=NOW - timedelta(hours=20))
    for query, series in made.items():
        assert titles_on(client, f"{view}?{query}") == {series.title}, query
    assert len(titles_on(client, view)) >= 6  # a day of the month's table shows six
    assert titles_on(client, f"{view}?kind=training&credit=yes") == set()


def test_filters_stay_in_the_ways_to_other_views_and_pages(words, client):
    for n in range(25):
        SeriesFactory(kind="training", starts_on=day("2026-12-01") + timedelta(days=n))
    html = client.get("/events/list/?kind=training&topic=nothing").content.decode()
    for address in ("/events/?kind=training", "/events/calendar/week/?kind=training", "?kind=training&amp;page=2"):
        assert f'"{address}"' in html
    month = client.get("/events/?month=2026-12&kind=training").content.decode()
    assert '"?kind=training&amp;month=2027-01"' in month
    assert '<input type="hidden" name="month" value="2026-12">' in month


def test_narrowing_never_repeats_a_row_and_keeps_order(words):
    series = SeriesFactory(rule="FREQ=DAILY;COUNT=3")
    series.topics.set(Tag.objects.filter(is_kept=True))
    series.save()
    rows = read({"topic": "water"}).narrow(Occurrence.objects.open_to(AnonymousUser()), "series__").upcoming()
    assert [row.start_at for row in rows] == sorted({row.start_at for row in rows})
    assert rows.count() == 3


def test_random_filters_find_what_a_loop_over_all_events_finds(words):
    made = [*one_of_each(words).values(), *Series.objects.filter(title="None of it")]
    values = {field: list(names) for field, names in all_choices().values.items()}
    rng = random.Random(7)
    for _turn in range(200):
        asked = {field: rng.choice(values[field]) for field in rng.sample(list(values), rng.randint(0, 3))}
        found = read(asked).narrow(Series.objects.all())
        assert {one.pk for one in found} == {one.pk for one in made if matches(one, asked)}, asked


def matches(series, asked):
    has = {
        "kind": series.kind,
        "format": series.format,
        "group": series.group.slug if series.group else "",
        "department": series.department.slug if series.department else "",
        "credit": "yes" if series.credit_hours else "",
    }
    slugs = {
        "topic": {tag.slug for tag in series.topics.all()},
        "course": {course.slug for course in CourseEntry.objects.of(series.pk)},
    }
    return all(value in slugs[field] if field in slugs else has[field] == value for field, value in asked.items())


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("query", ["", "?kind=clinic&format=online"])
def test_views_stay_under_their_bars_with_1_and_30_events(view, query, words, client, django_assert_max_num_queries):
    counts = {}
    for who, bar in ((None, 6), (MemberFactory(), 15)):
        if who:
            client.force_login(who)
        for times in (1, 30):
            for n in range(times):
                SeriesFactory(
                    starts_on=day("2026-11-23") - timedelta(days=n % 4), starts_at="07:00", group=words["group"]
                )
            with django_assert_max_num_queries(bar) as captured:
                client.get(view + query)
            counts[who is None, times] = len(captured)
    assert counts[True, 1] == counts[True, 30]
    assert counts[False, 1] == counts[False, 30]
