"""Minutes: readers see what was published last, and nothing else."""

import pytest
from django.db import Error, IntegrityError, transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from community.notifications.models import Notification
from community.people.models import AuditEntry
from events import services
from events.after.models import Minutes, MinutesVersion
from events.after.services.minutes import MinutesRefused, approve_minutes, publish_minutes, write_minutes
from events.after.services.outcomes import write_outcome
from events.after.services.versions import ChangedMeanwhile
from events.enums import Told, Visibility
from forum.rendering import compose
from tests.factories.after import held, make_material, make_minutes, make_recording
from tests.factories.events import an_occurrence
from tests.factories.people import MemberFactory
from tests.factories.workgroups import WorkGroupFactory

pytestmark = pytest.mark.django_db


def address(name, date, *more):
    return reverse(f"events:{name}", args=[date.series.slug, date.pk, *more])


@pytest.fixture
def organizer():
    return MemberFactory()


@pytest.fixture
def date(organizer):
    return held(by=organizer)


STEPS = st.lists(st.tuples(st.sampled_from(["write", "approve", "publish", "stale"]), st.integers(0, 3)), max_size=14)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_whatever_organizers_do_readers_see_the_last_published_text_and_each_version_stays(client, date, steps):
    by = date.series.scheduled_by
    with transaction.atomic():
        published, draft, state = [], None, "draft"
        for step, number in steps:
            row = Minutes.objects.filter(occurrence=date).first()
            version = row.version if row else 0
            if step == "stale":
                with pytest.raises(ChangedMeanwhile):
                    write_minutes(occurrence=date, by=by, text=compose("Lost."), version=version + 1)
            elif step == "write":
                text = f"Text {number}"
                write_minutes(occurrence=date, by=by, text=compose(text), version=version)
                state, draft = (state if draft == text else "draft"), text
            elif row and step == "approve":
                approve_minutes(minutes=row, by=by, version=version)
                state = "approved" if state == "draft" else state
            elif row and state == "draft":
                with pytest.raises(MinutesRefused):
                    publish_minutes(minutes=row, by=by, version=version, note="Note")
            elif row:
                publish_minutes(minutes=row, by=by, version=version, note="Note")
                published += [draft] if state == "approved" else []
                state = "published"
        kept = list(MinutesVersion.objects.order_by("number").values_list("text", flat=True))
        assert kept == published
        page = client.get(address("minutes", date))
        assert page.status_code == (200 if published else 404)
        if published:
            assert published[-1] in page.text
            assert (f"<p>{draft}</p>" in page.text) == (draft == published[-1])
        transaction.set_rollback(True)


def test_a_correction_needs_a_note_and_the_former_version_stays_readable(client, client_for, date, organizer):
    make_minutes(date, by=organizer, text="# Budget\n\nWe spend <b>10</b>.")
    browser = client_for(organizer)
    for name, data in (
        ("minutes_write", {"text": "We spend **12**.", "version": "1"}),
        ("minutes_approve", {"version": "2"}),
    ):
        assert browser.post(address(name, date), data).status_code == 302
    refused = browser.post(address("minutes_publish", date), {"version": "2", "note": ""})
    assert (refused.status_code, "Say what was corrected" in refused.text) == (422, True)
    assert "We spend" in client.get(address("minutes", date)).text
    assert "<strong>12" not in client.get(address("minutes", date)).text
    browser.post(address("minutes_publish", date), {"version": "2", "note": "The sum was wrong."})
    page = client.get(address("minutes", date)).text
    assert ("<strong>12</strong>" in page, "Corrected: The sum was wrong." in page) == (True, True)
    former = client.get(address("minutes_version", date, 1)).text
    assert ("&lt;b&gt;10" in former, "It was corrected since." in former) == (True, True)
    assert client.get(address("minutes_version", date, 3)).status_code == 404
    actions = AuditEntry.objects.filter(kind="events.minutes").order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["write", "approve", "publish"] * 2


