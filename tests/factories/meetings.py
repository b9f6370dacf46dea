"""Meetings of work groups, with what belongs to them, made by the services."""

from datetime import timedelta

from django.utils import timezone

from community.workgroups.models import Deliverable
from community.workgroups.services import save_deliverable
from events.enums import Kind, Visibility
from events.meetings.services.actions import Agreed, agree_action
from events.meetings.services.agenda import add_item, publish_agenda
from events.meetings.services.decisions import Said, take_decision
from events.meetings.services.moved import move_deliverable
from events.models import Occurrence
from tests.factories.after import held
from tests.factories.events import a_lead_of, an_occurrence
from tests.factories.workgroups import WorkGroupFactory

MEETING = {"kind": Kind.MEETING, "visibility": Visibility.GROUP}


def met(group=None, **fields):
    """A meeting of the group that ended an hour ago."""
    group = group or WorkGroupFactory()
    return held(**({"group": group, "by": a_lead_of(group), **MEETING} | fields))


def to_meet(group, **fields):
    """One that is tomorrow."""
    return an_occurrence(**({"group": group, "by": a_lead_of(group), **MEETING} | fields))


def make_item(date, *, title="Budget", published=False, by=None, **fields):
    by = by or a_lead_of(date.series.group)
    item = add_item(occurrence=date, by=by, title=title, **fields)
    if published:
        publish_agenda(occurrence=date, by=by)
    return item


def make_decision(group, *, text="Dates are written as 2026-11-29.", by=None, at=None, **fields):
    by = by or a_lead_of(group)
    said = Said(**({"text": text, "reasons": "", "taken_on": timezone.localdate()} | fields))
    return take_decision(group=group, by=by, said=said, at=at)


def make_action(group, *, what="Write the guide", owner=None, days=10, by=None, outside="", meeting=None):
    """Due in some days; of the lead where nobody else is named."""
    by = by or a_lead_of(group)
    due_on = timezone.localdate() + timedelta(days=days)
    owner = None if outside else owner or by
    return agree_action(group=group, by=by, agreed=Agreed(what, due_on, owner, outside, meeting))


def make_moved(date, *, title="A guide", words="The draft is ready.", by=None):
    by = by or a_lead_of(date.series.group)
    promised = save_deliverable(deliverable=Deliverable(group=date.series.group, title=title), by=by)
    return move_deliverable(occurrence=date, deliverable=promised, by=by, words=words)


def begin(date):
    """Let a date to come have been held an hour ago."""
    now = timezone.now()
    Occurrence.objects.filter(pk=date.pk).update(start_at=now - timedelta(hours=2), end_at=now - timedelta(hours=1))
    return Occurrence.objects.select_related("series__group").get(pk=date.pk)
