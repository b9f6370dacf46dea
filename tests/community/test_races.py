"""A service that loses a race for a unique place runs again and finds what the other request left."""

import pytest
from django.db import IntegrityError, transaction

from community.people.models import Department
from community.safety.races import MOST_TURNS, again_after_race
from events.models import Series
from events.services import schedule, scheduling
from tests.factories.events import SeriesFactory
from tests.factories.people import DepartmentFactory, MemberFactory

pytestmark = pytest.mark.django_db


def test_service_runs_again_until_its_place_is_free():
    DepartmentFactory(slug="water")
    slugs = iter(["water", "water", "water-2"])

    @again_after_race
    @transaction.atomic
    def found():
        return Department.objects.create(name="Water", slug=next(slugs))

    assert found().slug == "water-2"


def test_a_lasting_conflict_is_raised():
    turns = []

    @again_after_race
    @transaction.atomic
    def found():
        turns.append(1)
        DepartmentFactory(slug="water")
        Department.objects.create(name="Water again", slug="water")

    with pytest.raises(IntegrityError):
        found()
    assert (len(turns), Department.objects.count()) == (MOST_TURNS, 0)


def test_two_events_with_one_title_at_the_same_moment_get_an_address_each(monkeypatch):
    first = SeriesFactory(title="Portal clinic")
    fresh = scheduling.free_slug
    answers = iter([first.slug])  # what was free when the other request had not committed yet
    monkeypatch.setattr(scheduling, "free_slug", lambda title: next(answers, None) or fresh(title))
    second = schedule(series=SeriesFactory.build(title="Portal clinic"), by=MemberFactory())
    assert (second.slug, second.occurrences.count(), Series.objects.count()) == ("portal-clinic-2", 1, 2)
