"""Members, departments, the directory and the audit log."""

from urllib.parse import urlencode

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.http import QueryDict
from django.urls import reverse

from community.people.forms import ProfileForm
from community.people.models import AuditEntry, Member, Skill
from community.people.services import record
from community.search.models import SearchEntry
from tests.factories.people import DepartmentFactory, MemberFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "fields", [{"email": "Upper@dt.ca.gov"}, {"display_name": "a@dt.ca.gov"}, {"display_name": ""}]
)
def test_the_database_refuses_a_member_that_breaks_a_rule(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        MemberFactory(**fields)


@pytest.mark.parametrize(
    ("name", "initials"), [("Ana R.", "AR"), ("Mononym", "M"), ("Jo van der Berg", "JB"), ("élodie ", "É")]
)
def test_initials_are_of_the_first_and_the_last_word(name, initials):
    assert Member(display_name=name).initials == initials


def test_the_audit_log_cannot_be_changed(member):
    entry = record(by=member, action="join", about=member)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        AuditEntry.objects.filter(pk=entry.pk).update(action="leave")


def test_the_directory_is_for_members_only(client):
    MemberFactory()
    assert client.get(reverse("people:directory")).status_code == 302


def test_no_page_about_people_shows_an_address(client_for):
    member = MemberFactory(email="secret.address@dt.ca.gov")
    client = client_for(MemberFactory())
    pages = [reverse("people:directory"), member.get_absolute_url(), member.department.get_absolute_url()]
    assert all("secret.address" not in client.get(page).content.decode() for page in pages)


def test_an_inactive_member_is_not_found(client_for):
    gone = MemberFactory(is_active=False)
    assert client_for(MemberFactory()).get(gone.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("words", ["groundwater", "steward of", "DWR", "Dana"])
def test_the_directory_finds_by_name_job_department_and_skill(client_for, words):
    found = MemberFactory(
        display_name="Dana R.", job_title="Steward of levels", department=DepartmentFactory(acronym="DWR")
    )
    found.skills.add(Skill.objects.create(name="Groundwater"))
    page = client_for(MemberFactory()).get(reverse("people:directory"), {"q": words})
    assert [row.profile.member for row in page.context["rows"]] == [found]


def test_saving_a_profile_makes_it_findable_under_the_new_name(client_for, member):
    client = client_for(member)
    data = {"display_name": "  Dana   R. ", "job_title": "Steward", "time_zone": "UTC", "is_listed": "on"}
    answer = client.post(reverse("people:profile_edit"), data)
    assert answer.status_code == 302
    assert SearchEntry.objects.get(kind="person", key=str(member.pk)).title == "Dana R."


def test_a_faulty_profile_keeps_what_was_typed(client_for, member):
    data = {"display_name": "dana@dt.ca.gov", "job_title": "Steward of wells", "time_zone": "Mars/Olympus"}
    answer = client_for(member).post(reverse("people:profile_edit"), data)
    assert answer.status_code == 422
    assert 'value="Steward of wells"' in answer.content.decode()
    assert set(ProfileForm(QueryDict(urlencode(data)), instance=member).errors) == {"display_name", "time_zone"}


def test_a_visitor_sees_how_many_but_not_who(client):
    department = DepartmentFactory()
    MemberFactory(display_name="Dana R.", department=department)
    page = client.get(department.get_absolute_url()).content.decode()
    assert "1 person of this department has an account" in page
    assert "Dana R." not in page


@pytest.mark.parametrize("path", ["people:directory", "people:departments"])
def test_list_queries_do_not_grow_with_rows(client_for, count_queries, path):
    client = client_for(MemberFactory())
    few = count_queries(client, reverse(path))
    MemberFactory.create_batch(30)
    assert count_queries(client, reverse(path)) == few <= 12
