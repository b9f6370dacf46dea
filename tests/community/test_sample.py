"""The sample's ground floor: departments, people, work groups and pages, loaded once; no link leads nowhere."""

import re
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve

from community.notifications.enums import Level
from community.notifications.models import Following, Mail, Notification
from community.pages.models import StandardPage
from community.pages.sample import load_pages
from community.pages.services import found_home
from community.people.models import AuditEntry, Department, EmailDomain, Member
from community.people.sample import load_people
from community.workgroups.enums import Role, State
from community.workgroups.models import (
    CharterVersion,
    Deliverable,
    Document,
    DocumentVersion,
    Membership,
    WorkGroup,
)
from community.workgroups.notification_kinds import ANSWERED, REQUESTED
from community.workgroups.sample import load_groups, settle_groups

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 20, 0, tzinfo=UTC)
AGENCIES_OF_GOVERNMENT_CODE_12800 = 8


@pytest.fixture(scope="module")
def loaded(module_db):
    return [load(NOW) for load in (load_people, load_pages, load_groups)]


def test_a_second_load_changes_nothing(loaded):
    tables = (Department, EmailDomain, Member, StandardPage, WorkGroup, Membership, AuditEntry, Notification, Following)
    before = [list(table.objects.order_by("pk").values()) for table in tables]
    for load in (load_people, load_pages, load_groups):
        load(NOW)
    assert before == [list(table.objects.order_by("pk").values()) for table in tables]


def test_forty_departments_of_all_agencies_and_their_people_spread_over_them(loaded):
    assert Department.objects.count() == 40
    assert Department.objects.values("agency").distinct().count() == AGENCIES_OF_GOVERNMENT_CODE_12800
    assert Member.objects.count() == 34
    assert Department.objects.filter(members__isnull=False).distinct().count() >= 20
    for department in Department.objects.all():
        assert department.domains.exists()
        assert re.fullmatch(r"[a-z-]+", department.slug)
        assert department.get_absolute_url()


def test_groups_are_in_every_state_there_is(loaded):
    settle_groups(NOW)
    in_it = {(State.ACTIVE, Role.LEAD), (State.ACTIVE, Role.MEMBER)}
    states = set()
    for group in WorkGroup.objects.all():
        found = set(group.memberships.values_list("state", "role"))
        states |= found
        assert found >= in_it
        assert all([group.purpose, group.scope, group.sponsor, group.objective_list, group.cadence, group.review_on])
    assert states == in_it | {(State.REQUESTED, Role.MEMBER), (State.INVITED, Role.MEMBER)}
    amber, archive = WorkGroup.objects.get(slug="open-source-code"), WorkGroup.objects.get(slug__startswith="sustain")
    assert (WorkGroup.objects.count(), WorkGroup.objects.filter(is_private=True).count(), amber.health) == (
        8,
        1,
        "amber",
    )
    assert (archive.closed_at.year, "Eleven strategic data sets" in archive.achieved) == (2015, True)
    assert DocumentVersion.objects.count() > Document.objects.count() > 3
    assert Deliverable.objects.filter(done_on=None).exists()
    assert CharterVersion.objects.filter(number=2).exists()


@pytest.mark.parametrize(("slug", "least"), [("news", 6)])
def test_sections_are_full_and_their_dates_differ(loaded, slug, least):
    dates = [
        page.first_published_at
        for page in StandardPage.objects.listed_below(StandardPage.objects.get(slug=slug))
        if page.first_published_at < NOW
    ]
    assert len(dates) >= least
    assert len(set(dates)) == len(dates)


def test_what_an_editor_wrote_stays(loaded):
    page = StandardPage.objects.get(slug="story")
    page.title = "Our story"
    page.save_revision().publish()
    load_pages(NOW)
    assert StandardPage.objects.get(slug="story").title == "Our story"


def test_every_link_within_the_hub_leads_somewhere(loaded, client):
    links = set()
    for page in [found_home(), *StandardPage.objects.live()]:
        links |= set(re.findall(r'(?:href|address)["\']?[=:] ?["\\\']+(/[^"\\\']*)', str(page.body.get_prep_value())))
    assert {"/forum/water-data/", "/events/calendar.ics", "/departments/"} <= links
    for link in links:
        try:
            match = resolve(urlsplit(link).path)
        except Resolver404:
            pytest.fail(f"{link} leads nowhere")
        if match.func.__name__ == "serve":  # a page of the tree
            assert client.get(link).status_code == 200, link


def test_leads_find_requests_and_no_mail_waits(loaded):
    unread = Notification.objects.unread()
    assert unread.filter(kind=REQUESTED).exists()
    assert unread.filter(kind=ANSWERED).exists()
    assert Notification.objects.filter(kind=ANSWERED).exclude(read_at=None).exists()
    assert set(Following.objects.values_list("level", flat=True)) == {"", Level.DAILY, Level.WEEKLY, Level.OFF}
    assert not Mail.objects.exists()
