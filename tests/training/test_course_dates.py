"""The calendar's courses: entered by training, filtered by in each format alike, never asked for on a GET."""

import json
import random
import re

import pytest
from django.urls import reverse
from icalendar import Calendar
from wagtail.models import Page

from events import services
from events.changes.forms import SeriesForm
from events.changes.services.following import change_following, rest_of
from events.courses.services import enter_courses
from events.feeds import versions
from events.models import CourseEntry, CourseSeries, FeedVersion, Series
from tests.factories.events import SeriesFactory
from tests.factories.people import MemberFactory
from tests.factories.runs import make_run, make_session
from tests.factories.training import make_course
from training.pages import CoursePage
from training.runs.models import RunSession
from training.runs.services.planning import drop_session, link_session

pytestmark = pytest.mark.django_db


@pytest.fixture
def course(site, home):
    return make_course(home, "metadata", lessons=0, title="Metadata that works")


def stored():
    """What the calendar has, as the recount has it."""
    held = {}
    for key, series in CourseSeries.objects.values_list("course", "series"):
        held.setdefault(key, set()).add(series)
    rows = CourseEntry.objects.filter(is_open=True)
    return {row.pk: (row.name, row.slug, row.url, held.get(row.pk, set())) for row in rows}


def recounted():
    """The same, from training's own tables, one after the other."""
    return {
        course.pk: (
            course.title, course.slug, course.get_absolute_url(),
            {row.occurrence.series_id for row in RunSession.objects.filter(run__course=course)},
        )
        for course in CoursePage.objects.live()
    }  # fmt: skip


def titles_in(client, form, query):
    text = client.get(reverse(f"events:{form}") + query).content.decode()
    if form == "feed":
        return {str(event["SUMMARY"]) for event in Calendar.from_ical(text).walk("VEVENT")}
    if form == "feed_json":
        return {row["title"] for row in json.loads(text)["events"]}
    if form == "feed_atom":
        return set(re.findall(r"<title>([^<]+)</title>", text.partition("<entry>")[2]))
    return {title for title in ("Session", "Linked", "Said", "Other") if f"{title}<" in text or f"{title}\n" in text}


def test_each_format_shows_the_same_dates_of_a_course(course, client):
    run = make_run(course)
    make_session(run)
    linked = SeriesFactory(title="Linked")
    link_session(run=run, occurrence=linked.occurrences.get(), lesson=None, by=run.made_by)
    said = SeriesFactory(title="Said")
    said.courses.add(CourseEntry.objects.get(pk=course.pk))
    services.revise(series=said, by=MemberFactory(), version=said.latest_revision_id)
    SeriesFactory(title="Other")
    for form in ("feed", "feed_json", "feed_atom", "list"):
        assert titles_in(client, form, "?course=metadata") == {"Session", "Linked", "Said"}, form
        assert "Other" in titles_in(client, form, "?course=nothing"), form
    rows = json.loads(client.get(reverse("events:feed_json")).content)["events"]
    assert {row["title"]: row["courses"] for row in rows} == {
        "Session": [course.title], "Linked": [course.title], "Said": [course.title], "Other": [],
    }  # fmt: skip
    assert course.title in client.get(said.get_absolute_url(), follow=True).text
    assert "?course=metadata" in client.get(course.get_absolute_url()).text


def test_who_schedules_says_which_course_it_is_for(course, client_for):
    by = MemberFactory(is_staff=True)
    series = SeriesFactory(by=by)
    form = client_for(by).get(f"{series.get_absolute_url()}edit/").context["form"]
    shown = {name: form[name].value() for name in form.fields}
    data = {name: value for name, value in shown.items() if value is not None and value is not False}
    client_for(by).post(f"{series.get_absolute_url()}edit/", {**data, "courses": [course.pk]})
    assert list(Series.objects.get().courses.values_list("pk", flat=True)) == [course.pk]
    CoursePage.objects.get().unpublish()
    assert SeriesForm(instance=Series.objects.get(), by=by).fields["courses"].queryset.count() == 0


def test_dates_that_go_on_as_another_event_stay_dates_of_the_course(course):
    run = make_run(course)
    session = make_session(run, rule="FREQ=DAILY;COUNT=4")
    former = session.occurrence.series
    second = former.occurrences.order_by("start_at")[1]
    rest = rest_of(former, second.local_start)
    change_following(occurrence=second, changed=rest, by=run.made_by, version=former.latest_revision_id)
    assert stored() == recounted()
    assert CourseSeries.objects.count() == 2


@pytest.mark.parametrize("seed", range(3))
def test_any_history_of_courses_and_sessions_is_followed_and_feeds_get_newer(seed, course, home):
    chance = random.Random(seed)
    courses, runs, free = [course], [make_run(course)], [SeriesFactory() for _ in range(3)]
    for number in range(20):
        before, version = stored(), FeedVersion.objects.get(name="public")
        step = chance.choice(["course", "rename", "hide", "session", "link", "drop", "delete"])
        page = CoursePage.objects.get(pk=chance.choice(courses).pk)
        sessions = list(RunSession.objects.all())
        if step == "course":
            courses.append(make_course(home, f"course-{number}", lessons=0))
            runs.append(make_run(courses[-1]))
        elif step == "rename":
            page.title, page.slug = f"Named {number}", f"named-{number}"
            page.save_revision().publish()
        elif step == "hide":
            page.unpublish() if page.live else page.save_revision().publish()
        elif step == "session":
            make_session(chance.choice(runs), days=number)
        elif step == "link":
            run = chance.choice(runs)
            link_session(run=run, occurrence=chance.choice(free).occurrences.get(), lesson=None, by=run.made_by)
        elif sessions and step == "drop":
            drop_session(session=chance.choice(sessions), by=MemberFactory(), reason="Too few.")
        elif sessions:
            chance.choice(sessions).delete()
        assert stored() == recounted(), step
        changed = {key for key in {*before, *stored()} if before.get(key) != stored().get(key)}
        known = {key for key in changed if before.get(key, (set(),))[-1] | stored().get(key, (set(),))[-1]}
        newer = FeedVersion.objects.get(name="public")
        assert newer.changed_at >= version.changed_at
        assert not known or newer.number > version.number, step
    assert enter_courses() == 0


def test_daily_task_mends_what_was_missed_and_then_changes_nothing(course, home):
    make_session(make_run(course))
    other = make_course(home, "gone", lessons=0)
    Page.objects.filter(pk=other.pk).update(live=False)
    CourseEntry.objects.filter(pk=course.pk).update(name="Wrong")
    CourseSeries.objects.all().delete()
    assert enter_courses() == 2
    assert stored() == recounted()
    etag = versions.of_calendar("course=metadata")[0].etag
    assert (enter_courses(), versions.of_calendar("course=metadata")[0].etag) == (0, etag)


def test_deleted_course_is_closed_and_an_older_draft_still_opens(course, client_for):
    by = MemberFactory(is_staff=True)
    series = SeriesFactory(by=by)
    series.courses.add(CourseEntry.objects.get())
    services.revise(series=series, by=by, version=series.latest_revision_id)
    CoursePage.objects.get().delete()
    assert list(CourseEntry.objects.values_list("is_open", flat=True)) == [False]
    page = client_for(by).get(f"{series.get_absolute_url()}edit/")
    assert (page.status_code, "courses" in page.context["form"].fields) == (200, True)
    assert "the calendar knows no" in client_for(by).get("/events/list/?course=metadata").text
