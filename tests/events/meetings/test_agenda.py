"""The agenda: in order, published once, carried over once; and what moved."""

import uuid

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from community.notifications.models import Notification
from community.people.models import AuditEntry
from community.search.models import SearchEntry
from community.workgroups.models import Deliverable
from community.workgroups.services import GroupRefused, close_group
from events import services
from events.after.services.versions import ChangedMeanwhile
from events.enums import Told
from events.meetings.models import AgendaItem
from events.meetings.services.agenda import MOST_ITEMS, add_item, carry_over, change_item, move_item, publish_agenda
from events.meetings.services.moved import move_deliverable
from events.meetings.services.refusals import MeetingRefused
from tests.factories.events import a_lead_of, an_occurrence
from tests.factories.meetings import make_item, make_moved, met, to_meet
from tests.factories.people import MemberFactory
from tests.factories.workgroups import MembershipFactory, WorkGroupFactory

pytestmark = pytest.mark.django_db


def address(name, date, *more):
    return reverse(f"events:{name}", args=[date.series.slug, date.pk, *more])


@pytest.fixture
def group():
    return WorkGroupFactory()


@pytest.fixture
def lead(group):
    return a_lead_of(group)


@pytest.fixture
def date(group):
    return met(group)


MOVES = st.lists(st.tuples(st.integers(0, 3), st.booleans()), max_size=12)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=MOVES)
def test_items_move_one_place_and_none_is_lost(date, lead, moves):
    with transaction.atomic():
        items = [make_item(date, title=str(number)) for number in range(4)]
        wanted = list("0123")
        for number, up in moves:
            here = wanted.index(str(number))
            there = here - 1 if up else here + 1
            if 0 <= there < 4:
                wanted[here], wanted[there] = wanted[there], wanted[here]
            move_item(item=items[number], by=lead, up=up)
        assert list(date.agenda_items.values_list("title", flat=True)) == wanted
        transaction.set_rollback(True)


def test_an_unfinished_item_goes_to_the_next_meeting_once(group, date, lead):
    item = make_item(date, title="Budget", minutes=20, presenter="Ana", notes="Read it.")
    with pytest.raises(MeetingRefused, match="no later meeting"):
        carry_over(item=item, by=lead)
    following = to_meet(group)
    make_item(following, title="Welcome")
    made = {carry_over(item=item, by=lead).pk for _turn in range(2)}
    copy = AgendaItem.objects.get(pk=made.pop())
    assert (made, copy.occurrence, copy.position, copy.carried_from) == (set(), following, 2, item)
    assert (copy.title, copy.minutes, copy.presenter, copy.notes) == ("Budget", 20, "Ana", "Read it.")


@pytest.mark.parametrize("fields", [{"visibility": "everybody"}, {"kind": "training"}])
def test_an_item_is_not_carried_to_another_sort_of_date_or_to_more_people(group, date, lead, fields):
    to_meet(group, **fields)
    with pytest.raises(MeetingRefused, match="no later meeting"):
        carry_over(item=make_item(date), by=lead)


def test_an_agenda_is_published_once_and_who_takes_part_hears(group, lead):
    date, comes = to_meet(group), MembershipFactory(group=group).member
    services.register(occurrence=date, member=comes)
    with pytest.raises(MeetingRefused, match="empty"):
        publish_agenda(occurrence=date, by=lead)
    make_item(date, published=True)
    publish_agenda(occurrence=date, by=lead)
    told = Notification.objects.filter(kind=Told.AFTER).values_list("member", "key")
    assert list(told) == [(comes.pk, "agenda-1")]
    assert list(AuditEntry.objects.filter(kind="events.agenda").values_list("action", flat=True)) == ["publish"]


def test_two_who_change_an_item_lose_no_words(client_for, date, lead):
    item = make_item(date)
    page, path = client_for(lead), address("agenda_change", date, item.pk)
    typed = {"form_token": str(uuid.uuid4()), "version": "1", "title": "Mine"}
    change_item(item=item, by=lead, version=1, said={"title": "Theirs", "minutes": 5, "presenter": "", "notes": ""})
    answer = page.post(path, typed)
    assert (answer.status_code, "Mine" in answer.text, "Theirs" in answer.text) == (409, True, True)
    assert page.post(path, {**typed, "version": "2"}).status_code == 302
    item.refresh_from_db()
    assert item.title == "Mine"
    with pytest.raises(ChangedMeanwhile):
        change_item(item=item, by=lead, version=2, said={})


