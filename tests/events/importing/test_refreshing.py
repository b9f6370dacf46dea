"""Calendars that are kept up to date: when they are asked, what becomes of news, and what is never lost."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from community.notifications.models import Notification
from community.people.models import AuditEntry
from community.safety.fetching import Fetched, FetchRefused
from events import services as events
from events.enums import Told
from events.importing.enums import Outside
from events.importing.services import refreshing
from events.importing.services.bringing import carry_on
from events.importing.services.refreshing import ask_now, keep_up_to_date, refresh
from events.importing.services.standing import stop
from events.models import CalendarImport, ImportedEvent, OutsideCalendar, Registration, Series
from tests.events.importing.calendars import LA, calendar, event
from tests.factories.people import MemberFactory
from tests.factories.workgroups import WorkGroupFactory

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)
HOURS = timedelta(hours=1)
ADDRESS = "https://calendar.ca.gov/all.ics"
ENDLESS = "RRULE:FREQ=WEEKLY;BYDAY=TU"


class Site:
    """The other end: what it answers, and how it was asked."""

    def __init__(self, *parts):
        self.asked = []
        self.say(*parts)

    def say(self, *parts, status=200, **headers):
        self.answer = Fetched(status, headers, calendar(*parts), ADDRESS)

    def __call__(self, url, **options):
        self.asked.append({name: value for name, value in options.items() if name != "accept"})
        if isinstance(self.answer, FetchRefused):
            raise self.answer
        return self.answer


@pytest.fixture
def by():
    return MemberFactory(is_staff=True)


@pytest.fixture
def kept(by):
    made = keep_up_to_date(by=by, group=None, address=ADDRESS)
    OutsideCalendar.objects.update(next_at=AT)
    return made


def again(kept, site, at):
    """Ask it now, and let a task do the run; its row, or how it ended."""
    OutsideCalendar.objects.update(next_at=at, asked_at=None)
    ended = refresh(pk=kept.pk, at=at, fetch=site)
    kept.refresh_from_db()
    if ended != "new":
        return ended
    row = carry_on(pk=kept.imports.latest("pk").pk, at=at)
    kept.refresh_from_db()
    return row


def published(series, by):
    newest = series.get_latest_revision_as_object()
    newest.accessibility = "Live captions."
    return events.revise(series=newest, by=by, version=series.latest_revision_id)


def told(kind):
    return list(Notification.objects.filter(kind=kind).order_by("pk").values_list("member", flat=True))


def test_new_drafts_come_and_nothing_new_costs_no_run(kept, by):
    site = Site()
    site.say(event(LA, uid="a"), **{"etag": '"1"', "last-modified": "Sun, 29 Nov 2026 10:00:00 GMT"})
    assert again(kept, site, AT).made == 1
    assert (kept.failures, kept.checked_at, kept.next_at) == (0, AT, AT + 6 * HOURS)
    assert again(kept, site, AT + 6 * HOURS) == "unchanged"  # the same bytes
    site.say(status=304)
    assert again(kept, site, AT + 12 * HOURS) == "unchanged"
    marks = {"etag": '"1"', "modified": "Sun, 29 Nov 2026 10:00:00 GMT"}
    assert site.asked == [{}, marks, marks]
    assert kept.checked_at == AT + 12 * HOURS
    site.say(event(LA, uid="a"), event(LA, uid="b", title="New"))
    row = again(kept, site, AT + 18 * HOURS)
    assert (row.made, row.known, CalendarImport.objects.count()) == (1, 1, 2)
    assert told(Told.IMPORTED) == [by.pk, by.pk]
    site.say(event(LA, uid="b", title="New"), event(LA, uid="a"), etag="\u2603")
    assert again(kept, site, AT + 24 * HOURS).known == 2
    assert (kept.etag, told(Told.IMPORTED)) == ("", [by.pk, by.pk])
    again(kept, site, AT + timedelta(days=40))  # read whole again, whatever the marks say
    assert site.asked[-1] == {}
    assert CalendarImport.objects.count() == 4


def test_failures_wait_longer_are_shown_and_told_once(kept, by):
    site, at, pauses = Site(event(LA)), AT, []
    site.answer = FetchRefused("“calendar.ca.gov” can’t be reached.", code="reach")
    for _time in range(5):
        assert again(kept, site, at) == "failed"
        pauses.append((kept.next_at - at) // HOURS)
        at = kept.next_at
    assert pauses == [6, 12, 24, 48, 48]
    assert (kept.failures, kept.failing_since, kept.error) == (5, AT, "“calendar.ca.gov” can’t be reached.")
    assert told(Told.OUTSIDE_FAILS) == [by.pk]
    site.say(status=503)
    assert again(kept, site, at) == "answered 503"
    site.answer = Fetched(200, {"etag": '"1"'}, b"<html>Log in</html>", ADDRESS)
    assert again(kept, site, at).state == "refused"
    assert (kept.failures, kept.etag) == (7, "")
    assert "This is no calendar" in kept.error
    site.say(event(LA))
    again(kept, site, at)
    assert (kept.failures, kept.error, kept.failing_since) == (0, "", None)
    assert not Notification.objects.visible_to(by).filter(kind=Told.OUTSIDE_FAILS).exists()


def test_what_vanished_outside_takes_no_work_and_no_registration_with_it(kept, by):
    site = Site(*[event(LA, uid=uid, title=uid) for uid in ("draft", "mended", "held", "stays")],
                event("DTSTART:20261201T100000Z", uid="soon over", title="soon over"))  # fmt: skip
    again(kept, site, AT)
    draft, mended, held, _stays, over = Series.objects.order_by("pk")
    newest = mended.get_latest_revision_as_object()
    newest.body = "Bring a laptop."
    events.revise(series=newest, by=by, version=mended.latest_revision_id, publish=False)
    held = published(held, by)
    events.register(occurrence=held.occurrences.get(), member=MemberFactory(), at=AT)
    later = AT + timedelta(days=4)
    site.say(event(LA, uid="stays", title="stays"))
    row = again(kept, site, later)
    assert (row.known, row.removed, row.gone) == (1, 1, 2)
    assert not Series.objects.filter(pk=draft.pk).exists()
    assert AuditEntry.objects.filter(action="remove", key=str(draft.pk)).exists()
    assert Series.objects.filter(pk__in=[mended.pk, held.pk, over.pk]).count() == 3
    assert Registration.objects.get().is_current
    assert held.occurrences.get().is_scheduled
    assert told(Told.OUTSIDE_NEWS) == [by.pk, by.pk]
    outside = dict(ImportedEvent.objects.values_list("series", "outside"))
    assert (outside[over.pk], outside[held.pk], outside[mended.pk]) == (Outside.OVER, Outside.GONE, Outside.GONE)
    site.say(event(LA, uid="stays", title="stays"), event(LA, uid="held", title="held"))
    again(kept, site, later + 6 * HOURS)
    assert ImportedEvent.objects.get(series=held).outside == Outside.SAME
    assert told(Told.OUTSIDE_NEWS) == [by.pk, by.pk]


@pytest.mark.parametrize(
    ("answer", "removed"),
    [
        (calendar(event(LA, uid="a")), 1),  # the control
        (calendar(event(LA, uid="a"))[: -len("END:VCALENDAR\r\n")], 0),
        (calendar(event(LA, uid="a"), event("DTSTART:tomorrow", uid="b")), 0),
        (calendar(event(LA, uid="a"), event(LA, "RRULE:FREQ=SECONDLY", uid="b")), 0),
        (calendar(event(LA, uid="a"), event(LA, "STATUS:CANCELLED", uid="b")), 1),
        (calendar(), 0),
    ],
    ids=["gone", "cut off", "unreadable", "impossible", "cancelled", "empty"],
)
def test_only_what_a_whole_calendar_leaves_out_is_missing(kept, answer, removed):
    site = Site(event(LA, uid="a"), event(LA, uid="b"))
    again(kept, site, AT)
    site.answer = Fetched(200, {}, answer, ADDRESS)
    assert again(kept, site, AT + HOURS).removed == removed
    assert Series.objects.count() == 2 - removed


def test_what_was_published_here_is_kept_and_its_organizer_hears_of_each_change_once(kept, by):
    site = Site(event(LA, uid="a"))
    again(kept, site, AT)
    series = published(Series.objects.get(), by)
    start = series.start
    for turn, hour in enumerate((14, 14, 15), 1):
        site.say(event(f"DTSTART;TZID=America/Los_Angeles:20270105T{hour}0000", uid="a"))
        OutsideCalendar.objects.update(body_hash="", etag="")
        assert again(kept, site, AT + turn * HOURS).kept == 1
    series.refresh_from_db()
    assert (series.start, ImportedEvent.objects.get().outside) == (start, Outside.CHANGED)
    assert told(Told.OUTSIDE_NEWS) == [by.pk, by.pk]


@pytest.mark.parametrize("is_published", [False, True])
def test_series_without_an_end_goes_on_with_each_reading(kept, by, is_published):
    began = "DTSTART;TZID=America/Los_Angeles:20190101T100000"
    site = Site(
        event(
            began, "DURATION:PT1H", ENDLESS, "EXDATE;TZID=America/Los_Angeles:20190108T100000,20261208T100000", uid="a"
        )
    )
    row = again(kept, site, AT)
    series = Series.objects.get()
    assert (row.made, row.remarks, f"{series.start}") == (1, [], "2026-12-01 10:00:00")
    assert (series.rule, series.date_changes.count()) == ("FREQ=WEEKLY;UNTIL=20281129;BYDAY=TU", 1)
    if is_published:
        series = published(series, by)
    later = AT + timedelta(days=90)
    assert again(kept, site, later).renewed == 1
    series.refresh_from_db()
    assert series.rule == "FREQ=WEEKLY;UNTIL=20290227;BYDAY=TU"
    assert series.live == is_published
    newest = series.get_latest_revision_as_object()
    newest.rule = "FREQ=WEEKLY;UNTIL=20270601;BYDAY=TU"
    events.revise(series=newest, by=by, version=series.latest_revision_id, publish=is_published)
    assert again(kept, site, later + timedelta(days=90)).known == 1
    assert Series.objects.get().get_latest_revision_as_object().rule == newest.rule


@pytest.mark.parametrize(
    ("lines", "rule", "remark"),
    [
        ((LA, "RRULE:FREQ=DAILY"), "FREQ=DAILY;UNTIL=20281129", ""),
        ((LA, "RRULE:FREQ=DAILY;UNTIL=99991231T235959Z"), "FREQ=DAILY;UNTIL=20281129", ""),
        (("DTSTART:20200107T180000Z", "RRULE:FREQ=WEEKLY;UNTIL=20271231T000000Z;INTERVAL=2"),
         "FREQ=WEEKLY;INTERVAL=2;UNTIL=20271231", ""),
        (("DTSTART:20200107T180000Z", "RRULE:FREQ=WEEKLY;UNTIL=20260101T000000Z"), "", ""),
        (("DTSTART:19700101T180000Z", "RRULE:FREQ=DAILY"), "", "more than 20 years ago"),
        ((LA, "RRULE:FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30"), "", "never happens"),
    ],
)  # fmt: skip
def test_rule_that_never_ends_is_held_up_to_the_horizon(kept, lines, rule, remark):
    row = again(kept, Site(event(*lines)), AT)
    assert [series.rule for series in Series.objects.all()] == [rule] * bool(rule)
    assert remark in "".join(row.remarks)
    assert (row.made, row.over + row.left_out) == ((1, 0) if rule else (0, 1))


def test_who_may_not_schedule_any_more_brings_nothing_in(by):
    group = WorkGroupFactory()
    lead = group.memberships.get().member
    kept = keep_up_to_date(by=lead, group=group, address=ADDRESS)
    assert again(kept, Site(event(LA)), AT).made == 1
    group.memberships.update(role="member")
    site = Site(event(LA, uid="b"))
    assert again(kept, site, AT) == "stopped"
    assert (site.asked, kept.stopped_at, Series.objects.count()) == ([], AT, 1)
    refreshing.start_again(calendar=kept, by=by, at=AT)
    assert again(kept, site, AT).made == 1


def test_same_address_is_one_calendar_and_is_asked_once_when_it_is_due(kept, by):
    assert keep_up_to_date(by=by, group=None, address=ADDRESS) == kept
    assert keep_up_to_date(by=by, group=WorkGroupFactory(), address=ADDRESS) != kept
    site = Site(event(LA))
    assert [refresh(pk=kept.pk, at=AT, fetch=site) for _task in range(2)] == ["new", "not due"]
    assert refresh(pk=kept.pk, at=AT + 7 * HOURS, fetch=site) == "still being read"
    assert len(site.asked) == 1
    assert not ask_now(calendar=kept, at=AT + 7 * HOURS)
    assert ask_now(calendar=kept, at=AT + 8 * HOURS)
    stop(calendar=kept, by=by, at=AT)
    assert not ask_now(calendar=kept, at=AT + 9 * HOURS)
    assert refreshing.refresh_due(at=AT + timedelta(days=9)) == 1  # the group's
    assert AuditEntry.objects.filter(action="stop").count() == 1


def test_old_runs_go_and_those_that_made_something_stay(kept):
    for turn in range(40):
        row = again(kept, Site(event(LA, uid="a", title=f"{turn}")), AT + turn * HOURS)
    assert row.renewed == 1
    assert kept.imports.count() == 30
    assert ImportedEvent.objects.get().latest == row


def test_page_shows_how_it_stands_and_its_buttons_work(client_for, by, count_queries):
    client = client_for(by)
    sent = {"address": "webcal://calendar.ca.gov/all.ics", "keep": "on"}
    page = client.post("/events/imports/new/", {**sent, "form_token": str(uuid4())})["Location"]
    kept = OutsideCalendar.objects.get()
    assert (page, kept.address) == (kept.get_absolute_url(), ADDRESS)
    assert "Not read yet" in client.get(page).content.decode()
    site = Site(*[event(LA, uid=f"{n}", title=f"Clinic {n}") for n in range(3)])
    again(kept, site, AT)
    published(Series.objects.get(title="Clinic 0"), by)
    site.say(event(LA, uid="1", title="Clinic 1"))
    again(kept, site, AT + HOURS)
    said = client.get(page).content.decode()
    assert "Up to date" in said
    assert "No longer there" in said
    assert said.count("Clinic ") == 2
    with_few = count_queries(client, page)
    site.answer = FetchRefused("“calendar.ca.gov” took too long.", code="time")
    again(kept, site, AT + 2 * HOURS)
    assert "took too long" in client.get(page).content.decode()
    for action, words in (("stop", "is asked no more"), ("start", "is asked again"), ("refresh", "asked")):
        assert words in client.post(f"{page}{action}/", follow=True).content.decode()
    site.say(*[event(LA, uid=f"n{n}") for n in range(30)])
    again(kept, site, AT + 3 * HOURS)
    assert count_queries(client, page) <= with_few <= 15


def test_list_of_calendars_costs_the_same_with_1_and_30(client_for, by, kept, count_queries):
    with_one = count_queries(client_for(by), "/events/imports/calendars/")
    for number in range(30):
        keep_up_to_date(by=MemberFactory(), group=WorkGroupFactory(), address=f"{ADDRESS}?{number}")
    assert count_queries(client_for(by), "/events/imports/calendars/") == with_one <= 15


def test_file_is_not_kept_up_to_date(client_for, by):
    file = SimpleUploadedFile("a.ics", calendar(event(LA)))
    answer = client_for(by).post("/events/imports/new/", {"file": file, "keep": "on"})
    assert answer.status_code == 422
    assert "A file stays as it is" in answer.content.decode()
