"""The page of a meeting: what it shows to whom, in which order, in how many queries; and minutes on their way."""

import pytest
from django.urls import reverse

from community.workgroups.enums import State
from events.after.services.minutes import MinutesRefused, approve_minutes, publish_minutes, write_minutes
from events.after.services.versions import ChangedMeanwhile
from events.meetings.services.agenda import publish_agenda
from events.models import Occurrence
from events.services.occurrences import settle
from forum.rendering import compose
from tests.factories.after import make_minutes
from tests.factories.events import SeriesFactory, a_lead_of
from tests.factories.meetings import begin, make_action, make_decision, make_item, make_moved, met, to_meet
from tests.factories.people import MemberFactory
from tests.factories.workgroups import MembershipFactory, WorkGroupFactory

pytestmark = pytest.mark.django_db


def page_of(date):
    return reverse("events:meeting", args=[date.series.slug, date.pk])


@pytest.fixture
def group():
    return WorkGroupFactory()


@pytest.fixture
def lead(group):
    return a_lead_of(group)


def fill(date, number=1):
    """Everything there is, `number` times; nothing of it published."""
    group = date.series.group
    for count in range(number):
        make_item(date, title=f"Item {count}")
        make_decision(group, text=f"Decided {count}", meeting=date)
        make_action(group, what=f"Act {count}", meeting=date, owner=MembershipFactory(group=group).member)
        make_moved(date, title=f"Promise {count}", words=f"Moved {count}")


WORDS = ("Item 0", "We agreed on", "Decided 0", "Act 0", "Moved 0")


def said(answer):
    return [word for word in WORDS if word in answer.text]


def test_members_read_all_of_it_in_order_and_others_what_is_published(client, client_for, group, lead):
    date = met(group, visibility="everybody")
    fill(date)
    minutes = make_minutes(date, by=lead, published=False)
    member = client_for(MembershipFactory(group=group).member)
    everything = member.get(page_of(date))
    assert said(everything) == list(WORDS)
    assert sorted(WORDS, key=everything.text.index) == list(WORDS)
    assert said(client.get(page_of(date))) == said(client_for(MemberFactory()).get(page_of(date))) == []
    publish_agenda(occurrence=date, by=lead)
    approve_minutes(minutes=minutes, by=lead, version=1)
    publish_minutes(minutes=minutes, by=lead, version=1)
    assert said(client.get(page_of(date))) == ["Item 0", "We agreed on", "Moved 0"]
    make_decision(group, text="Decided 0, published", meeting=date, is_published=True)
    assert said(client.get(page_of(date))) == ["Item 0", "We agreed on", "Decided 0", "Moved 0"]


def test_a_correction_of_minutes_is_not_read_before_it_is_published(client_for, group, lead):
    date = met(group)
    make_minutes(date, by=lead, text="First words.")
    write_minutes(occurrence=date, by=lead, text=compose("Second words."), version=1)
    page = client_for(lead).get(page_of(date)).text
    assert ("First words." in page, "Second words." in page) == (True, False)


def test_only_who_writes_gets_forms(client_for, group, lead):
    date = met(group)
    fill(date)
    ways = ("agenda/add/", "agenda/publish/", "deliverables/add/", "decisions/new/", "actions/new/")
    member = client_for(MembershipFactory(group=group).member).get(page_of(date)).text
    assert [way for way in ways if way in member] == []
    written = client_for(lead).get(page_of(date)).text
    assert [way for way in ways if way not in written] == []


EVERYBODYS = ("meeting", "date", "group", "decisions")
LOOKS = [(who, page) for who in ("lead", "member", "outsider") for page in EVERYBODYS]


@pytest.mark.parametrize(("who", "page"), [*LOOKS, ("lead", "actions"), ("member", "actions")])
def test_pages_ask_no_more_for_thirty_than_for_one(client_for, count_queries, group, who, page):
    lead = a_lead_of(group)
    date = met(group, visibility="everybody")
    fill(date)
    publish_agenda(occurrence=date, by=lead)
    make_minutes(date, by=lead)
    make_decision(group, is_published=True, meeting=date)
    to_meet(group)
    client = client_for(
        {"lead": lead, "member": MembershipFactory(group=group).member, "outsider": MemberFactory()}[who]
    )
    paths = {
        "meeting": page_of(date), "date": date.get_absolute_url(), "group": group.get_absolute_url(),
        "decisions": f"/groups/{group.slug}/decisions/", "actions": f"/groups/{group.slug}/actions/",
    }  # fmt: skip
    few = count_queries(client, paths[page])
    fill(date, 29)
    assert count_queries(client, paths[page]) == few <= 15


