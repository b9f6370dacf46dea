"""The pages of work groups: founding, charter, members, documents, deliverables, and how many queries they run."""

import re

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from community.people.models import AuditEntry
from community.safety.uploads import Purpose, admit
from community.workgroups.enums import Role, State
from community.workgroups.models import CharterVersion, Deliverable, Document, DocumentVersion, WorkGroup
from community.workgroups.services import add_document, add_version, change_charter, save_deliverable
from forum.models import Board
from tests.factories.people import DepartmentFactory, MemberFactory
from tests.factories.workgroups import MembershipFactory, WorkGroupFactory

pytestmark = pytest.mark.django_db
FIELDS = {
    "name": "Water Data", "purpose": "Agree on wells.", "scope": "Wells.", "sponsor": "CDO", "cadence": "Monthly",
    "objectives": "One map\nOne list", "review_on": "2027-06-01", "is_private": "no", "leads": "", "invited": "",
}  # fmt: skip


@pytest.fixture
def founder():
    member = MemberFactory()
    member.user_permissions.add(Permission.objects.get(codename="add_workgroup"))
    return member


def test_one_form_founds_a_group_with_all_it_needs(founder, client_for):
    lead, guest = MemberFactory(), MemberFactory()
    said = {**FIELDS, "leads": lead.email.upper(), "invited": f"{guest.email}\n", "has_public_board": "on"}
    answer = client_for(founder).post("/groups/new/", said)
    group = WorkGroup.objects.get(slug="water-data")
    assert (answer.status_code, answer["Location"]) == (302, group.get_absolute_url())
    rows = group.memberships.values_list("member", "role", "state")
    assert set(rows) == {(lead.pk, Role.LEAD, State.ACTIVE), (guest.pk, Role.MEMBER, State.INVITED)}
    assert sorted(Board.objects.filter(work_group=group).values_list("audience", flat=True)) == ["everybody", "group"]
    assert group.charter_versions.get().charter["objectives"] == "One map\nOne list"
    assert AuditEntry.objects.get(kind="workgroups.workgroup", key=str(group.pk)).by == founder


def test_who_may_not_found_gets_no_form_and_is_told_whom_to_ask(member, client_for, founder):
    assert client_for(member).get("/groups/new/").status_code == 404
    assert "Ask your data coordinator" in client_for(member).get("/groups/").content.decode()
    assert "/groups/new/" in client_for(founder).get("/groups/").content.decode()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"is_private": "yes", "has_public_board": "on"}, "A private group has no public board"),
        ({"leads": "nobody@nowhere.ca.gov"}, "Ask them to make an account first"),
        ({"name": " "}, "This field is required"),
        ({"name": "Taken"}, "already exists"),
    ],
)
def test_a_wrong_form_keeps_what_was_typed(founder, client_for, wrong, sentence):
    WorkGroupFactory(name="Taken")
    answer = client_for(founder).post("/groups/new/", {**FIELDS, **wrong})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "Agree on wells." in answer.content.decode()


def test_a_name_that_is_an_address_gets_another_one(founder, client_for):
    client_for(founder).post("/groups/new/", {**FIELDS, "name": "New"})
    assert WorkGroup.objects.get(name="New").slug == "new-2"


def charter_of(group, **new):
    page = {**group.charter(), "version": group.charter_version, "note": ""}
    return {**page, **new}


def test_two_leads_change_the_charter_and_neither_loses_words(client_for):
    group = WorkGroupFactory(scope="Wells.")
    first, second = group.memberships.get().member, MembershipFactory(group=group, role=Role.LEAD).member
    address = reverse("workgroups:charter_edit", args=[group.slug])
    stale = charter_of(group, scope="Wells and springs.")
    saved = client_for(first).post(address, charter_of(group, scope="Wells and rivers.", note="Rivers came."))
    told = client_for(second).post(address, stale)
    text = told.content.decode()
    assert (saved.status_code, told.status_code) == (302, 409)
    assert "Wells and rivers." in text
    assert "Wells and springs." in text
    again = {**stale, "version": re.search(r'name="version" value="(\d+)"', text)[1]}
    assert client_for(second).post(address, again).status_code == 302
    history = client_for(None).get(reverse("workgroups:charter_history", args=[group.slug])).content.decode()
    said = ("Rivers came.", "Wells and rivers.", "Wells and springs.", "Version 3", "with which the group began")
    assert [part for part in said if part not in history] == []


def test_a_charter_that_says_the_same_is_no_version():
    group = WorkGroupFactory()
    lead = group.memberships.get().member
    change_charter(group=group, charter={**group.charter(), "review_on": None}, by=lead, version=1)
    assert CharterVersion.objects.filter(group=group).count() == 1


def let_in(name, data=b"a,b\n1,2\n"):
    file = SimpleUploadedFile(name, data)
    return file, admit(file, purpose=Purpose.DOCUMENT)


