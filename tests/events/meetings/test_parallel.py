"""Leads who write at once, on real connections."""

import uuid

import pytest

from community.notifications.models import Notification
from community.people.errors import HubError
from events.enums import Told
from events.meetings.models import AgendaItem, Decision
from events.meetings.services.actions import remind_owners
from events.meetings.services.agenda import carry_over, move_item
from events.meetings.services.decisions import Said, replace_decision, take_decision
from tests.factories.events import a_lead_of
from tests.factories.meetings import make_action, make_decision, make_item, met, to_meet
from tests.factories.workgroups import MembershipFactory, WorkGroupFactory

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


def said(number):
    from django.utils import timezone

    return Said(f"Words {number}", "", timezone.localdate())


def test_sixteen_who_decide_at_once_get_sixteen_numbers_without_a_gap(at_once):
    group = WorkGroupFactory()
    lead = a_lead_of(group)
    numbers = at_once(16, lambda number: take_decision(group=group, by=lead, said=said(number)).number)
    assert sorted(numbers) == list(range(1, 17))


def test_without_the_lock_numbers_double(at_once, monkeypatch):
    """The control: the same crowd without the group's lock runs into the constraint, and needs more turns."""
    from community.workgroups.models import WorkGroup
    from events.meetings.services import refusals

    group = WorkGroupFactory()
    lead = a_lead_of(group)
    monkeypatch.setattr(refusals, "locked", lambda pk: WorkGroup.objects.get(pk=pk))
    plain = take_decision.__wrapped__

    def take(number):
        try:
            return plain(group=group, by=lead, said=said(number)).number
        except Exception as fault:  # noqa: BLE001
            return type(fault).__name__

    assert "IntegrityError" in at_once(16, take)


def test_one_form_sent_eight_times_at_once_is_one_decision(at_once):
    group, token = WorkGroupFactory(), uuid.uuid4()
    lead = a_lead_of(group)
    made = at_once(8, lambda number: take_decision(group=group, by=lead, said=said(0), form_token=token).number)
    assert (made, Decision.objects.count()) == ([1] * 8, 1)


def test_of_eight_who_replace_a_decision_at_once_one_does(at_once):
    group = WorkGroupFactory()
    lead, former = a_lead_of(group), make_decision(group)

    def replace(number):
        try:
            return replace_decision(decision=former, by=lead, said=said(number)).number
        except HubError:
            return 0

    assert sorted(at_once(8, replace)) == [0] * 7 + [2]


def test_an_agenda_moved_and_carried_over_by_many_keeps_each_item_once(at_once):
    date = met()
    group = date.series.group
    lead = a_lead_of(group)
    to_meet(group)
    items = [make_item(date, title=str(number)) for number in range(4)]

    def act(number):
        if number % 2:
            return carry_over(item=items[0], by=lead).pk
        return move_item(item=items[number % 4], by=lead, up=bool(number % 3)).pk

    at_once(12, act)
    assert sorted(date.agenda_items.values_list("title", flat=True)) == list("0123")
    assert AgendaItem.objects.filter(carried_from=items[0]).count() == 1


def test_reminders_that_run_at_once_tell_each_owner_once(at_once):
    group = WorkGroupFactory()
    for _number in range(5):
        make_action(group, owner=MembershipFactory(group=group).member, days=1)
    assert sum(at_once(6, lambda number: remind_owners())) == 5
    assert Notification.objects.filter(kind=Told.ACTION, key__startswith="soon").count() == 5
