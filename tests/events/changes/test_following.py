"""This and the following dates: two series, the same rows, everybody's calendar right."""

from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine

from community.notifications.models import Following, Notification
from community.notifications.services.following import follow
from community.people.models import AuditEntry
from events import ics, services
from events.changes.plan import wall_of
from events.changes.services.dates import ChangeRefused, add_date, move_date, take_out
from events.changes.services.following import change_following, rest_of
from events.enums import Told
from events.models import (
    Answer,
    Attendance,
    Continuation,
    Occurrence,
    RegistrationRules,
    Series,
    SeriesCalendar,
)
from events.registering.rules import Filled
from events.registering.services.asking import AskedQuestion, set_rules
from forum.models import Tag
from tests.events.feed_gate import faults
from tests.events.test_ics import read_by_python
from tests.events.test_occurrences import change, dates, weekly
from tests.events.test_telling import event_in, told, words
from tests.factories.events import SeriesFactory, wall
from tests.factories.people import MemberFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
FEED = "/events/calendar.ics"


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def series():
    """Eight Tuesdays from November 24 on, at ten."""
    return weekly(rule="FREQ=WEEKLY;COUNT=8;BYDAY=TU")


def nth(series, number):
    return series.occurrences.select_related("series").order_by("start_at")[number]


def follow_from(row, **values):
    """As an organizer does: the form changes some values of the rest."""
    former = Series.objects.get(pk=row.series_id)
    rest = rest_of(former, wall_of(row.recurrence_id))
    for name, value in values.items():
        setattr(rest, name, value)
    return change_following(occurrence=row, changed=rest, by=former.scheduled_by, version=former.latest_revision_id)


def ours():
    rows = Occurrence.objects.filter(status="scheduled").order_by("start_at")
    return [(int(row.start_at.timestamp()), int(row.end_at.timestamp())) for row in rows]


def test_the_dates_from_there_are_the_same_rows_and_earlier_ones_are_untouched(series):
    before = list(series.occurrences.order_by("start_at").values())
    following = follow_from(nth(series, 3), starts_at=time(14, 0), title="Clinic, afternoons")
    series.refresh_from_db()
    assert list(series.occurrences.order_by("start_at").values()) == before[:3]
    assert list(following.occurrences.order_by("start_at").values_list("pk", flat=True)) == [
        row["id"] for row in before[3:]
    ]
    assert {row.local_start.time() for row in following.occurrences.select_related("series")} == {time(14, 0)}
    assert (series.rule, following.rule) == ("FREQ=WEEKLY;COUNT=3;BYDAY=TU", "FREQ=WEEKLY;COUNT=5;BYDAY=TU")
    assert (series.title, following.title) != (following.title, series.title)
    assert following.uid != series.uid
    assert set(following.organizers.all()) == set(series.organizers.all())
    assert AuditEntry.objects.filter(action__in=["change following", "continue"]).count() == 2


def test_until_ends_on_the_last_date_before(series):
    change(series, rule="FREQ=WEEKLY;UNTIL=20270202;BYDAY=TU")
    following = follow_from(nth(series, 2))
    series.refresh_from_db()
    assert (series.rule, following.rule) == (
        "FREQ=WEEKLY;UNTIL=20261201;BYDAY=TU",
        "FREQ=WEEKLY;UNTIL=20270202;BYDAY=TU",
    )
    assert "RRULE:FREQ=WEEKLY;UNTIL=20261202T075959Z;BYDAY=TU" in SeriesCalendar.objects.get(series=series).block


def test_who_subscribed_reads_all_dates_from_the_feed_and_from_the_first_file(series, client):
    first = client.get(f"{series.get_absolute_url()}calendar.ics")
    following = follow_from(nth(series, 3), starts_at=time(14, 0))
    third = follow_from(nth(following, 2), starts_at=time(16, 0))
    for address in (FEED, f"{series.get_absolute_url()}calendar.ics"):
        answer = client.get(address)
        assert read_by_python(answer.content.decode()) == ours(), address
        assert faults(answer.content) == []
    assert first["ETag"] != client.get(f"{series.get_absolute_url()}calendar.ics")["ETag"]
    own = client.get(f"{third.get_absolute_url()}calendar.ics").content.decode()
    assert read_by_python(own) == ours()[5:]


