"""The same calendar brought in by several tasks at once, on real connections: nothing is doubled, nothing lost."""

import pytest

from community.safety.fetching import Fetched
from events.importing.services import refreshing
from events.importing.services.bringing import ask_for_import, carry_on
from events.models import CalendarImport, ImportedEvent, OutsideCalendar, Series
from tests.events.importing.calendars import LA, calendar, event
from tests.factories.people import MemberFactory

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True, serialized_rollback=True)]
COUNT = 8
DATA = calendar(*[event(LA, uid=f"{n}", title="Data clinic") for n in range(COUNT)])


def ask(by):
    return ask_for_import(by=by, group=None, came_from="clinics.ics", data=DATA).pk


def _is_right():
    """Each event once, and each of them the one that is remembered."""
    assert Series.objects.count() == ImportedEvent.objects.count() == COUNT
    assert set(ImportedEvent.objects.values_list("series", flat=True)) == set(
        Series.objects.values_list("pk", flat=True)
    )
    for row in CalendarImport.objects.all():
        assert (row.state, row.read, row.ended_with) == ("done", COUNT, COUNT)


def test_one_import_by_four_tasks_at_once(at_once):
    pk = ask(MemberFactory(is_staff=True))
    at_once(4, lambda number: carry_on(pk=pk))
    carry_on(pk=pk)  # whoever was last may have left the rest to a task that was ahead
    _is_right()
    assert CalendarImport.objects.get().made == COUNT


def test_the_same_file_by_four_imports_at_once(at_once):
    by = MemberFactory(is_staff=True)
    pks = [ask(by) for _import in range(4)]
    at_once(4, lambda number: carry_on(pk=pks[number]))
    _is_right()
    assert sum(row.made for row in CalendarImport.objects.all()) == COUNT


def test_an_address_is_asked_by_one_of_eight_tasks(at_once):
    kept = refreshing.keep_up_to_date(
        by=MemberFactory(is_staff=True), group=None, address="https://calendar.ca.gov/all.ics"
    )
    asked = []

    def fetch(url, **options):
        asked.append(url)
        return Fetched(200, {}, DATA, url)

    found = at_once(8, lambda number: refreshing.refresh(pk=kept.pk, fetch=fetch))
    assert sorted(found) == ["new"] + ["not due"] * 7
    assert len(asked) == CalendarImport.objects.count() == OutsideCalendar.objects.count() == 1
