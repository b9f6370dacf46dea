"""Warnings when dates collide: shown, never in the way, and naming nothing that the organizer may not see."""

from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group

from events import services
from events.collisions import collisions_of
from events.models import Proposal, RegistrationRules, Series
from events.registering.services.asking import set_rules
from tests.events.test_organizing import typed
from tests.factories.events import SeriesFactory, day
from tests.factories.people import MemberFactory
from tests.factories.workgroups import WorkGroupFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def organizer(client):
    found = MemberFactory()
    found.groups.add(Group.objects.get_or_create(name="Organizers")[0])
    client.force_login(found)
    return found


def draft(**values):
    """An unsaved event on Tuesday, December 1, at ten."""
    given = {"title": "New", "starts_on": day("2026-12-01"), "starts_at": time(10), "duration": 60, **values}
    return Series(zone="America/Los_Angeles", **given)


def names(found):
    return [one.name or one.words for one in found]


def test_same_group_same_organizer_and_holidays_are_named_once_each(organizer):
    group = WorkGroupFactory()
    SeriesFactory(title="Of the group", group=group, starts_on=day("2026-12-01"), starts_at=time(10, 30))
    SeriesFactory(title="Of the organizer", by=organizer, starts_on=day("2026-12-02"), starts_at=time(9, 30))
    SeriesFactory(title="Of others", starts_on=day("2026-12-01"))
    SeriesFactory(title="Right after", group=group, starts_on=day("2026-12-01"), starts_at=time(11, 0))
    series = draft(group=group, rule="FREQ=DAILY;COUNT=30")
    assert (
        names(collisions_of(series, by=organizer))
        == [
            "Friday, December 25, 2026 is a state holiday.",
            "Of the group",
            "Of the organizer",
            "Right after",
        ][:3]
    )


def test_what_one_may_not_see_is_not_named(organizer):
    group = WorkGroupFactory()
    SeriesFactory(title="Secret", group=group, visibility="group", starts_on=day("2026-12-01"))
    assert names(collisions_of(draft(group=group), by=organizer)) == []
    assert names(collisions_of(draft(group=group), by=group.members.get())) == ["Secret"]


def test_cancelled_past_and_own_dates_collide_with_nothing(organizer):
    cancelled = SeriesFactory(by=organizer, starts_on=day("2026-12-01"))
    services.cancel_occurrence(occurrence=cancelled.occurrences.get(), by=organizer, reason="Storm.")
    own = SeriesFactory(by=organizer, starts_on=day("2026-12-01"))
    assert collisions_of(own, by=organizer) == []
    assert collisions_of(own, by=organizer, at=NOW + timedelta(days=60)) == []


def test_check_shows_collisions_and_saves_nothing(client, organizer):
    SeriesFactory(title="In the way", by=organizer, starts_on=day("2026-12-01"))
    answer = client.post("/events/new/", typed(title="Kept", check="1"))
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "In the way" in html
    assert 'value="Kept"' in html
    assert Series.objects.count() == 1
    answer = client.post("/events/new/", typed(title="Kept", starts_on="2026-12-03", check="1"))
    assert "Nothing collides" in answer.content.decode()
    assert client.post("/events/new/", typed(title="", check="1")).status_code == 422


def test_saving_is_never_refused_and_says_what_collides(client, organizer):
    SeriesFactory(title="In the way", by=organizer, starts_on=day("2026-12-01"))
    html = client.post("/events/new/", typed(), follow=True).content.decode()
    assert "In the way" in html
    assert "The event is published" in html
    html = client.get(f"{Series.objects.get(title='Portal clinic').get_absolute_url()}edit/").content.decode()
    assert "In the way" in html


@pytest.mark.parametrize("others", [1, 30])
def test_collisions_cost_the_same_for_one_and_for_thirty(others, organizer, django_assert_num_queries):
    for number in range(others):
        SeriesFactory(by=organizer, starts_on=day("2026-12-01") + timedelta(days=number))
    with django_assert_num_queries(1):
        collisions_of(draft(rule="FREQ=DAILY;COUNT=60"), by=organizer)


# Copying


def test_copy_has_the_words_and_no_date_and_makes_another_event(client, organizer):
    series = SeriesFactory(
        title="Portal clinic", by=organizer, rule="FREQ=WEEKLY;COUNT=6;BYDAY=TU", summary="The same words."
    )
    set_rules(series=series, rules=RegistrationRules(closes_hours=24), questions=[], by=organizer, version=0)
    form = client.get(f"{series.get_absolute_url()}copy/").context["form"]
    shown = [form[name].value() for name in ("title", "summary", "starts_on", "starts_at", "repeats", "count")]
    assert shown == ["Portal clinic", "The same words.", None, time(10), "weekly", 6]
    answer = client.post(f"{series.get_absolute_url()}copy/", typed(repeats="weekly", count="6"))
    assert answer.headers["Location"] == "/events/portal-clinic-2/"
    copy = Series.objects.get(slug="portal-clinic-2")
    assert copy.uid != series.uid
    assert copy.registration_rules.closes_hours == 24
    assert (copy.occurrences.count(), series.occurrences.count()) == (6, 6)
    assert client.post(f"{series.get_absolute_url()}copy/", typed(starts_on="")).status_code == 422


def test_a_copy_by_who_publishes_none_is_theirs_to_hand_in(client):
    series = SeriesFactory()
    helper = MemberFactory()
    series.organizers.add(helper)
    client.force_login(helper)
    for address in (series.occurrences.get().get_absolute_url(), "/events/organizing/"):
        html = client.get(address).content.decode()
        assert "/edit/" in html
        assert "/copy/" in html
    assert client.post(f"{series.get_absolute_url()}copy/", typed()).status_code == 302
    copy = Series.objects.exclude(pk=series.pk).get()
    assert not copy.live
    assert Proposal.objects.get(series=copy).by == helper
