"""The register: numbers without gaps, words that stay, no circle, and who reads what."""

import uuid
from datetime import timedelta

import pytest
from django.db import Error, IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from community.people.models import AuditEntry
from community.search.models import SearchEntry
from community.workgroups.services import GroupRefused, close_group
from events.after.services.versions import ChangedMeanwhile
from events.meetings.models import Decision
from events.meetings.services.decisions import (
    Said,
    correct_decision,
    publish_decision,
    replace_decision,
    take_decision,
    withdraw_decision,
)
from events.meetings.services.refusals import MeetingRefused
from tests.factories.events import a_lead_of
from tests.factories.meetings import make_decision, met
from tests.factories.people import MemberFactory
from tests.factories.workgroups import MembershipFactory, WorkGroupFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    return WorkGroupFactory()


@pytest.fixture
def lead(group):
    return a_lead_of(group)


def said(text="Other words.", **fields):
    return Said(text, "", timezone.localdate(), **fields)


STEPS = st.lists(
    st.tuples(st.sampled_from(["take", "correct", "replace", "withdraw", "publish"]), st.integers(0, 5)), max_size=15
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_whatever_leads_do_numbers_have_no_gap_words_stay_and_no_circle_closes(group, lead, steps):
    with transaction.atomic():
        spoken = []
        for turn, (step, which) in enumerate(steps):
            rows = list(Decision.objects.filter(group=group).order_by("number"))
            words = f"Words {turn}"
            try:
                if step == "take" or not rows:
                    make_decision(group, text=words)
                    spoken.append(words)
                    continue
                row = rows[which % len(rows)]
                if step == "correct":
                    correct_decision(decision=row, by=lead, version=row.version, text=words, reasons="", note="Typo")
                    spoken.append(words)
                elif step == "replace":
                    replace_decision(decision=row, by=lead, said=said(words))
                    spoken.append(words)
                elif step == "withdraw":
                    withdraw_decision(decision=row, by=lead, why="It was wrong.")
                else:
                    publish_decision(decision=row, by=lead)
            except MeetingRefused:
                assert not row.is_in_force
        rows = list(Decision.objects.filter(group=group).order_by("number"))
        assert [row.number for row in rows] == list(range(1, len(rows) + 1))
        kept = [version.text for row in rows for version in row.versions.all()]
        assert sorted(kept) == sorted(spoken)
        assert all(row.text == row.versions.first().text for row in rows)
        assert all(row.number < row.replaced_by <= len(rows) for row in rows if row.replaced_by)
        transaction.set_rollback(True)


def test_each_group_counts_for_itself(group):
    other = WorkGroupFactory()
    rows = [make_decision(one) for one in (group, other, group)]
    assert [row.label for row in rows] == ["D-1", "D-1", "D-2"]


def test_a_replaced_decision_stays_to_read_and_leads_on(client, group, lead):
    former = make_decision(group, text="Dates as 11/29/2026.", is_published=True)
    made = replace_decision(decision=former, by=lead, said=said("Dates as 2026-11-29.", is_published=True))
    page = client.get(former.get_absolute_url()).text
    assert ("Dates as 11/29/2026." in page, "Replaced by D-2" in page, made.get_absolute_url() in page) == (True,) * 3
    assert "It takes the place of D-1" in client.get(made.get_absolute_url()).text
    with pytest.raises(MeetingRefused, match="D-1 is not in force any more"):
        replace_decision(decision=former, by=lead, said=said())


def test_one_form_sent_twice_is_one_decision(group, lead):
    token = uuid.uuid4()
    made = [take_decision(group=group, by=lead, said=said(), form_token=token).number for _turn in range(2)]
    former = Decision.objects.get()
    other = uuid.uuid4()
    made += [replace_decision(decision=former, by=lead, said=said(), form_token=other).number for _turn in range(2)]
    assert (made, Decision.objects.count()) == ([1, 1, 2, 2], 2)


def test_a_decision_is_corrected_with_a_note_and_two_who_do_lose_no_words(client_for, group, lead):
    row, page = make_decision(group, text="We meat monthly."), client_for(lead)
    path = reverse("meetings:decision_correct", args=[group.slug, 1])
    typed = {"version": "1", "text": "We meet monthly.", "reasons": "", "note": ""}
    assert page.post(path, typed).status_code == 422
    assert page.post(path, {**typed, "note": "A letter."}).status_code == 302
    second = page.post(path, {**typed, "text": "Mine.", "note": "Mine."})
    assert (second.status_code, "Mine." in second.text, "We meet monthly." in second.text) == (409, True, True)
    shown = page.get(row.get_absolute_url()).text
    assert ("We meat monthly." in shown, "A letter." in shown) == (True, True)
    with pytest.raises(ChangedMeanwhile):
        correct_decision(decision=row, by=lead, version=1, text="a", reasons="", note="b")
    actions = AuditEntry.objects.filter(kind="events.decision").order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["decide", "correct"]


def test_the_database_holds_what_a_decision_is(group):
    row, later = make_decision(group), make_decision(group)
    for wrong in (
        {"number": later.number}, {"replaced_by": 2}, {"state": "replaced", "replaced_by": 1}, {"state": "withdrawn"},
        {"text": ""}, {"published_at": timezone.now()},
    ):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            Decision.objects.filter(pk=row.pk).update(**wrong)
    with pytest.raises(Error, match="append-only"), transaction.atomic():
        row.versions.update(text="Other")
    with pytest.raises(IntegrityError), transaction.atomic():
        row.delete()


def test_a_decision_of_tomorrow_or_of_a_closed_group_is_refused(group, lead):
    with pytest.raises(MeetingRefused, match="still to come"):
        make_decision(group, taken_on=timezone.localdate() + timedelta(days=1))
    close_group(group=group, by=lead, achieved="Done.")
    with pytest.raises(GroupRefused):
        make_decision(group)


def test_organizers_write_at_their_meetings_and_leads_between(client_for, group):
    date, helper = met(group), MembershipFactory(group=group).member
    date.series.organizers.add(helper)
    with pytest.raises(MeetingRefused):
        make_decision(group, by=helper)
    row = make_decision(group, by=helper, meeting=date)
    other = make_decision(group)
    page = client_for(helper)
    answers = [page.get(f"{one.get_absolute_url()}correct/").status_code for one in (row, other)]
    assert answers == [200, 404]
    form = page.get(f"/groups/{group.slug}/decisions/new/").text
    assert "between two meetings" not in form
    with pytest.raises(MeetingRefused):
        make_decision(group, meeting=met())


def test_others_read_what_a_public_group_published_as_it_was_published(client, client_for, group, lead):
    row = make_decision(group, text="Secret words.", reasons="")
    assert client.get(row.get_absolute_url()).status_code == 404
    row = correct_decision(decision=row, by=lead, version=1, text="Open words.", reasons="", note="Left out a name.")
    publish_decision(decision=row, by=lead)
    page, inside = client.get(row.get_absolute_url()).text, client_for(lead).get(row.get_absolute_url()).text
    assert ("Open words." in page, "Secret words." in page, "Secret words." in inside) == (True, False, True)
    draft = make_decision(group, text="Another draft.")
    listed = client.get(f"/groups/{group.slug}/decisions/").text
    assert ("D-1" in listed, draft.label in listed) == (True, False)


def test_the_meeting_is_named_to_who_may_open_it(client, client_for, group, lead):
    date = met(group, title="Secret circle")
    row = make_decision(group, meeting=date, is_published=True)
    way = reverse("events:meeting", args=[date.series.slug, date.pk])
    assert way in client_for(lead).get(row.get_absolute_url()).text
    assert way not in client.get(row.get_absolute_url()).text


def test_a_private_group_publishes_nothing(client_for, lead):
    private = WorkGroupFactory(is_private=True)
    row = make_decision(private, is_published=True)
    assert client_for(MemberFactory()).get(row.get_absolute_url()).status_code == 404
    assert SearchEntry.objects.get(kind="decision").scope == f"group:{private.pk}"
    with pytest.raises(MeetingRefused, match="private"):
        publish_decision(decision=make_decision(private), by=a_lead_of(private))


@pytest.mark.parametrize(
    ("query", "labels"),
    [
        ("q=zebra", ["D-1"]),
        ("q=d-2", ["D-2"]),
        ("q=counts+because", ["D-2"]),
        ("state=withdrawn", ["D-3"]),
        ("q=quoll", []),
    ],
)
def test_the_register_is_narrowed_by_words_number_and_state(client_for, group, lead, query, labels):
    make_decision(group, text="Zebra rules")
    make_decision(group, text="Counts as rates", reasons="Because of small groups.")
    withdraw_decision(decision=make_decision(group, text="Third"), by=lead, why="Wrong.")
    page = client_for(lead).get(f"/groups/{group.slug}/decisions/?{query}")
    assert [row.label for row in page.context["page"].object_list] == labels


def test_search_follows_publication_and_the_end(group, lead):
    row = make_decision(group, text="Zebra rules")
    assert SearchEntry.objects.get(kind="decision").scope == f"group:{group.pk}"
    publish_decision(decision=row, by=lead)
    withdraw_decision(decision=row, by=lead, why="Wrong.")
    entry = SearchEntry.objects.get(kind="decision")
    assert (entry.scope, "Withdrawn" in entry.text) == ("everybody", True)


def test_forms_of_the_register_do_what_they_say(client_for, group, lead):
    date, page = met(group), client_for(lead)
    here = f"/groups/{group.slug}/decisions/"
    form = page.get(f"{here}new/?meeting={date.pk}")
    assert form.context["form"]["meeting"].initial == date
    typed = {"form_token": str(uuid.uuid4()), "text": "One format.", "reasons": "", "meeting": str(date.pk)}
    wrong = page.post(f"{here}new/", {**typed, "taken_on": "2999-01-01"})
    assert (wrong.status_code, "One format." in wrong.text) == (422, True)
    page.post(f"{here}new/", {**typed, "taken_on": str(timezone.localdate())})
    page.post(f"{here}1/replace/", {**typed, "form_token": str(uuid.uuid4()), "taken_on": str(timezone.localdate())})
    page.post(f"{here}2/publish/")
    page.post(f"{here}2/withdraw/", {"why": "Too early."})
    rows = Decision.objects.order_by("number").values_list("state", "replaced_by", "why", "meeting")
    assert list(rows) == [("replaced", 2, "", date.pk), ("withdrawn", None, "Too early.", date.pk)]
    assert "Withdrawn on" in page.get(f"{here}2/").text