def test_one_form_sent_twice_is_one_item(date, lead):
    token = uuid.uuid4()
    assert {add_item(occurrence=date, by=lead, title="A", form_token=token).pk for _turn in range(2)} == set(
        date.agenda_items.values_list("pk", flat=True)
    )


def test_an_agenda_has_an_end(date, lead):
    for number in range(MOST_ITEMS):
        make_item(date, title=str(number))
    with pytest.raises(MeetingRefused, match="at most 30"):
        make_item(date)


@pytest.mark.parametrize("wrong", [{"title": ""}, {"minutes": 0}, {"minutes": 601}, {"position": 2}])
def test_the_database_refuses(date, wrong):
    first, _second = make_item(date), make_item(date)
    with pytest.raises(IntegrityError), transaction.atomic():
        AgendaItem.objects.filter(pk=first.pk).update(**wrong)


def test_forms_of_the_agenda_do_what_they_say(client_for, group, date, lead):
    following, page = to_meet(group), client_for(lead)
    token = str(uuid.uuid4())
    wrong = page.post(
        address("agenda_add", date), {"form_token": token, "version": "0", "minutes": "900", "notes": "Kept"}
    )
    assert (wrong.status_code, "Kept" in wrong.text) == (422, True)
    page.post(address("agenda_add", date), {"form_token": token, "version": "0", "title": "One", "minutes": "10"})
    make_item(date, title="Two")
    one, two = date.agenda_items.all()
    page.post(address("agenda_move", date, two.pk), {"way": "up"})
    page.post(address("agenda_carry_over", date, one.pk))
    page.post(address("agenda_publish", date))
    shown = page.get(address("meeting", date)).text
    assert shown.index("Two") < shown.index("One") < shown.index("10 minutes are planned in all")
    assert "Carried over to" in shown
    page.post(address("agenda_take_out", date, two.pk))
    assert list(date.agenda_items.values_list("title", flat=True)) == ["One"]
    assert "Carried over from" in page.get(address("meeting", following)).text


def test_nobody_but_leads_and_who_organizes_writes(group, date):
    member, helper, outsider = (MembershipFactory(group=group).member for _number in range(2)), None, MemberFactory()
    member, helper = member
    date.series.organizers.add(helper, outsider)
    for by in (member, outsider):
        with pytest.raises(MeetingRefused):
            make_item(date, by=by)
    assert make_item(date, by=helper).by == helper
    close_group(group=group, by=a_lead_of(group), achieved="Done.")
    with pytest.raises(GroupRefused):
        make_item(date)


def test_search_finds_a_published_agenda_and_follows_its_event(group, lead):
    date = to_meet(group, visibility="everybody")
    make_item(date, title="Zebra counts")
    assert not SearchEntry.objects.filter(kind="meeting").exists()
    publish_agenda(occurrence=date, by=lead)
    make_item(date, title="Quagga counts")
    entry = SearchEntry.objects.get(kind="meeting")
    assert ("Zebra" in entry.text, "Quagga" in entry.text, entry.scope) == (True, True, "everybody")
    services.revise(series=_hidden(date), by=lead, version=date.series.latest_revision_id)
    assert SearchEntry.objects.get(kind="meeting").scope == f"group:{group.pk}"
    date.series.refresh_from_db()
    date.series.unpublish()
    assert not SearchEntry.objects.filter(kind="meeting").exists()


def _hidden(date):
    series = date.series.get_latest_revision_as_object()
    series.visibility = "group"
    return series


def test_a_meeting_names_deliverables_of_its_own_group(client_for, date, lead):
    row, other = make_moved(date), WorkGroupFactory()
    elsewhere = Deliverable.objects.create(group=other, title="Elsewhere")
    with pytest.raises(MeetingRefused, match="another group"):
        move_deliverable(occurrence=date, deliverable=elsewhere, by=lead, words="No.")
    page = client_for(lead)
    assert "Elsewhere" not in page.get(address("moved_add", date)).text
    page.post(address("moved_add", date), {"deliverable": row.deliverable_id, "words": "It is done."})
    assert "It is done." in page.get(address("meeting", date)).text
    page.post(address("moved_take_out", date, row.pk))
    assert not date.moved_deliverables.exists()


def test_a_date_of_no_group_has_no_meeting(client):
    assert client.get(address("meeting", an_occurrence())).status_code == 404
