"""Makers of what is told about events; see mail_makers.py."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from community.notifications.services.following import follow
from community.notifications.services.telling import without_mail
from community.people.models import Member
from events import services as events
from events.after.services.materials import give_material
from events.after.services.surveys import begin_survey
from events.approving.services.deciding import return_proposed
from events.approving.services.handing_in import propose
from events.importing.enums import Outside
from events.importing.services.bringing import ask_for_import, carry_on
from events.importing.services.refreshing import keep_up_to_date
from events.importing.services.standing import failed
from events.importing.services.telling import tell_of_change_outside
from events.meetings.services.actions import Agreed, agree_action
from events.models import CalendarImport, ImportedEvent, Occurrence, OutsideCalendar, RegistrationRules
from events.registering.services.asking import set_rules
from events.registering.services.deciding import decline as decline_registration
from events.services.telling import remind, tell_of_change
from tests.factories.after import held
from tests.factories.events import SeriesFactory, an_occurrence
from tests.factories.people import MemberFactory
from tests.factories.workgroups import MembershipFactory, WorkGroupFactory

from .maker_words import a_group, named


def _registered(reader: Member, title: str) -> Occurrence:
    """A date tomorrow for which the reader registered some days ago, and got that mail then."""
    occurrence = an_occurrence(title=title[:120], venue=title[:120])
    with without_mail():
        events.register(occurrence=occurrence, member=reader, at=timezone.now() - timedelta(days=3))
    occurrence.refresh_from_db()
    return occurrence


def registration(reader: Member, title: str) -> None:
    """The reader registers."""
    events.register(occurrence=an_occurrence(title=title[:120]), member=reader)


def event_changed(reader: Member, title: str) -> None:
    """What the reader registered for is called off."""
    occurrence = _registered(reader, title)
    events.cancel_occurrence(occurrence=occurrence, by=named(title), reason=title[:200])


def event_reminder(reader: Member, title: str) -> None:
    """It is tomorrow."""
    _registered(reader, title)
    remind()


def series_changed(reader: Member, title: str) -> None:
    """An event that the reader follows is called off."""
    occurrence = an_occurrence(title=title[:120])
    follow(member=reader, place=occurrence.series.place)
    tell_of_change(series=occurrence.series, occurrences=[], sequence=1, at=timezone.now())


def place_offered(reader: Member, title: str) -> None:
    """The one who has the only place goes, and the reader is next."""
    occurrence, before = an_occurrence(title=title[:120], capacity=1), MemberFactory()
    events.register(occurrence=occurrence, member=before)
    events.register(occurrence=occurrence, member=reader, may_wait=True)
    events.withdraw(occurrence=occurrence, member=before)


def _by_approval(title: str, by: Member) -> Occurrence:
    occurrence = an_occurrence(title=title[:120], by=by)
    rules = RegistrationRules(series=occurrence.series, is_by_approval=True)
    set_rules(series=occurrence.series, rules=rules, questions=[], by=by, version=0)
    return occurrence


def place_news(reader: Member, title: str) -> None:
    """The organizers let somebody else in, for a reason."""
    organizer = named(title)
    asked = events.register(occurrence=_by_approval(title, organizer), member=reader)
    decline_registration(registration=asked, by=organizer, reason=title[:200])


def place_requested(reader: Member, title: str) -> None:
    """Somebody asks for a place at an event of the reader."""
    events.register(occurrence=_by_approval(title, reader), member=named(title))


def calendar_imported(reader: Member, title: str) -> None:
    """The reader brought in a calendar with that name, which is none."""
    Member.objects.filter(pk=reader.pk).update(is_staff=True)
    carry_on(pk=ask_for_import(by=reader, group=None, came_from=title, data=b"BEGIN:VCALENDAR\nEND:VCALENDAR").pk)


def _kept(reader: Member, title: str) -> OutsideCalendar:
    return keep_up_to_date(by=reader, group=None, address=f"https://calendar.ca.gov/{title}"[:2_000])


def calendar_fails(reader: Member, title: str) -> None:
    """One that is kept up to date fails for the third time."""
    for _time in range(3):
        failed(calendar=_kept(reader, title), why=title, at=timezone.now())


def outside_event_news(reader: Member, title: str) -> None:
    """What the reader published is no longer in the calendar from which it came."""
    run = CalendarImport.objects.create(by=reader, came_from="a.ics", calendar=_kept(reader, title))
    series = an_occurrence(title=title[:120], by=reader).series
    values = {"facts": "", "seen": "", "latest": run, "outside": Outside.GONE}
    event = ImportedEvent.objects.create(key=str(series.pk), series=series, **values)
    tell_of_change_outside(event=event, facts="gone", at=timezone.now())


def event_after(reader: Member, title: str) -> None:
    """There are materials for an event that the reader registered for."""
    organizer = named(title)
    occurrence = an_occurrence(title=title[:120], by=organizer)
    with without_mail():
        events.register(occurrence=occurrence, member=reader)
    give_material(occurrence=occurrence, by=organizer, title=title[:120], address="https://slides.example/")


def action_item(reader: Member, title: str) -> None:
    """The reader gets something to do."""
    lead = named(title)
    group = a_group(title, lead=lead)
    MembershipFactory(group=group, member=reader)
    agree_action(group=group, by=lead, agreed=Agreed(title[:300], timezone.localdate(), reader))


def event_survey(reader: Member, title: str) -> None:
    """The reader was there, and is asked how it was."""
    organizer = named(title)
    occurrence = held(title=title[:120], by=organizer)
    events.mark_attendance(occurrence=occurrence, marks={reader: True}, by=organizer)
    begin_survey(occurrence=occurrence, by=organizer)


def event_handed_in(reader: Member, title: str) -> None:
    """Somebody hands an event in for a group that the reader leads."""
    group = WorkGroupFactory(lead=reader)
    propose(series=SeriesFactory.build(title=title[:120], group=group), by=named(title), hand_in=True)


def event_decided(reader: Member, title: str) -> None:
    """An event that the reader handed in comes back."""
    series = propose(series=SeriesFactory.build(title=title[:120]), by=reader, hand_in=True)
    return_proposed(series=series, by=named(title), version=series.latest_revision_id or 0, reason=title[:200])
