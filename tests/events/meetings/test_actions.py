"""Action items: one owner, reminders once each, closed with a word, seen by members alone."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from community.notifications.models import Notification
from community.workgroups.services import close_group, leave
from events.after.services.versions import ChangedMeanwhile
from events.enums import Told
from events.meetings.enums import ActionState
from events.meetings.models import ActionItem
from events.meetings.services.actions import (
    Agreed,
    agree_action,
    change_action,
    close_action,
    remind_owners,
    reopen_action,
)
from events.meetings.services.refusals import MeetingRefused
from events.tasks import remind_of_action_items
from tests.factories.events import a_lead_of
from tests.factories.meetings import make_action, met
from tests.factories.people import MemberFactory
from tests.factories.workgroups import MembershipFactory, WorkGroupFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    return WorkGroupFactory()


@pytest.fixture
def lead(group):
    return a_lead_of(group)


@pytest.fixture
def owner(group):
    return MembershipFactory(group=group).member


def told(member):
    rows = Notification.objects.filter(member=member, kind=Told.ACTION).order_by("pk")
    return [key.partition("-")[0] for key in rows.values_list("key", flat=True)]


def day(days):
    return timezone.now() + timedelta(days=days)


def address(name, action):
    return reverse(f"meetings:{name}", args=[action.group.slug, action.pk])


@pytest.mark.parametrize(
    ("days", "said"),
    [(-40, "40 days overdue"), (-1, "1 day overdue"), (0, "Due today"), (1, "Due in 1 day"), (9, "Due in 9 days")],
)
def test_when_it_is_due_is_said_in_words(group, days, said):
    action = make_action(group, days=days)
    assert (action.due_in_words, action.is_overdue) == (said, days < 0)


def test_the_owner_hears_of_it_soon_before_and_once_after(group, owner):
    action = make_action(group, owner=owner, days=10)
    for at in (0, 6, 7, 8, 10, 11, 12, 40):
        remind_owners(at=day(at))
    assert told(owner) == ["given", "overdue"]  # the unread word that it is due soon was taken back
    action.refresh_from_db()
    assert action.reminded == "overdue"


def test_reminders_run_twice_tell_once(group, owner):
    make_action(group, owner=owner, days=2)
    assert [remind_of_action_items() for _turn in range(2)] == [
        "1 reminded of action items",
        "0 reminded of action items",
    ]
    assert told(owner) == ["given", "soon"]


def test_another_date_reminds_anew_and_takes_the_former_word_back(group, lead, owner):
    action = make_action(group, owner=owner, days=1)
    remind_owners()
    later = timezone.localdate() + timedelta(days=20)
    change_action(action=action, by=lead, version=1, agreed=Agreed("Write it", later, owner))
    assert told(owner) == ["given"]
    remind_owners(at=day(19))
    assert told(owner) == ["given", "soon"]


def test_another_owner_hears_of_it_and_the_former_one_no_more(group, lead, owner):
    action, other = make_action(group, owner=owner, days=1), MembershipFactory(group=group).member
    remind_owners()
    change_action(action=action, by=lead, version=1, agreed=Agreed("Write it", action.due_on, other))
    remind_owners()
    assert (told(owner), told(other)) == ([], ["given", "soon"])


@pytest.mark.parametrize("loss", ["closed", "left", "group closed", "outside"])
def test_nobody_is_reminded_of_what_is_not_theirs_to_do(group, lead, owner, loss):
    action = make_action(group, owner=owner, days=1)
    Notification.objects.all().delete()
    if loss == "closed":
        close_action(action=action, by=owner, state=ActionState.DONE)
    elif loss == "left":
        leave(group=group, member=owner)
    elif loss == "outside":
        change_action(action=action, by=lead, version=1, agreed=Agreed("Write", action.due_on, None, "Water Board"))
    else:
        close_group(group=group, by=lead, achieved="Done.")
    assert (remind_owners(), told(owner)) == (0, [])


def test_an_item_has_one_owner_who_is_in_the_group(group, lead, owner):
    for agreed in (
        Agreed("A", timezone.localdate()),
        Agreed("A", timezone.localdate(), owner, "Water Board"),
        Agreed("A", timezone.localdate(), MemberFactory()),
        Agreed("A", timezone.localdate(), MembershipFactory(group=group, state="invited").member),
    ):
        with pytest.raises(MeetingRefused):
            agree_action(group=group, by=lead, agreed=agreed)
    action = make_action(group, owner=owner)
    leave(group=group, member=owner)
    change_action(action=action, by=lead, version=1, agreed=Agreed("B", action.due_on, owner))
    assert ActionItem.objects.with_owner_in().get().owner_is_in is False


def test_owner_and_leads_close_and_open_it_and_nobody_else(group, lead, owner):
    action, other = make_action(group, owner=owner), MembershipFactory(group=group).member
    with pytest.raises(MeetingRefused):
        close_action(action=action, by=other, state=ActionState.DONE)
    with pytest.raises(MeetingRefused, match="why"):
        close_action(action=action, by=owner, state=ActionState.DROPPED)
    closed = close_action(action=action, by=owner, state=ActionState.DROPPED, note="Not needed.")
    assert (closed.state, closed.closed_by, told(owner)) == (ActionState.DROPPED, owner, [])
    with pytest.raises(MeetingRefused, match="closed"):
        change_action(action=action, by=lead, version=2, agreed=Agreed("B", action.due_on, owner))
    assert reopen_action(action=action, by=lead).is_open


def test_the_database_holds_what_an_item_is(group):
    action = make_action(group)
    for wrong in ({"what": ""}, {"outside": "X"}, {"owner": None}, {"state": "done"}, {"reminded": "x"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ActionItem.objects.filter(pk=action.pk).update(**wrong)
    close_action(action=action, by=action.owner, state=ActionState.DONE)
    with pytest.raises(IntegrityError), transaction.atomic():
        ActionItem.objects.update(state="dropped")


def test_two_who_change_an_item_lose_no_words(client_for, group, lead, owner):
    action, page = make_action(group, owner=owner), client_for(lead)
    typed = {
        "form_token": str(uuid.uuid4()),
        "version": "1",
        "what": "Mine",
        "owner": str(owner.pk),
        "due_on": "2030-01-01",
    }
    change_action(action=action, by=lead, version=1, agreed=Agreed("Theirs", action.due_on, owner))
    answer = page.post(address("action_change", action), typed)
    assert (answer.status_code, "Mine" in answer.text, "Theirs" in answer.text) == (409, True, True)
    assert page.post(address("action_change", action), {**typed, "version": "2"}).status_code == 302
    action.refresh_from_db()
    assert action.what == "Mine"
    with pytest.raises(ChangedMeanwhile):
        change_action(action=action, by=lead, version=1, agreed=Agreed("C", action.due_on, owner))


def test_forms_of_action_items_do_what_they_say(client_for, group, lead, owner):
    date, page = met(group), client_for(lead)
    here = f"/groups/{group.slug}/actions/"
    typed = {"form_token": str(uuid.uuid4()), "version": "0", "what": "Ask the counties", "due_on": "2030-01-01"}
    wrong = page.post(f"{here}new/", typed)
    assert (wrong.status_code, "one of the two" in wrong.text, "Ask the counties" in wrong.text) == (422, True, True)
    page.post(f"{here}new/?meeting={date.pk}", {**typed, "owner": owner.pk, "meeting": date.pk})
    action = ActionItem.objects.get()
    assert (action.meeting, action.owner) == (date, owner)
    own = client_for(owner)
    assert own.post(address("action_close", action), {"state": "dropped", "note": " "}).status_code == 422
    own.post(address("action_close", action), {"state": "done", "note": "See https://data.ca.gov/"})
    assert own.get(address("action_close", action)).status_code == 302
    listed = own.get(here).text
    assert ("Done" in listed, 'href="https://data.ca.gov/"' in listed) == (True, True)
    own.post(address("action_reopen", action))
    assert ActionItem.objects.open().exists()


def test_open_ones_come_first_by_date_and_the_overdue_are_counted(client_for, group, lead):
    for what, days in (("Later", 9), ("Late", -3), ("Gone", -9)):
        make_action(group, what=what, days=days)
    gone = ActionItem.objects.get(what="Gone")
    close_action(action=gone, by=lead, state=ActionState.DONE)
    page = client_for(lead).get(f"/groups/{group.slug}/actions/")
    assert [row.what for row in page.context["page"].object_list] == ["Late", "Later", "Gone"]
    assert ("1 action item is overdue" in page.text, "3 days overdue" in page.text) == (True, True)


def test_members_alone_see_them(client, client_for, group, owner):
    action = make_action(group, owner=owner)
    for who in (MemberFactory(), MembershipFactory(group=group, state="invited").member):
        page = client_for(who)
        answers = {page.get(path).status_code for path in (f"/groups/{group.slug}/actions/", action.get_absolute_url())}
        assert answers == {404}
    assert client.get(f"/groups/{group.slug}/actions/").status_code == 302


def test_my_hub_shows_the_next_ones_of_groups_i_am_in(client_for, group, owner):
    make_action(group, what="Count the wells", owner=owner, days=-2)
    page = client_for(owner)
    shown = page.get("/my/").text
    assert ("Count the wells" in shown, "2 days overdue" in shown) == (True, True)
    leave(group=group, member=owner)
    assert "Count the wells" not in page.get("/my/").text
