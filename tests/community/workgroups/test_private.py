"""A private group appears to outsiders nowhere: not itself, its charter, people, boards, documents, or what it decides.

Its meetings neither: agenda, minutes, decisions, action items and what moved are there, published as far as can be.
"""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from community.notifications.mail.composing import compose as put_into_words
from community.notifications.models import Mail
from community.notifications.registries import place_of
from community.notifications.services.digests import write_digests
from community.notifications.services.following import follow
from community.safety.uploads import Purpose, admit
from community.search.services import rebuild
from community.workgroups.models import Deliverable, WorkGroup
from community.workgroups.services import GroupRefused, add_document, close_group, found_group, leave, save_deliverable
from events.after.models import Minutes
from events.after.services.minutes import approve_minutes, publish_minutes, write_minutes
from events.enums import Visibility
from events.importing.services.bringing import ask_for_import, carry_on
from events.meetings.querysets import ActionItemQuerySet, DecisionQuerySet
from events.meetings.services.actions import remind_owners
from events.models import Series
from events.publishing import missing
from events.querysets import SeriesQuerySet
from events.services import mark_attendance, register
from forum.feeds.services import make_key
from forum.outcomes.services import OutcomeRefused, publish_outcome
from forum.rendering import compose
from tests.community.workgroups.standings import put
from tests.factories.after import make_minutes
from tests.factories.events import SeriesFactory
from tests.factories.forum import make_topic
from tests.factories.meetings import make_action, make_decision, make_item, make_moved, met
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
    "past events": "/events/calendar/past/",
    "month": "/events/",
    "feed as JSON": "/events/calendar/events.json",
    "feed as Atom": "/events/calendar/events.atom",
    "search of decisions": "/search/?q=zealous&kind=decision",
    "search of meetings": "/search/?q=zealous&kind=meeting",
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
OF_DATE = ["occurrence", "meeting", "minutes", "minutes_review", "minutes_write", "agenda_add", "moved_add",
           "after_desk", "attendance", "attendance_report", "registrations"]  # fmt: skip
OF_LEADS = {"charter_edit", "group_close", "group_revive", "deliverable_add", "decision_add", "action_add",
            "decision_correct", "decision_replace", "decision_withdraw", "action_change", "agenda_change",
            *(f"date {name}" for name in OF_DATE[3:])}  # fmt: skip
OF_MEETINGS = ("date occurrence", "date meeting", "date minutes", "decisions", "decision", "actions")
ACTS = ("correct", "replace", "withdraw")
KEYED = ("mine.ics", "events.ics", "events.json", "events.atom")


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
    scene = {"group": group, "lead": lead, "topic": topic, "series": series, "document": document}
    scene |= hold_meeting(group, lead)
    rebuild()
    return scene


def hold_meeting(group, lead):
    """A meeting that is over, with all there can be; whatever a group publishes is published."""
    date = met(group, title=f"Zealous {WORD} meeting", by=lead)
    item = make_item(date, title=f"Zealous {WORD} agenda", presenter=WORD, notes=WORD, published=True)
    make_minutes(date, by=lead, text=f"We counted each zealous {WORD}.")
    text = f"Each zealous {WORD} is counted."
    decision = make_decision(group, text=text, reasons=WORD, meeting=date, is_published=True)
    action = make_action(group, what=f"Count the zealous {WORD}", meeting=date, days=1)
    make_moved(date, title=f"{WORD} atlas", words=f"Two {WORD} pages.")
    return {"date": date, "item": item, "decision": decision, "action": action}


def outsiders(scene):
    """Everybody who is not in: never was, was sent away, left, refused; and who may much elsewhere."""
    left = MembershipFactory(group=scene["group"]).member
    follow(member=left, place=place_of("group", scene["group"].pk))
    involve(scene, left)
    leave(group=scene["group"], member=left)
    people = {"visitor": None, "outsider": MemberFactory(), "left": left}
    for standing in ("requested", "declined", "refused", "removed", "withdrawn"):
        people[standing] = MemberFactory()
        put(scene["group"], people[standing], standing)
    people["organizer"] = MemberFactory()
    people["organizer"].groups.add(Group.objects.get_or_create(name="Organizers")[0])
    return people


def involve(scene, member):
    """Whoever is in has something to do, a place at the next meeting, was at the last one, and was told of it all."""
    make_action(scene["group"], what=f"Feed the zealous {WORD}", owner=member, days=1, by=scene["lead"])
    coming = scene["series"].occurrences.get()
    register(occurrence=coming, member=member)
    mark_attendance(occurrence=scene["date"], marks={member: True}, by=scene["lead"])
    make_item(coming, title=f"{WORD} soon", published=True)
    give_minutes_anew(scene)
    remind_owners()


def give_minutes_anew(scene):
    row = Minutes.objects.get(occurrence=scene["date"])
    row = write_minutes(occurrence=scene["date"], by=scene["lead"], text=compose(f"{WORD}!"), version=row.version)
    approve_minutes(minutes=row, by=scene["lead"], version=row.version)
    publish_minutes(minutes=row, by=scene["lead"], version=row.version, note=WORD)