def test_the_file_changes_and_its_date_never_goes_back_when_a_later_series_is_withdrawn(series, client):
    following = follow_from(nth(series, 3))
    address = f"{series.get_absolute_url()}calendar.ics"
    before = client.get(address)
    with time_machine.travel(NOW + timedelta(minutes=5), tick=False):
        Series.objects.get(pk=following.pk).unpublish()
    after = client.get(address)
    assert after["ETag"] != before["ETag"]
    assert after["Last-Modified"] > before["Last-Modified"]
    assert str(following.uid) not in after.content.decode()


def test_who_registered_stays_is_told_and_keeps_the_same_entry_in_the_calendar(series, member):
    row = nth(series, 4)
    services.register(occurrence=row, member=member)
    known = event_in(words(member, Told.REGISTRATION)[0].calendar)
    following = follow_from(nth(series, 3), starts_at=time(14, 0))
    row.refresh_from_db()
    assert (row.series_id, row.registered_count) == (following.pk, 1)
    (said,) = words(member, Told.CHANGED)
    event = event_in(said.calendar)
    assert said.sentence.startswith(f"Changed: “{series.title}”, now Tuesday, December 22, 2026, 2 p.m.")
    assert (event["UID"], event["RECURRENCE-ID"].dt) == (known["UID"], known["RECURRENCE-ID"].dt)
    assert event["SEQUENCE"] > known["SEQUENCE"]
    change(following, starts_at=time(15, 0))
    later = event_in(words(member, Told.CHANGED)[-1].calendar)
    assert (later["UID"], later["RECURRENCE-ID"].dt) == (known["UID"], known["RECURRENCE-ID"].dt)
    assert later["SEQUENCE"] > event["SEQUENCE"]


@pytest.mark.parametrize(
    ("values", "times"), [({"title": "Other words"}, 0), ({"join_link": "https://meet.example/9"}, 1)]
)
def test_a_change_of_words_is_told_to_nobody_and_another_place_is(series, member, values, times):
    services.register(occurrence=nth(series, 4), member=member)
    follow_from(nth(series, 3), **values)
    assert len(told(member, Told.CHANGED)) == times


def test_attendance_and_who_follows_stay(series, member):
    row = nth(series, 4)
    with time_machine.travel(row.start_at, tick=False):
        services.mark_attendance(occurrence=row, marks={member: True}, by=series.scheduled_by)
    follow(member=member, place=series.place, level="instant")
    following = follow_from(nth(series, 3))
    assert Attendance.objects.get().occurrence.series == following
    assert Following.objects.get(place=following.place).level == "instant"


def test_dates_that_differ_go_with_the_half_they_are_in(series):
    by = series.scheduled_by
    for number in (1, 4):
        take_out(occurrence=nth(series, number), by=by)
    row = nth(series, 4)
    move_date(occurrence=row, start=wall("2026-12-31T09:00"), minutes=60, place=None, by=by, seen=row.seen)
    add_date(series=series, start=wall("2026-11-25T09:00"), minutes=30, by=by)
    add_date(series=series, start=wall("2027-01-07T09:00"), minutes=30, by=by)
    before = ours()
    following = follow_from(nth(series, 4))
    assert ours() == before
    assert [key for key, _status in dates(series)] == [
        "+20261125T0900",
        "20261124T100000",
        "20261208T100000",
        "20261215T100000",
    ]
    assert following.date_changes.count() == 3
    assert read_by_python(_both(series, following)) == ours()


def _both(*series):
    rows = SeriesCalendar.objects.filter(series__in=series)
    return ics.calendar([row.block for row in rows], zones={row.zone for row in rows})


def test_an_older_revision_that_is_published_again_makes_no_date_twice(series):
    older = series.latest_revision
    following = follow_from(nth(series, 3))
    older.publish()
    assert series.occurrences.count() == 3
    assert following.occurrences.count() == 5
    assert read_by_python(_both(series, following)) == ours()