def test_one_decision_and_my_hub_ask_as_much_for_thirty_as_for_one(client_for, count_queries, group, lead):
    row = make_decision(group)
    make_action(group)
    client = client_for(lead)
    few = [count_queries(client, path) for path in (row.get_absolute_url(), "/my/")]
    for _number in range(29):
        make_decision(group)
        make_action(group)
    assert [count_queries(client, path) for path in (row.get_absolute_url(), "/my/")] == few
    assert max(few) <= 15


def test_minutes_are_approved_at_a_later_meeting_of_the_group(client, client_for, group, lead):
    date, following = met(group, visibility="everybody"), to_meet(group, visibility="everybody")
    row = make_minutes(date, by=lead, published=False)
    with pytest.raises(MinutesRefused, match="later meeting"):
        approve_minutes(minutes=row, by=lead, version=1, meeting=following)  # it has not begun
    following = begin(following)
    Occurrence.objects.filter(pk=date.pk).update(start_at=date.start_at - (date.end_at - date.start_at))
    page, review = client_for(lead), reverse("events:minutes_review", args=[date.series.slug, date.pk])
    assert f'value="{following.pk}"' in page.get(review).text
    page.post(
        reverse("events:minutes_approve", args=[date.series.slug, date.pk]), {"version": 1, "meeting": following.pk}
    )
    row.refresh_from_db()
    assert (row.state, row.approved_in) == ("approved", following)
    publish_minutes(minutes=row, by=lead, version=1)
    assert "that approved them" in client.get(page_of(date)).text
    row = write_minutes(occurrence=date, by=lead, text=compose("Other."), version=1)
    assert row.approved_in is None
    with pytest.raises(ChangedMeanwhile):
        approve_minutes(minutes=row, by=lead, version=1)


@pytest.mark.parametrize("fields", [{"group": None, "visibility": "everybody"}, {"visibility": "group"}])
def test_minutes_for_everybody_are_not_approved_elsewhere(group, lead, fields):
    date = met(group, visibility="everybody")
    other = begin(SeriesFactory(**({"group": group, "by": lead} | fields)).occurrences.get())
    Occurrence.objects.filter(pk=date.pk).update(start_at=date.start_at - (date.end_at - date.start_at))
    row = make_minutes(date, by=lead, published=False)
    with pytest.raises(MinutesRefused, match="later meeting"):
        approve_minutes(minutes=row, by=lead, version=1, meeting=other)


def test_a_date_with_an_agenda_is_kept_when_its_series_changes(group, lead):
    series = SeriesFactory(group=group, by=lead, rule="FREQ=WEEKLY;COUNT=4", visibility="group")
    kept, free = series.occurrences.order_by("start_at")[2:4]
    make_item(kept)
    series.rule = "FREQ=WEEKLY;COUNT=2"
    series.save()
    settle(series=series)
    assert Occurrence.objects.get(pk=kept.pk).status == "dropped"
    assert not Occurrence.objects.filter(pk=free.pk).exists()


def test_the_group_page_leads_to_the_register_and_says_what_waits(client, client_for, group, lead):
    make_action(group, days=-1)
    shown = client_for(lead).get(group.get_absolute_url()).text
    assert ("1 is open" in shown, "1 overdue" in shown) == (True, True)
    assert "decisions/" not in client.get(group.get_absolute_url()).text
    make_decision(group, text="Published words", is_published=True)
    shown = client.get(group.get_absolute_url()).text
    assert ("Published words" in shown, "Action items" in shown) == (True, False)


@pytest.mark.parametrize("state", [State.INVITED, State.REQUESTED, State.LEFT])
def test_who_is_not_in_the_group_reads_no_draft(client_for, group, state):
    date = met(group, visibility="everybody")
    fill(date)
    who = MembershipFactory(group=group, state=state).member
    assert said(client_for(who).get(page_of(date))) == []
