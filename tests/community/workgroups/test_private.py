"""A private group appears to outsiders nowhere: not itself, its charter, people, boards, meetings or documents."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from community.notifications.registries import place_of
from community.notifications.services.following import follow
from community.safety.uploads import Purpose, admit
from community.search.services import rebuild
from community.workgroups.models import Deliverable, WorkGroup
from community.workgroups.services import GroupRefused, add_document, close_group, found_group, leave, save_deliverable
from events.enums import Visibility
from events.importing.services.bringing import ask_for_import, carry_on
from events.models import Series
from events.publishing import missing
from forum.feeds.services import make_key
from forum.outcomes.services import OutcomeRefused, publish_outcome
from forum.rendering import compose
from tests.community.workgroups.standings import put
from tests.factories.events import SeriesFactory
from tests.factories.forum import make_topic
from tests.factories.people import MemberFactory
from tests.factories.workgroups import MembershipFactory, WorkGroupFactory

pytestmark = [pytest.mark.django_db, pytest.mark.once]
WORD = "Numbat"
OPEN = {
    "groups": "/groups/",
    "home": "/",
    "search": "/search/?q=zealous",
    "search of groups": "/search/?q=zealous&kind=group",
    "forum": "/forum/",
    "outcomes": "/forum/outcomes/",
    "events": "/events/list/",
    "feed": "/events/calendar.ics",
    "filtered": "/events/list/?group=numbat-group",
}
OF_MEMBERS = {
    "hub": "/my/",
    "unread": "/forum/unread/",
    "told": "/my/notifications/",
    "followed": "/my/notifications/following/",
    "people": "/people/",
    "people of it": "/people/?group=numbat-group",
}
OF_ORGANIZERS = {"schedule": "/events/new/", "organize": "/events/organizing/", "import": "/events/imports/new/"}
ITS_OWN = ["group", "members", "charter_history", "documents", "document_add", "deliverables", "charter_edit",
           "group_close", "group_revive", "deliverable_add"]  # fmt: skip


@pytest.fixture
def scene(site):
    lead = MemberFactory(display_name="Dana R.")
    group = WorkGroupFactory(
        name=f"{WORD} group", slug="numbat-group", purpose=f"To count each zealous {WORD}.", is_private=True, lead=lead
    )
    topic = make_topic(group.boards.get(), poster=lead, title=f"Burrows of the zealous {WORD}", at=timezone.now())
    series = SeriesFactory(title=f"Zealous {WORD} call", group=group, visibility=Visibility.GROUP, by=lead)
    file = SimpleUploadedFile("counts.csv", b"burrow,number\n1,2\n")
    file_row = (file, admit(file, purpose=Purpose.DOCUMENT))
    document = add_document(group=group, title=f"{WORD} counts", file=file_row, by=lead)
    save_deliverable(deliverable=Deliverable(group=group, title=f"{WORD} map"), by=lead)
    rebuild()
    return {"group": group, "lead": lead, "topic": topic, "series": series, "document": document}


def outsiders(scene):
    """Everybody who is not in: never was, was sent away, left, refused; and who may much elsewhere."""
    left = MembershipFactory(group=scene["group"]).member
    follow(member=left, place=place_of("group", scene["group"].pk))
    leave(group=scene["group"], member=left)
    people = {"visitor": None, "outsider": MemberFactory(), "left": left}
    for standing in ("requested", "declined", "refused", "removed", "withdrawn"):
        people[standing] = MemberFactory()
        put(scene["group"], people[standing], standing)
    people["organizer"] = MemberFactory()
    people["organizer"].groups.add(Group.objects.get_or_create(name="Organizers")[0])
    return people


def pages(scene, who, client):
    """All that the hub answers to `who`, by name."""
    lists = OPEN if who is None else {**OPEN, **OF_MEMBERS, "person": scene["lead"].get_absolute_url()}
    if who is not None:
        if "Organizers" in who.group_names:
            lists = {**lists, **OF_ORGANIZERS}
        lists = {**lists, "suggestions": f"/forum/feeds/{make_key(member=who).key}/topics.atom"}
    return {name: client.get(address) for name, address in lists.items()}


def objects(scene):
    """Addresses of what belongs to the group."""
    group, document = scene["group"], scene["document"]
    own = {name: reverse(f"workgroups:{name}", args=[group.slug]) for name in ITS_OWN}
    args = [group.slug, document.pk]
    return {
        **own,
        "document": reverse("workgroups:document", args=args),
        "file": reverse("workgroups:document_file", args=[group.slug, document.versions.get().pk]),
        "board": group.boards.get().get_absolute_url(),
        "topic": scene["topic"].get_absolute_url(),
        "event": scene["series"].get_absolute_url(),
        "ics": reverse("events:event_calendar", args=[scene["series"].slug]),
        "follow": reverse("notifications:follow", args=[place_of("group", group.pk)]),
    }


def test_outsiders_find_a_private_group_nowhere(scene, client_for):
    for name, who in outsiders(scene).items():
        client = client_for(who)
        for page, answer in pages(scene, who, client).items():
            assert answer.status_code == 200, (name, page, answer.status_code)
            assert WORD not in answer.content.decode(), (name, page)
        for page, address in objects(scene).items():
            answer = client.get(address)
            wanted = 302 if who is None and answer.status_code == 302 and "/login/" in answer["Location"] else 404
            assert answer.status_code == wanted, (name, page)


def test_control_its_members_find_all_of_it(scene, client_for):
    member = MembershipFactory(group=scene["group"]).member
    follow(member=member, place=place_of("group", scene["group"].pk))
    client = client_for(member)
    said = {page for page, answer in pages(scene, member, client).items() if WORD in answer.content.decode()}
    assert said >= {"groups", "search", "forum", "events", "followed", "suggestions"}
    answers = {page: client.get(address) for page, address in objects(scene).items()}
    assert answers["file"].getvalue().startswith(b"burrow")
    found = {page for page, answer in answers.items() if answer.status_code in {200, 302}}
    assert found == set(objects(scene)) - {"charter_edit", "group_close", "group_revive", "deliverable_add"}


def test_who_is_invited_reads_the_charter_and_nothing_within(scene, client_for):
    guest = MemberFactory()
    put(scene["group"], guest, "invited")
    client = client_for(guest)
    codes = {page: client.get(address).status_code for page, address in objects(scene).items()}
    assert {page for page, code in codes.items() if code == 200} == {
        "group", "members", "charter_history", "deliverables", "follow",
    }  # fmt: skip


def test_a_private_group_tells_nobody_outside(scene):
    group, lead = scene["group"], scene["lead"]
    with pytest.raises(GroupRefused):
        found_group(group=WorkGroup(name="A", purpose="B", is_private=True), lead=lead, by=lead, has_public_board=True)
    with pytest.raises(OutcomeRefused):
        publish_outcome(topic=scene["topic"], by=lead, title="Out", text=compose("Words."))
    series = Series(title="Open call", group=group, visibility=Visibility.EVERYBODY, starts_on=timezone.localdate())
    assert "private" in missing(series)["visibility"]
    public = WorkGroupFactory()
    with pytest.raises(GroupRefused, match="open and that everybody"):
        close_group(group=public, by=public.memberships.get().member, achieved="Done.", merged_into=group)


def test_where_the_work_went_is_said_to_who_may_know(scene, client_for):
    """A private group may go on in another private one, which not each of its members may know of."""
    lead, into = scene["lead"], WorkGroupFactory(name="Quoll circle", is_private=True)
    MembershipFactory(group=into, member=lead)
    other = MembershipFactory(group=scene["group"]).member
    close_group(group=scene["group"], by=lead, achieved="Counted.", merged_into=into)
    page = scene["group"].get_absolute_url()
    assert "Quoll circle" in client_for(lead).get(page).content.decode()
    assert "Quoll circle" not in client_for(other).get(page).content.decode()


def test_a_meeting_brought_in_for_a_private_group_is_for_its_members(scene):
    soon = timezone.now() + timedelta(days=3)
    text = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:a@b\r\nDTSTAMP:20260101T000000Z\r\n"
        f"DTSTART:{soon:%Y%m%dT%H%M%SZ}\r\nSUMMARY:Call\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    row = ask_for_import(by=scene["lead"], group=scene["group"], came_from="a.ics", data=text.encode())
    carry_on(pk=row.pk)
    made = Series.objects.exclude(pk=scene["series"].pk).get()
    assert made.latest_revision.as_object().visibility == Visibility.GROUP
    assert made.visibility == Visibility.GROUP
