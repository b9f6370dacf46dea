"""Who hears of a date: who registered at once, who follows in the digest, nobody twice."""

from datetime import UTC, datetime, time, timedelta

import icalendar
import pytest
import time_machine

from community.notifications.enums import Level
from community.notifications.mail.composing import compose, lines_for
from community.notifications.models import Mail, Notification
from community.notifications.services.following import follow
from community.people.models import Member
from community.workgroups.enums import State
from events import services
from events.enums import Told, Visibility
from events.models import Series, SeriesCalendar
from events.querysets import viewers_of
from events.tasks import remind_of_tomorrow
from tests.events.test_occurrences import change, weekly
from tests.factories.events import SeriesFactory, an_occurrence, day
from tests.factories.people import MemberFactory
from tests.factories.workgroups import MembershipFactory, WorkGroupFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
BEFORE = NOW - timedelta(days=3)


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def occurrence():
    made = an_occurrence(starts_on=day("2026-11-26"), join_link="https://meet.example/1")
    return made


def told(member, kind):
    """The keys and keys' number of what the member was told of one kind."""
    return list(Notification.objects.filter(member=member, kind=kind).order_by("pk").values_list("key", flat=True))


def words(member, kind):
    rows = list(Notification.objects.visible_to(member).filter(kind=kind).order_by("pk"))
    return [line.told for line in lines_for(member, rows)]


def event_in(part):
    calendar = icalendar.Calendar.from_ical(part.text)
    assert calendar["METHOD"] == part.method
    (event,) = calendar.walk("VEVENT")
    return event


def test_registering_is_told_at_once_with_the_date_for_the_calendar(occurrence, member):
    services.register(occurrence=occurrence, member=member)
    services.register(occurrence=occurrence, member=member)

    (said,) = words(member, Told.REGISTRATION)
    event = event_in(said.calendar)
    when = "Thursday, November 26, 2026, 10 a.m. to 11 a.m. Pacific Time"
    assert said.sentence == f"You are registered for “{occurrence.series.title}”, {when}"
    assert "https://meet.example/1" in said.text
    assert (said.calendar.method, event["UID"], event.get("RECURRENCE-ID")) == (
        "REQUEST",
        str(occurrence.series.uid),
        None,
    )
    assert event["ATTENDEE"] == f"mailto:{member.email}"
    assert event["ATTENDEE"].params["PARTSTAT"] == "ACCEPTED"
    assert event["ORGANIZER"] == "mailto:hub@hub.example"
    assert event["DTSTART"].dt == occurrence.start_at
    assert Mail.objects.get().is_urgent


def test_the_mail_carries_the_invitation(occurrence, member):
    services.register(occurrence=occurrence, member=member)

    message = compose(Mail.objects.select_related("member").get())

    assert [part.mimetype for part in message.alternatives][1].startswith("text/calendar; method=REQUEST")


def test_withdrawing_needs_no_mail_and_takes_the_words_away(occurrence, member):
    services.register(occurrence=occurrence, member=member)
    services.withdraw(occurrence=occurrence, member=member)

    assert words(member, Told.REGISTRATION) == []
    assert compose(Mail.objects.select_related("member").get()) is None


def test_one_date_of_a_series_names_its_recurrence_id(member):
    series = weekly()
    second = series.occurrences.order_by("start_at")[1]
    services.register(occurrence=second, member=member)

    event = event_in(words(member, Told.REGISTRATION)[0].calendar)

    assert (event["RECURRENCE-ID"].dt, event.get("RRULE")) == (event["DTSTART"].dt, None)
    assert event["DTSTART"].dt == second.start_at


def test_another_time_is_told_to_who_registered_and_stays_the_same_entry_of_their_calendar(member):
    series = weekly()
    second = series.occurrences.order_by("start_at")[1]
    services.register(occurrence=second, member=member)

    change(series, starts_at=time(14, 0))

    (said,) = words(member, Told.CHANGED)
    event = event_in(said.calendar)
    assert said.sentence.startswith(f"Changed: “{series.title}”, now Tuesday, December 1, 2026, 2 p.m.")
    assert event["RECURRENCE-ID"].dt == second.start_at
    assert event["DTSTART"].dt == second.start_at + timedelta(hours=4)
    assert event["SEQUENCE"] == SeriesCalendar.objects.get().sequence == 1


@pytest.mark.parametrize(
    ("values", "times"),
    [
        ({"venue": "Room 4", "format": "in-person"}, 1),
        ({"join_link": "https://meet.example/2"}, 1),
        ({"duration": 90}, 1),
        ({"title": "Another title", "body": "More.", "summary": "Else."}, 0),
        ({"capacity": 40}, 0),
    ],
)
def test_what_matters_is_told_and_a_change_of_words_is_not(occurrence, member, values, times):
    services.register(occurrence=occurrence, member=member)

    change(occurrence.series, **values)
    change(occurrence.series, **values)

    assert len(told(member, Told.CHANGED)) == times


def test_the_second_change_is_told_again_even_back_to_the_first_place(occurrence, member):
    services.register(occurrence=occurrence, member=member)

    for number in (2, 3, 2):
        change(occurrence.series, join_link=f"https://meet.example/{number}")

    assert told(member, Told.CHANGED) == ["1", "2", "3"]


