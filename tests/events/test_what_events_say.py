"""What an event says of itself: topics, credit, how everybody can take part; and the same for search engines."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.urls import reverse

from community.pages.publishing import PublicationRefused
from events import services
from events.models import Series
from forum.models import Tag
from tests.events.test_admin import form
from tests.events.test_organizing import typed
from tests.factories.events import SeriesFactory, an_occurrence, day
from tests.factories.people import MemberFactory
from tests.factories.workgroups import WorkGroupFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
ELEMENT = re.compile(r'<script type="application/ld\+json" nonce="[^"]+">(.*?)</script>', re.DOTALL)
NEEDED = ("accessibility", "accommodation_contact")


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def organizer(client):
    found = MemberFactory(is_staff=True, is_superuser=True)
    found.groups.add(Group.objects.get_or_create(name="Organizers")[0])
    client.force_login(found)
    return found


@pytest.fixture
def water():
    return Tag.objects.create(name="Water", slug="water", is_kept=True)


@pytest.mark.parametrize("name", NEEDED)
def test_form_publishes_nothing_without_it_and_keeps_a_draft(name, client, organizer):
    refused = client.post("/events/new/", typed(**{name: " "}))
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, [name])
    assert "Portal clinic" in refused.content.decode()
    assert client.post("/events/new/", typed(**{name: ""}, draft="on")).status_code == 302
    assert not Series.objects.get().live


def test_draft_without_it_is_not_published_by_the_form_later(client, organizer):
    series = SeriesFactory(by=organizer, publish=False, accessibility="")
    answer = client.post(
        f"{series.get_absolute_url()}edit/", typed(accessibility="", version=series.latest_revision_id)
    )
    assert list(answer.context["form"].errors) == ["accessibility"]


@pytest.mark.parametrize("name", NEEDED)
def test_admin_publishes_nothing_without_it_and_keeps_a_draft(name, client, organizer):
    add = reverse("wagtailsnippets_events_series:add")
    refused = client.post(add, form(**{name: "", "action-publish": "1"}))
    assert list(refused.context["form"].errors) == [name]
    client.post(add, form(**{name: ""}))
    assert not Series.objects.get().live


def test_no_way_publishes_without_it():
    series = SeriesFactory(publish=False, accessibility="")
    with pytest.raises(PublicationRefused, match="can’t be published"):
        series.get_latest_revision().publish(skip_permission_checks=True)
    assert not Series.objects.get().live


def test_topics_credit_and_access_are_saved_and_shown(client, organizer, water):
    hidden = Tag.objects.create(name="Wells", slug="wells.1", is_kept=False)
    client.post("/events/new/", typed(topics=[water.pk], credit_hours="1.5", repeats="weekly", count="3"))
    series = Series.objects.get()
    assert list(series.topics.all()) == [water]
    for address in (series.get_absolute_url(), series.occurrences.first().get_absolute_url()):
        html = client.get(address).content.decode()
        for words in ("Water", "1.5 h for each date", "Live captions.", 'href="mailto:access@hub.example"'):
            assert words in html, (address, words)
    refused = client.post("/events/new/", typed(topics=[hidden.pk]))
    assert list(refused.context["form"].errors) == ["topics"]


def test_topics_of_a_draft_change_nothing_that_is_published(organizer, water):
    series = SeriesFactory(by=organizer)
    draft = series.get_latest_revision_as_object()
    draft.topics.set([water])
    services.revise(series=draft, by=organizer, version=series.latest_revision_id, publish=False)
    assert list(Series.objects.get().topics.all()) == []
    draft = Series.objects.get().get_latest_revision_as_object()
    assert list(draft.topics.all()) == [water]
    services.revise(series=draft, by=organizer, version=draft.latest_revision_id)
    assert list(Series.objects.get().topics.all()) == [water]


@pytest.mark.parametrize("hours", ["0", "-1", "41", "1.25", "x"])
def test_credit_that_is_none_is_refused_beside_the_field(hours, client, organizer):
    assert list(client.post("/events/new/", typed(credit_hours=hours)).context["form"].errors) == ["credit_hours"]


def said_on(client, address):
    return [json.loads(text) for text in ELEMENT.findall(client.get(address).content.decode())]


def test_date_of_everybody_is_told_to_search_engines(client, water):
    group = WorkGroupFactory()
    occurrence = an_occurrence(
        title="Clinic </script><b>", format="hybrid", venue="Room 4", join_link="https://meet.example/secret",
        starts_on=day("2026-12-01"), group=group,
    )  # fmt: skip
    occurrence.series.topics.set([water])
    occurrence.series.save()
    (event,) = said_on(client, occurrence.get_absolute_url())
    address = f"http://testserver{occurrence.series.get_absolute_url()}"
    assert event == {
        "@context": "https://schema.org",
        "@type": "Event",
        "url": f"http://testserver{occurrence.get_absolute_url()}",
        "startDate": "2026-12-01T10:00:00-08:00",
        "endDate": "2026-12-01T11:00:00-08:00",
        "eventStatus": "https://schema.org/EventScheduled",
        "name": "Clinic </script><b>",
        "description": "Bring a dataset and leave with a plan.",
        "eventAttendanceMode": "https://schema.org/MixedEventAttendanceMode",
        "location": [
            {"@type": "Place", "name": "Room 4", "address": "Room 4"},
            {"@type": "VirtualLocation", "url": address},
        ],
        "isAccessibleForFree": True,
        "organizer": {
            "@type": "Organization",
            "name": group.name,
            "url": f"http://testserver{group.get_absolute_url()}",
        },
        "keywords": ["Water"],
    }


def test_cancelled_and_moved_dates_say_so(client):
    off = an_occurrence()
    services.cancel_occurrence(occurrence=off, by=off.series.scheduled_by, reason="Storm.")
    moved = an_occurrence(starts_on=day("2026-12-01"))
    moved.start_at += timedelta(hours=2)
    moved.end_at += timedelta(hours=2)
    moved.save()
    assert said_on(client, off.get_absolute_url())[0]["eventStatus"] == "https://schema.org/EventCancelled"
    (event,) = said_on(client, moved.get_absolute_url())
    assert event["eventStatus"] == "https://schema.org/EventRescheduled"
    assert event["previousStartDate"] == "2026-12-01T10:00:00-08:00"
    assert event["startDate"] == "2026-12-01T12:00:00-08:00"


def test_series_is_told_with_the_dates_of_its_page(client):
    series = SeriesFactory(rule="FREQ=WEEKLY;COUNT=3")
    (said,) = said_on(client, series.get_absolute_url())
    assert said["@type"] == "EventSeries"
    assert len(said["subEvent"]) == 3


def test_private_event_and_draft_are_told_to_nobody(client):
    lead = MemberFactory()
    private = an_occurrence(group=WorkGroupFactory(lead=lead), visibility="group", by=lead)
    draft = SeriesFactory(by=lead, publish=False)
    client.force_login(lead)
    assert said_on(client, private.get_absolute_url()) == []
    assert said_on(client, draft.get_absolute_url()) == []