def test_documents_keep_each_version_and_are_handed_out_to_members_only(client_for):
    group = WorkGroupFactory()
    lead, member = group.memberships.get().member, MembershipFactory(group=group).member
    client = client_for(member)
    file = SimpleUploadedFile("plan.csv", b"a,b\n1,2\n")
    added = client.post(f"/groups/{group.slug}/documents/new/", {"title": "Plan", "file": file})
    document = Document.objects.get()
    newer = SimpleUploadedFile("plan two.csv", b"a,b\n3,4\n")
    client.post(f"{document.get_absolute_url()}version/", {"file": newer, "note": "New numbers."})
    versions = document.versions.order_by("number")
    assert added["Location"] == document.get_absolute_url()
    assert [(row.number, row.name) for row in versions] == [(1, "plan.csv"), (2, "plan two.csv")]
    files = [reverse("workgroups:document_file", args=[group.slug, row.pk]) for row in versions]
    assert [client.get(address).getvalue() for address in files] == [b"a,b\n1,2\n", b"a,b\n3,4\n"]
    outsiders = [MemberFactory(), WorkGroupFactory().memberships.get().member]
    outsiders += [MembershipFactory(group=group, state=state).member for state in (State.INVITED, State.REQUESTED)]
    assert {client_for(who).get(address).status_code for who in outsiders for address in files} == {404}
    assert client.post(f"{document.get_absolute_url()}withdraw/").status_code == 302
    assert Document.objects.get().withdrawn_at is None  # a member, and no lead
    client_for(lead).post(f"{document.get_absolute_url()}withdraw/")
    assert {client_for(lead).get(address).status_code for address in files} == {404}
    assert DocumentVersion.objects.count() == 2


def test_a_document_of_a_refused_type_is_told(client_for):
    group = WorkGroupFactory()
    file = SimpleUploadedFile("run.exe", b"MZ\x00\x00")
    client = client_for(group.memberships.get().member)
    answer = client.post(f"/groups/{group.slug}/documents/new/", {"title": "Tool", "file": file})
    assert answer.status_code == 422
    assert not Document.objects.exists()
    assert 'value="Tool"' in answer.content.decode()


def test_a_file_of_a_neighbour_group_is_not_found_through_the_own_one(client_for):
    group, neighbour = WorkGroupFactory(), WorkGroupFactory()
    theirs = add_document(group=neighbour, title="T", file=let_in("t.csv"), by=neighbour.memberships.get().member)
    client = client_for(group.memberships.get().member)
    for name, pk in (("document", theirs.pk), ("document_file", theirs.versions.get().pk)):
        for slug in (group.slug, neighbour.slug):
            assert client.get(reverse(f"workgroups:{name}", args=[slug, pk])).status_code == 404


def test_deliverables_are_promised_and_done_with_a_version(client_for):
    group = WorkGroupFactory()
    client = client_for(group.memberships.get().member)
    said = {"title": "Guide", "due_on": "2027-01-31", "link": "", "done_on": "", "version": 0}
    client.post(f"/groups/{group.slug}/deliverables/new/", said)
    row = Deliverable.objects.get()
    address = reverse("workgroups:deliverable_edit", args=[group.slug, row.pk])
    done = {**said, "version": 1, "done_on": "2027-01-15", "link": "https://data.ca.gov/guide"}
    assert client.post(address, done).status_code == 302
    stale = client.post(address, {**said, "version": 1, "title": "Short guide"})
    assert (stale.status_code, "Short guide" in stale.content.decode()) == (409, True)
    assert "https://data.ca.gov/guide" in stale.content.decode()
    row.refresh_from_db()
    assert (str(row.done_on), row.title, row.version) == ("2027-01-15", "Guide", 2)


def test_the_roster_is_by_department_with_what_leads_do(client_for):
    group = WorkGroupFactory(lead=MemberFactory(department=DepartmentFactory(name="Water")))
    lead = group.memberships.get().member
    added = MembershipFactory(group=group, member=MemberFactory(department=DepartmentFactory(name="Air")))
    page = reverse("workgroups:members", args=[group.slug])
    text = client_for(lead).get(page).content.decode()
    assert text.index("Air") < text.index(added.member.display_name) < text.index("Water")
    refused = client_for(lead).post(f"{page}{added.pk}/remove/", {"reason": " "})
    assert (refused.status_code, "This field is required." in refused.content.decode()) == (422, True)
    client_for(lead).post(f"{page}{added.pk}/remove/", {"reason": "Moved on."})
    seen = client_for(added.member).get(group.get_absolute_url()).content.decode()
    assert "A lead removed you from this group: Moved on." in seen
    assert "Ask to join" in seen
    wrong = client_for(lead).post(f"{page}invite/", {"addresses": f"{lead.email}\n{added.member.email}"})
    assert (wrong.status_code, "leads the group already" in wrong.content.decode()) == (422, True)
    added.refresh_from_db()
    assert added.state == State.INVITED
    assert "Accept the invitation" in client_for(added.member).get(group.get_absolute_url()).content.decode()


def test_each_page_runs_the_same_queries_with_1_and_with_30_rows(client_for, count_queries):
    group = WorkGroupFactory(review_on=timezone.localdate())
    lead = group.memberships.get().member
    document = fill(group, lead, 1)
    names = ["group", "members", "charter_history", "documents", "deliverables"]
    addresses = ["/groups/", *(reverse(f"workgroups:{name}", args=[group.slug]) for name in names)]
    addresses.append(document.get_absolute_url())
    client = client_for(lead)
    few = [count_queries(client, address) for address in addresses]
    for number in range(2, 31):
        fill(group, lead, number, document)
    assert [count_queries(client, address) for address in addresses] == few
    assert max(few) <= 15, dict(zip(addresses, few, strict=True))


def fill(group, lead, number, document=None):
    """One more of everything a page lists."""
    WorkGroupFactory()
    MembershipFactory(group=group, member=MemberFactory(department=DepartmentFactory()))
    MembershipFactory(group=group, state=State.INVITED)
    MembershipFactory(group=group, state=State.REQUESTED)
    new = {**group.charter(), "scope": f"Scope {number}.", "review_on": timezone.localdate()}
    change_charter(group=group, charter=new, by=lead, version=number)
    save_deliverable(deliverable=Deliverable(group=group, title=f"Guide {number}"), by=lead)
    made = add_document(group=group, title=f"Notes {number}", file=let_in("n.csv"), by=lead)
    if document is not None:
        add_version(document=document, file=let_in("m.csv"), by=lead)
    return document or made
