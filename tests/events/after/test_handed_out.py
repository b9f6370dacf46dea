"""Materials and recordings: who may have them, through the door only, never shown without captions."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from community.people.models import AuditEntry
from events import services
from events.after.enums import Audience
from events.after.models import Material, Recording
from events.after.services.materials import MaterialRefused
from events.after.services.recordings import RecordingRefused, save_recording, show_recording
from events.after.showing import marked
from events.enums import Visibility
from events.models import Occurrence
from tests.factories.after import held, let_in, make_material, make_recording
from tests.factories.events import SeriesFactory
from tests.factories.lessons import CAPTIONS
from tests.factories.people import MemberFactory
from tests.factories.videos import mp4
from tests.factories.workgroups import MembershipFactory, WorkGroupFactory

pytestmark = pytest.mark.django_db


def address(name, date, *more):
    return reverse(f"events:{name}", args=[date.series.slug, date.pk, *more])


def status_of(answer):
    """A file is read to its end and so closed."""
    if answer.streaming:
        b"".join(answer.streaming_content)
    return answer.status_code


@pytest.fixture
def organizer():
    return MemberFactory()


@pytest.fixture
def date(organizer):
    return held(by=organizer)


def people_of(date, group, organizer):
    """One of each sort; the date is over."""
    roles = {name: MemberFactory() for name in ("stranger", "registered", "withdrawn", "walked in", "taken back")}
    early = date.start_at - (date.end_at - date.start_at)
    for name in ("registered", "withdrawn"):
        if group:
            MembershipFactory(group=group, member=roles[name])
        services.register(occurrence=date, member=roles[name], at=early)
    services.withdraw(occurrence=date, member=roles["withdrawn"], at=early)
    for name in ("walked in", "taken back"):
        services.mark_attendance(occurrence=date, marks={roles[name]: True}, by=organizer)
    services.mark_attendance(occurrence=date, marks={roles["taken back"]: False}, by=organizer)
    return {"visitor": None, **roles, "organizer": organizer}


@pytest.mark.parametrize("is_private", [False, True])
@pytest.mark.parametrize("audience", Audience)
def test_page_list_and_every_byte_are_for_the_same_people(client, client_for, is_private, audience):
    group = WorkGroupFactory() if is_private else None
    organizer = group.memberships.get().member if group else MemberFactory()
    fields = {"group": group, "visibility": Visibility.GROUP} if group else {}
    date = held(by=organizer, **fields)
    people = people_of(date, group, organizer)
    material = make_material(date, by=organizer, audience=audience)
    make_recording(date, by=organizer, audience=audience)
    everybody = set(people)
    sees = {"registered", "withdrawn", "organizer"} if is_private else everybody  # whoever opens the page
    takes_part = {"registered", "walked in", "organizer"}
    expected = sees if audience == Audience.VIEWERS else sees & takes_part

    found = {way: set() for way in ("page", "file", "recording", "video", "captions", "list")}
    for name, member in people.items():
        browser = client_for(member) if member else client
        page = browser.get(date.get_absolute_url())
        signs = marked(Occurrence.objects.filter(pk=date.pk), page.wsgi_request.user).get()
        ways = {
            "page": page.status_code == 200 and "Slides" in page.text and "Watch or read" in page.text,
            "file": status_of(browser.get(material.get_absolute_url())) == 200,
            "recording": browser.get(address("recording", date)).status_code == 200,
            "video": status_of(browser.get(address("recording_video", date))) == 200,
            "captions": browser.get(address("recording_captions", date)).status_code == 200,
            "list": signs.has_materials and signs.has_recording,
        }
        for way, is_let_in in ways.items():
            found[way] |= {name} if is_let_in else set()
    assert found == dict.fromkeys(found, expected)


def test_a_file_goes_out_as_an_attachment_under_its_own_name_and_not_below_another_date(client, date, organizer):
    row = make_material(date, by=organizer, let_in=let_in("Über Wells.txt"))
    answer = client.get(row.get_absolute_url())
    assert b"".join(answer.streaming_content) == b"Count the wells."
    assert answer["Content-Disposition"].startswith("attachment;")
    assert "sandbox" in answer["Content-Security-Policy"]
    other = held(by=organizer)
    assert client.get(address("material", other, row.pk)).status_code == 404


def form(**fields):
    return {"form_token": str(uuid.uuid4()), "title": "Slides", "audience": "viewers", **fields}


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Choose a file or write a link: one of the two."),
        ({"address": "javascript:alert(1)"}, "Write a whole address"),
        ({"address": "//evil.example/x"}, "Write a whole address"),
        ({"address": "/\\evil.example/x"}, "Write a whole address"),
        ({"upload": SimpleUploadedFile("slides.pdf", b"MZ no paper")}, "slides.pdf"),
        ({"upload": SimpleUploadedFile("run.exe", b"MZ")}, "must end in"),
        ({"address": "https://a.example/", "upload": SimpleUploadedFile("a.txt", b"a")}, "one of the two"),
        ({"address": "https://a.example/", "title": ""}, "required"),
    ],
)
def test_what_is_no_material_is_refused_and_what_was_typed_stays(client_for, date, organizer, fields, said):
    answer = client_for(organizer).post(address("material_add", date), form(**fields))
    assert (answer.status_code, said in answer.text, Material.objects.count()) == (422, True, 0)
    assert fields.get("title", 'value="Slides"') in answer.text


def test_the_same_form_twice_is_one_material_and_the_forty_first_is_refused(client_for, date, organizer, monkeypatch):
    browser, sent = client_for(organizer), form(address="/training/")
    assert [browser.post(address("material_add", date), sent).status_code for _turn in range(2)] == [302, 302]
    assert Material.objects.count() == 1
    monkeypatch.setattr("events.after.services.materials.MOST_MATERIALS", 1)
    with pytest.raises(MaterialRefused):
        make_material(date, by=organizer)


def test_taking_a_material_out_deletes_its_bytes(client_for, date, organizer, django_capture_on_commit_callbacks):
    row = make_material(date, by=organizer)
    with django_capture_on_commit_callbacks(execute=True):
        assert client_for(organizer).post(address("material_take_out", date, row.pk)).status_code == 302
    assert not row.file.storage.exists(row.file.name)
    assert AuditEntry.objects.filter(action="take out", kind="events.material").exists()


# Recordings


def test_without_captions_nobody_can_be_shown_it_not_even_by_the_database(date, organizer):
    row = make_recording(date, by=organizer, shown=False, captions="")
    with pytest.raises(RecordingRefused, match="no captions"):
        show_recording(recording=row, by=organizer, version=row.version)
    for fields in ({"captions": "", "transcript": "x"}, {"captions": "x", "transcript": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Recording.objects.filter(pk=row.pk).update(shown_at=date.end_at, **fields)


def test_a_video_elsewhere_needs_captions_there_and_here(date, organizer):
    there = {"let_in": None, "address": "https://video.example/1"}
    row = make_recording(date, by=organizer, shown=False, **there)
    with pytest.raises(RecordingRefused, match="shows captions"):
        show_recording(recording=row, by=organizer, version=row.version)
    row = save_recording(
        occurrence=date, by=organizer, version=1, address=row.address, has_captions_there=True, captions=row.captions
    )
    assert show_recording(recording=row, by=organizer, version=2).is_shown


def test_captions_that_are_taken_away_hide_it(date, organizer):
    make_recording(date, by=organizer)
    row = save_recording(occurrence=date, by=organizer, version=1)
    assert (row.is_shown, bool(row.file)) == (False, True)


def test_the_transcript_is_made_from_captions_until_somebody_writes_it(date, organizer):
    def save(version, **fields):
        return save_recording(occurrence=date, by=organizer, version=version, **fields).transcript

    made = save(0, captions=CAPTIONS)
    assert "[0:03 Ben] Then SECRET-WORD divide." in made
    newer = CAPTIONS.replace("SECRET-WORD", "NEW-WORD")
    assert "NEW-WORD" in save(1, captions=newer, transcript=made)
    assert save(2, captions=CAPTIONS, transcript="[0:01] Mine.") == "[0:01] Mine."
    assert save(3, captions=newer, transcript="[0:01] Mine.") == "[0:01] Mine."


def test_the_transcript_is_read_and_searched_on_the_page(client, date, organizer):
    make_recording(date, by=organizer)
    page = client.get(address("recording", date)).text
    assert ("Count the wells." in page, "SECRET-WORD" in page, "<video" in page) == (True, True, True)
    found = client.get(address("recording", date), {"q": "secret-word BEN"}).text
    assert ("Count the wells." in found, "SECRET-WORD" in found, "1 paragraph has" in found) == (False, True, True)
    assert "0 paragraphs have" in client.get(address("recording", date), {"q": "<b>nowhere"}).text


def test_a_form_with_broken_captions_names_the_line_and_keeps_the_rest(client_for, date, organizer):
    sent = {
        "version": "0",
        "audience": "taking-part",
        "upload": SimpleUploadedFile("call.mp4", mp4()),
        "captions_upload": SimpleUploadedFile("c.vtt", b"WEBVTT\n\n00:05.000 --> 00:03.000\nBack in time.\n"),
        "transcript": "[0:01] Kept.",
    }
    answer = client_for(organizer).post(address("recording_edit", date), sent)
    assert (answer.status_code, "Line 3" in answer.text, "[0:01] Kept." in answer.text) == (422, True, True)
    assert not Recording.objects.exists()


# What keeps a date


def test_a_date_with_a_material_outlives_a_change_of_its_series(organizer):
    series = SeriesFactory(by=organizer, rule="FREQ=DAILY;COUNT=4")
    kept = series.occurrences.select_related("series").order_by("start_at")[2]
    make_material(kept, by=organizer)
    series.refresh_from_db()
    changed = series.get_latest_revision_as_object()
    changed.rule = "FREQ=DAILY;COUNT=1"
    services.revise(series=changed, by=organizer, version=series.latest_revision_id, publish=True)
    left = dict(series.occurrences.values_list("pk", "status"))
    assert (len(left), left[kept.pk]) == (2, "dropped")


def test_the_list_of_past_events_says_what_is_there_in_the_same_number_of_queries(client, organizer, count_queries):
    asked = []
    for more in (1, 29):
        for _number in range(more):
            date = held(by=organizer)
            make_material(date, by=organizer)
            make_recording(date, by=organizer)
        asked.append(count_queries(client, reverse("events:past")))
    page = client.get(reverse("events:past")).text
    assert (page.count(">Materials</span>"), page.count(">Recording</span>")) == (20, 20)
    assert asked[0] == asked[1] <= 15