def test_minutes_of_a_group_are_for_the_group_and_drafts_for_who_organizes(client, client_for):
    group = WorkGroupFactory()
    lead = group.memberships.get().member
    date = held(by=lead, group=group, visibility=Visibility.GROUP)
    make_minutes(date, by=lead)
    outsider = client_for(MemberFactory())
    for name in ("minutes", "minutes_review", "minutes_write", "after_desk"):
        assert outsider.get(address(name, date)).status_code == 404
    assert client.get(address("minutes", date)).status_code == 404
    assert client_for(lead).get(address("minutes", date)).status_code == 200


def test_minutes_wait_for_the_date_and_for_an_approval_of_these_very_words(organizer):
    date = an_occurrence(by=organizer)
    row = write_minutes(occurrence=date, by=organizer, text=compose("Agenda"), version=0)
    with pytest.raises(MinutesRefused, match="Approve"):
        publish_minutes(minutes=row, by=organizer, version=1)
    with pytest.raises(ChangedMeanwhile):
        approve_minutes(minutes=row, by=organizer, version=0)
    approve_minutes(minutes=row, by=organizer, version=1)
    with pytest.raises(MinutesRefused, match="not begun"):
        publish_minutes(minutes=row, by=organizer, version=1)


def test_the_database_keeps_versions_as_they_were_and_needs_an_approval(date, organizer):
    row = make_minutes(date, by=organizer)
    with pytest.raises(Error, match="append-only"), transaction.atomic():
        row.versions.update(text="Other")
    with pytest.raises(IntegrityError), transaction.atomic():
        Minutes.objects.filter(pk=row.pk).update(approved_by=None)


def _edit_material(date, by):
    return address("material_change", date, make_material(date, by=by).pk), {"title": "Mine", "audience": "viewers"}


def _edit_recording(date, by):
    make_recording(date, by=by, shown=False)
    return address("recording_edit", date), {"transcript": "[0:01] Mine", "audience": "viewers"}


def _edit_minutes(date, by):
    make_minutes(date, by=by, published=False)
    return address("minutes_write", date), {"text": "Mine"}


def _edit_outcome(date, by):
    note = write_outcome(occurrence=date, by=by, text="Three datasets.")
    return address("outcome_note_change", date, note.pk), {"text": "Mine", "form_token": str(date.series.uid)}


@pytest.mark.parametrize("begin", [_edit_material, _edit_recording, _edit_minutes, _edit_outcome])
def test_who_saves_second_is_told_keeps_the_words_and_may_save_once_more(client_for, date, organizer, begin):
    browser = client_for(organizer)
    path, data = begin(date, organizer)
    assert browser.post(path, {**data, "version": "1"}).status_code == 302
    second = browser.post(path, {**data, "version": "1"})
    assert (second.status_code, "Somebody else saved this" in second.text, "Mine" in second.text) == (409, True, True)
    assert 'name="version" value="2"' in second.text
    assert browser.post(path, {**data, "version": "2"}).status_code == 302


def test_who_takes_part_hears_of_each_thing_once_and_of_a_correction_again(date, organizer):
    early = date.start_at - (date.end_at - date.start_at)
    there, walked, away = MemberFactory.create_batch(3)
    services.register(occurrence=date, member=there, at=early)
    services.mark_attendance(occurrence=date, marks={walked: True}, by=organizer)
    Notification.objects.all().delete()
    for _turn in range(2):
        make_material(date, by=organizer)
    make_recording(date, by=organizer)
    row = make_minutes(date, by=organizer)
    row = write_minutes(occurrence=date, by=organizer, text=compose("Better."), version=row.version)
    approve_minutes(minutes=row, by=organizer, version=row.version)
    publish_minutes(minutes=row, by=organizer, version=row.version, note="Better.")
    keys = ["materials-1", "minutes-1", "minutes-2", "recording-1"]
    for member, heard in ((there, keys), (walked, keys), (away, []), (organizer, [])):
        told = Notification.objects.filter(member=member, kind=Told.AFTER).order_by("key")
        assert list(told.values_list("key", flat=True)) == heard


def test_a_preview_saves_nothing(client_for, date, organizer):
    page = client_for(organizer).post(
        address("minutes_write", date), {"text": "**Soon**", "version": "0", "preview": "1"}
    )
    assert (page.status_code, "<strong>Soon</strong>" in page.text, Minutes.objects.count()) == (200, True, 0)