def test_second_and_fourth_tuesday_is_divided_between_them(series):
    series = weekly(starts_on=wall("2026-11-24T00:00").date(), rule="FREQ=MONTHLY;COUNT=9;BYDAY=2TU,4TU")
    member = MemberFactory()
    services.register(occurrence=nth(series, 3), member=member)
    known = event_in(words(member, Told.REGISTRATION)[0].calendar)
    following = follow_from(nth(series, 2), starts_at=time(15, 0))
    assert following.rule == "FREQ=MONTHLY;COUNT=7;BYDAY=2TU,4TU"
    assert read_by_python(_both(series, following)) == [
        (int(row.start_at.timestamp()), int(row.end_at.timestamp()))
        for row in Occurrence.objects.filter(series__in=[series, following]).order_by("start_at")
    ]
    assert event_in(words(member, Told.CHANGED)[0].calendar)["UID"] == known["UID"]


def test_what_cannot_be_divided_is_refused_with_a_sentence(series):
    added = add_date(series=series, start=wall("2026-12-03T09:00"), minutes=30, by=series.scheduled_by)
    extra = series.occurrences.select_related("series").get(recurrence_id=added.recurrence_id)
    whole = Series.objects.get(pk=series.pk)
    for row, sentence in ((nth(series, 0), "Nothing comes before"), (extra, "extra date")):
        with pytest.raises(ChangeRefused, match=sentence):
            change_following(occurrence=row, changed=whole, by=series.scheduled_by, version=whole.latest_revision_id)
    with pytest.raises(services.EditedMeanwhile):
        change_following(occurrence=nth(series, 3), changed=whole, by=series.scheduled_by, version=0)
    later = NOW + timedelta(days=60)
    row = nth(series, 3)
    with pytest.raises(ChangeRefused, match="over"):
        change_following(
            occurrence=row, changed=whole, by=series.scheduled_by, version=whole.latest_revision_id, at=later
        )
    assert not Continuation.objects.exists()


def test_fewer_places_than_people_are_refused_and_nothing_is_divided(series):
    for member in MemberFactory.create_batch(3):
        services.register(occurrence=nth(series, 4), member=member)
    with pytest.raises(services.PlacesTaken):
        follow_from(nth(series, 3), capacity=2)


def test_nobody_hears_of_a_division_that_changes_nothing(series, member):
    follow(member=member, place=series.place)
    follow_from(nth(series, 3))
    assert not Notification.objects.exists()


def test_old_addresses_lead_to_the_date(series, client):
    row = nth(series, 4)
    old = row.get_absolute_url()
    following = follow_from(nth(series, 3), title="Afternoons")
    answer = client.get(old)
    assert (answer.status_code, answer["Location"]) == (302, f"/events/{following.slug}/{row.pk}/")
    assert "Afternoons" in client.get(series.get_absolute_url()).content.decode()
    assert client.get(f"/events/{SeriesFactory().slug}/{row.pk}/").status_code == 404


def test_the_rules_of_registration_go_on_and_answers_answer_them(series):
    asked = [AskedQuestion(None, "Which dataset?", "text", "", is_required=True)]
    rules = RegistrationRules(is_by_approval=False, closes_hours=24)
    set_rules(series=series, rules=rules, questions=asked, by=series.scheduled_by, version=0)
    series.topics.set([Tag.objects.create(name="Water", slug="water-x")])
    series.save()
    question, row, early = series.questions.get(), nth(series, 3), nth(series, 1)
    for date in (row, early):
        services.register(occurrence=date, member=MemberFactory(), filled=Filled({question.pk: "Wells"}))

    following = follow_from(row, title="Clinic in spring")

    copy = following.questions.get()
    assert (following.registration_rules.closes_hours, copy.text, copy.is_required) == (24, "Which dataset?", True)
    assert [answer.question for answer in Answer.objects.order_by("registration__occurrence__start_at")] == [
        question,
        copy,
    ]
    assert [topic.name for topic in following.topics.all()] == ["Water"]