def pages(scene, who, client):
    """All that the hub answers to `who`, by name."""
    lists = OPEN if who is None else {**OPEN, **OF_MEMBERS, "person": scene["lead"].get_absolute_url()}
    if who is not None:
        if "Organizers" in who.group_names:
            lists = {**lists, **OF_ORGANIZERS}
        key = make_key(member=who).key
        lists = {**lists, "suggestions": f"/forum/feeds/{key}/topics.atom"}
        lists |= {f"own {name}": f"/events/calendar/{key}/{name}" for name in KEYED}
    return {name: client.get(address) for name, address in lists.items()}


def objects(scene):
    """Addresses of what belongs to the group."""
    group, document = scene["group"], scene["document"]
    own = {name: reverse(f"workgroups:{name}", args=[group.slug]) for name in ITS_OWN}
    args = [group.slug, document.pk]
    date = [scene["date"].series.slug, scene["date"].pk]
    decision = [group.slug, scene["decision"].number]
    return {
        **own,
        **{f"date {name}": reverse(f"events:{name}", args=date) for name in OF_DATE},
        "agenda_change": reverse("events:agenda_change", args=[*date, scene["item"].pk]),
        "minutes version": reverse("events:minutes_version", args=[*date, 1]),
        "past event": scene["date"].series.get_absolute_url(),
        "past ics": reverse("events:event_calendar", args=date[:1]),
        **{name: reverse(f"meetings:{name}", args=[group.slug]) for name in ("decisions", "actions")},
        **{name: reverse(f"meetings:{name}", args=[group.slug]) for name in ("decision_add", "action_add")},
        "decision": reverse("meetings:decision", args=decision),
        **{f"decision_{act}": reverse(f"meetings:decision_{act}", args=decision) for act in ACTS},
        "action_change": reverse("meetings:action_change", args=[group.slug, scene["action"].pk]),
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
    assert said >= {"groups", "search", "forum", "events", "followed", "suggestions", "past events", "own events.json"}
    assert said >= {"search of decisions", "search of meetings"}
    answers = {page: client.get(address) for page, address in objects(scene).items()}
    assert answers["file"].getvalue().startswith(b"burrow")
    found = {page for page, answer in answers.items() if answer.status_code in {200, 302}}
    assert found == set(objects(scene)) - OF_LEADS
    assert [page for page in OF_MEETINGS if WORD not in client.get(objects(scene)[page]).text] == []


def test_control_who_is_in_is_told_of_meetings(scene, client_for):
    member = MembershipFactory(group=scene["group"]).member
    involve(scene, member)
    client = client_for(member)
    assert f"Feed the zealous {WORD}" in client.get("/my/").text
    told = client.get("/my/notifications/").text
    assert [words for words in TOLD if words not in told] == []
    assert any(WORD in mail for mail in mails_to(member))


TOLD = ("The agenda is there", "The minutes were corrected", "notices about action items")


def mails_to(member):
    """What would leave for the member in the next days, digests too."""
    write_digests(at=timezone.now() + timedelta(days=9))
    made = [put_into_words(mail) for mail in Mail.objects.filter(member=member).select_related("member")]
    return [f"{mail.subject} {mail.body}" for mail in made if mail is not None]


def test_no_mail_tells_who_left_of_meetings(scene):
    left = outsiders(scene)["left"]
    remind_owners(at=timezone.now() + timedelta(days=5))
    assert [mail for mail in mails_to(left) if WORD in mail] == []


RULES = {
    "decisions": (DecisionQuerySet, "readable_by", {"decision"}),
    "action items": (ActionItemQuerySet, "visible_to", {"hub"}),
    "dates": (SeriesQuerySet, "visible_to", {"date meeting", "date minutes"}),
}


@pytest.mark.parametrize("rule", RULES)
def test_without_a_rule_of_meetings_the_same_look_finds_the_leak(scene, client_for, monkeypatch, rule):
    """The control: a leak is planted, and seen."""
    rows, name, wanted = RULES[rule]
    left = outsiders(scene)["left"]
    monkeypatch.setattr(rows, name, lambda self, viewer: self.all())
    client = client_for(left)
    found = {page for page, answer in pages(scene, left, client).items() if WORD in answer.text}
    found |= {page for page, path in objects(scene).items() if page != "file" and client.get(path).status_code == 200}
    assert found >= wanted


def test_who_is_invited_reads_the_charter_and_nothing_within(scene, client_for):
    guest = MemberFactory()
    put(scene["group"], guest, "invited")
    client = client_for(guest)
    codes = {page: client.get(address).status_code for page, address in objects(scene).items()}
    assert {page for page, code in codes.items() if code == 200} == {
        "group", "members", "charter_history", "deliverables", "follow", "decisions",
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
    made = Series.objects.exclude(pk__in=[scene["series"].pk, scene["date"].series_id]).get()
    assert made.latest_revision.as_object().visibility == Visibility.GROUP
    assert made.visibility == Visibility.GROUP