def test_a_cancelled_date_is_told_with_its_reason_and_cancelled_in_the_calendar(occurrence, member):
    services.register(occurrence=occurrence, member=member)
    for _ in range(2):
        services.cancel_occurrence(occurrence=occurrence, by=MemberFactory(), reason="The speaker is ill.")

    (said,) = words(member, Told.CHANGED)
    event = event_in(said.calendar)
    assert said.sentence.startswith("Cancelled: ")
    assert "Why: The speaker is ill." in said.text
    assert "meet.example" not in said.text
    assert (said.calendar.method, event["STATUS"], event["SEQUENCE"]) == ("CANCEL", "CANCELLED", 1)


def test_a_date_that_the_series_drops_is_told_as_cancelled(member):
    series = weekly()
    last = series.occurrences.order_by("start_at").last()
    services.register(occurrence=last, member=member)

    change(series, rule="FREQ=WEEKLY;COUNT=2;BYDAY=TU")

    assert words(member, Told.CHANGED)[0].calendar.method == "CANCEL"


def test_of_what_is_over_nobody_hears(member):
    series = weekly(starts_on=day("2026-11-17"))
    over = series.occurrences.order_by("start_at").first()
    with time_machine.travel(NOW - timedelta(days=8), tick=False):
        services.register(occurrence=over, member=member)

    change(series, join_link="https://meet.example/3")

    assert told(member, Told.CHANGED) == []


def test_who_follows_hears_in_the_digest_and_once_for_all_dates(member):
    series = weekly()
    registered = MemberFactory()
    services.register(occurrence=series.occurrences.first(), member=registered)
    for follower in (member, registered):
        follow(member=follower, place=series.place)

    change(series, starts_at=time(15, 0))

    row = Notification.objects.get(kind=Told.SERIES_CHANGED)
    assert (row.member, row.level, row.subject_id) == (member, Level.DAILY, series.pk)
    assert words(member, Told.SERIES_CHANGED)[0].sentence == f"“{series.title}” changed: see its dates"


def test_a_first_publication_tells_nobody(member):
    group = WorkGroupFactory()
    follow(member=member, place=f"group:{group.pk}")

    SeriesFactory(group=group)

    assert not Notification.objects.exists()


def test_the_day_before_is_reminded_once_and_a_moved_date_again(occurrence, member):
    late = MemberFactory()
    services.register(occurrence=occurrence, member=member, at=BEFORE)
    with time_machine.travel(occurrence.start_at - timedelta(hours=25), tick=False):
        assert remind_of_tomorrow() == "0 reminded"
    with time_machine.travel(occurrence.start_at - timedelta(hours=23), tick=False):
        services.register(occurrence=occurrence, member=late)
        assert (remind_of_tomorrow(), remind_of_tomorrow()) == ("1 reminded", "0 reminded")
        change(occurrence.series, starts_at=time(11, 0))
        assert remind_of_tomorrow() == "2 reminded"
    with time_machine.travel(occurrence.start_at + timedelta(hours=2), tick=False):
        assert remind_of_tomorrow() == "0 reminded"
    assert words(member, Told.REMINDER)[0].calendar is None


@pytest.mark.parametrize("how", ["cancelled", "withdrawn", "unpublished", "left"])
def test_nobody_is_reminded_of_what_is_off(how, member):
    group = WorkGroupFactory()
    MembershipFactory(group=group, member=member)
    series = SeriesFactory(group=group, visibility=Visibility.GROUP, starts_on=day("2026-11-24"))
    occurrence = series.occurrences.get()
    services.register(occurrence=occurrence, member=member, at=BEFORE)
    if how == "cancelled":
        services.cancel_occurrence(occurrence=occurrence, by=MemberFactory(), reason="Off.")
    elif how == "withdrawn":
        services.withdraw(occurrence=occurrence, member=member)
    elif how == "unpublished":
        series.unpublish()
    else:
        group.memberships.filter(member=member).update(state=State.LEFT)

    assert services.remind(at=occurrence.start_at - timedelta(hours=20)) == 0
    assert (words(member, Told.REGISTRATION) == []) is (how != "cancelled")


def test_the_page_of_a_date_reads_what_was_told_of_it(occurrence, member, client_for):
    services.register(occurrence=occurrence, member=member)

    client_for(member).get(occurrence.get_absolute_url())

    assert not Notification.objects.unread().exists()
    assert Mail.objects.get().not_needed_at is not None


def test_telling_many_costs_what_telling_one_costs(occurrence, django_assert_max_num_queries):
    for _ in range(30):
        services.register(occurrence=occurrence, member=MemberFactory())
    with django_assert_max_num_queries(60):
        services.cancel_occurrence(occurrence=occurrence, by=MemberFactory(), reason="Off.")
    assert Notification.objects.filter(kind=Told.CHANGED).count() == 30


@pytest.mark.parametrize("visibility", Visibility.values)
@pytest.mark.parametrize("live", [True, False])
def test_viewers_are_those_to_whom_it_is_open(visibility, live):
    group = WorkGroupFactory()
    series = SeriesFactory(group=group, visibility=visibility, publish=live)
    for state in State.values:
        MembershipFactory(group=group, state=state)
    MemberFactory(is_active=False)

    open_to = {
        member.pk for member in Member.objects.filter(is_active=True) if series in Series.objects.open_to(member)
    }

    assert sorted(Member.objects.filter(viewers_of(series)).values_list("pk", flat=True)) == sorted(open_to)
