"""One calendar part in each mail about a place: REQUEST, another REQUEST, CANCEL, under the same names."""

from datetime import UTC, datetime, time, timedelta

import icalendar
import pytest
import time_machine

from community.notifications.mail.composing import compose
from community.notifications.models import Mail
from events import services
from events.enums import Told
from events.models import RegistrationRules, SeriesCalendar
from events.registering.services.asking import set_rules
from events.registering.services.deciding import bring, decline, let_in
from tests.events.test_occurrences import change, weekly
from tests.factories.events import an_occurrence, day
from tests.factories.people import MemberFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def frozen():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def mails(member, kind):
    """The mails of a kind as they would leave now, oldest first."""
    rows = Mail.objects.filter(member=member, notifications__kind=kind).order_by("pk").select_related("member")
    return [message for row in rows if (message := compose(row))]


def calendar_of(message):
    """Method and VEVENT of the one calendar part."""
    parts = [part for part in message.alternatives if part.mimetype.startswith("text/calendar")]
    assert len(parts) == 1
    calendar = icalendar.Calendar.from_ical(parts[0].content)
    (event,) = calendar.walk("VEVENT")
    assert f"method={calendar['METHOD']}" in parts[0].mimetype
    return calendar["METHOD"], event


def without_calendar(message):
    return not [part for part in message.alternatives if part.mimetype.startswith("text/calendar")]


def register(occurrence, member=None):
    return services.register(occurrence=occurrence, member=member or MemberFactory(), may_wait=True)


def second_date_of_a_series(**kwargs):
    series = weekly(**kwargs)
    return series.occurrences.select_related("series").order_by("start_at")[1]


def test_from_waiting_to_registered_to_moved_to_withdrawn(frozen, member):
    occurrence = second_date_of_a_series(capacity=1)
    first = register(occurrence)
    register(occurrence, member)
    assert mails(member, Told.REGISTRATION) == mails(member, Told.PLACE) == []

    services.withdraw(occurrence=occurrence, member=first.member)
    (offer,) = mails(member, Told.OFFERED)
    assert without_calendar(offer)
    assert "The place is yours until Tuesday, November 24, 10 a.m. PST" in offer.body

    services.take(occurrence=occurrence, member=member)
    assert mails(member, Told.OFFERED) == []
    (confirmed,) = mails(member, Told.REGISTRATION)
    method, event = calendar_of(confirmed)
    assert (method, event["UID"], event["SEQUENCE"]) == ("REQUEST", str(occurrence.series.uid), 0)
    assert event["RECURRENCE-ID"].dt == occurrence.start_at

    change(occurrence.series, starts_at=time(15, 0))
    (moved,) = mails(member, Told.CHANGED)
    method, event = calendar_of(moved)
    assert (method, event["UID"], event["SEQUENCE"]) == ("REQUEST", str(occurrence.series.uid), 1)
    assert event["RECURRENCE-ID"].dt == occurrence.start_at
    assert event["DTSTART"].dt == occurrence.start_at + timedelta(hours=5)

    frozen.shift(timedelta(minutes=5))
    services.withdraw(occurrence=occurrence, member=member, by=member)
    (gone,) = mails(member, Told.PLACE)
    method, event = calendar_of(gone)
    assert (method, event["UID"], event["SEQUENCE"]) == ("CANCEL", str(occurrence.series.uid), 1)
    assert event["STATUS"] == "CANCELLED"
    assert event["RECURRENCE-ID"].dt == occurrence.start_at
    assert event["ATTENDEE"] == f"mailto:{member.email}"


def test_who_withdraws_and_comes_back_gets_messages_in_order(frozen, member):
    occurrence = an_occurrence(starts_on=day("2026-12-08"))
    stamps = []
    for step in (register, None, register):
        frozen.shift(timedelta(minutes=1))
        if step is None:
            services.withdraw(occurrence=occurrence, member=member, by=member)
            stamps.append(calendar_of(mails(member, Told.PLACE)[-1])[1]["DTSTAMP"].dt)
        else:
            step(occurrence, member)
            stamps.append(calendar_of(mails(member, Told.REGISTRATION)[-1])[1]["DTSTAMP"].dt)
    assert stamps == sorted(set(stamps))


def test_approved_and_declined(member):
    occurrence = an_occurrence(starts_on=day("2026-12-08"))
    organizer = occurrence.series.scheduled_by
    set_rules(
        series=occurrence.series, rules=RegistrationRules(is_by_approval=True), questions=[], by=organizer, version=0
    )
    row = register(occurrence, member)
    other = register(occurrence)
    assert mails(member, Told.REGISTRATION) == []
    let_in(registration=row, by=organizer)
    assert calendar_of(mails(member, Told.REGISTRATION)[0])[0] == "REQUEST"
    decline(registration=other, by=organizer, reason="Only for stewards.")
    (no,) = mails(other.member, Told.PLACE)
    assert without_calendar(no)
    assert "Only for stewards." in no.body


def test_who_is_taken_out_gets_the_entry_cancelled(member):
    occurrence = an_occurrence(starts_on=day("2026-12-08"))
    row = register(occurrence, member)
    decline(registration=row, by=occurrence.series.scheduled_by, reason="Wrong room.")
    (out,) = mails(member, Told.PLACE)
    assert calendar_of(out)[0] == "CANCEL"
    assert mails(member, Told.REGISTRATION) == []


def test_on_behalf_names_who_did_it(member):
    occurrence = an_occurrence(starts_on=day("2026-12-08"))
    organizer = occurrence.series.scheduled_by
    bring(occurrence=occurrence, members=[member], by=organizer)
    (mail,) = mails(member, Told.REGISTRATION)
    assert mail.subject.startswith(f"{organizer} registered you for")
    method, event = calendar_of(mail)
    assert (method, event.get("RECURRENCE-ID")) == ("REQUEST", None)


def test_an_offer_that_ran_out_is_told_without_a_calendar(frozen, member):
    occurrence = an_occurrence(starts_on=day("2026-12-08"), capacity=1)
    first = register(occurrence)
    register(occurrence, member)
    services.withdraw(occurrence=occurrence, member=first.member)
    frozen.shift(timedelta(hours=25))
    services.pass_on_all()
    (over,) = mails(member, Told.PLACE)
    assert without_calendar(over)
    assert "went on to the next person" in over.subject


def test_who_waits_hears_that_the_date_is_called_off_and_has_no_entry_to_cancel(member):
    occurrence = an_occurrence(starts_on=day("2026-12-08"), capacity=1)
    register(occurrence)
    register(occurrence, member)
    services.cancel_occurrence(occurrence=occurrence, by=MemberFactory(), reason="The speaker is ill.")
    (off,) = mails(member, Told.PLACE)
    assert off.subject.startswith("Cancelled: ")
    assert "The speaker is ill." in off.body
    assert without_calendar(off)
    assert SeriesCalendar.objects.get().sequence == 1
