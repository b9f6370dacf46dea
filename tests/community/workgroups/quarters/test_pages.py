"""The pages of quarterly reports: who reads them, page and file alike, words of two leads, and how many queries."""

import csv
import io
import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from community.workgroups.enums import Role, State
from community.workgroups.models import Deliverable, QuarterFigure, QuarterReport, WorkGroup
from community.workgroups.quarters.figures import quarter_sources
from community.workgroups.quarters.quarter import Quarter
from community.workgroups.quarters.services import make_reports
from tests.factories.people import MemberFactory
from tests.factories.workgroups import MembershipFactory, WorkGroupFactory

pytestmark = pytest.mark.django_db
LAST = Quarter.of(timezone.now()).before
COUNTED = {"topics": 12, "questions": 8, "answered": 6, "first_answer_seconds": 7_200, "contributors": 9, "joined": 3}


def found(**fields):
    """A group that is old enough."""
    group = WorkGroupFactory(**fields)
    WorkGroup.objects.filter(pk=group.pk).update(founded_at=LAST.begin - timedelta(days=1_500))
    return group


@pytest.fixture
def group():
    made = found(name="Wells")
    make_reports()
    for name, value in COUNTED.items():
        report = QuarterReport.objects.of(LAST).get(group=made)
        QuarterFigure.objects.update_or_create(report=report, name=name, defaults={"value": value})
    return made


def address(group, name="quarter", quarter=LAST, **more):
    return reverse(f"workgroups:{name}", kwargs={"slug": group.slug, "quarter": quarter, **more})


def lines(answer):
    return list(csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))


def test_page_and_files_show_the_same_figures(group, client_for):
    client = client_for(MemberFactory())
    page = client.get(address(group)).content.decode()
    rows = {row[0]: row[1:] for row in lines(client.get(address(group, "quarter_file", kind="csv")))}
    assert rows["figure"] == ["value", "quarter_before"]
    assert rows["answered_percent"] == ["75", ""]
    assert rows["median_first_answer_seconds"] == ["7200", ""]
    assert rows["members_joined"] == ["hidden", "0"]
    assert rows["contributors"] == ["9", "0"]
    cells = dict(re.findall(r'<th scope="row">\s*([^<]+?)\s*</th>\s*<td class="hub-num">\s*([^<]+?)\s*</td>', page))
    said = {"Topics begun": "12", "Questions answered": "75%", "Median time to the first answer": "2 hours"}
    assert {label: cells[label] for label in said} == said
    assert len(cells) == len(rows) - 1 == len(quarter_sources.figures)
    book = load_workbook(io.BytesIO(client.get(address(group, "quarter_file", kind="xlsx")).getvalue()))
    assert list(book.active.values)[1:3] == [("topics", 12, 0), ("questions", 8, 0)]
    assert client.get(address(group, "quarter_file", kind="pdf")).status_code == 404


def test_the_page_names_the_quarter_the_fiscal_year_and_the_zone(group, client_for):
    page = client_for(MemberFactory()).get(address(group)).content.decode()
    assert LAST.label in page
    assert "midnight in California (Pacific Time)" in page
    listed = client_for(MemberFactory()).get(f"/groups/{group.slug}/quarters/").content.decode()
    assert address(group) in listed
    assert f"The report of {LAST.after.months} is made when the quarter is over" in listed


def test_two_leads_write_and_neither_loses_words(group, client_for):
    first, second = group.memberships.get().member, MembershipFactory(group=group, role=Role.LEAD).member
    way = address(group, "quarter_words")
    assert client_for(first).post(way, {"words": "<b>Map</b> done.", "version": 0}).status_code == 302
    stale = client_for(second).post(way, {"words": "Next: a list.", "version": 0})
    text = stale.content.decode()
    assert (stale.status_code, "&lt;b&gt;Map&lt;/b&gt; done." in text, "Next: a list." in text) == (409, True, True)
    version = re.search(r'name="version" value="(\d+)"', text)[1]
    assert client_for(second).post(way, {"words": "Next: a list.", "version": version}).status_code == 302
    assert "Next: a list." in client_for(MemberFactory()).get(address(group)).content.decode()
    long = client_for(first).post(way, {"words": "word " * 401, "version": 2})
    assert (long.status_code, "word word" in long.content.decode()) == (422, True)


def test_a_lead_counts_again_and_reads_what_changed(group, client_for):
    client = client_for(group.memberships.get().member)
    Deliverable.objects.create(group=group, title="Map", done_on=LAST.first_day)
    page = client.post(address(group, "quarter_count"), follow=True).content.decode()
    assert "Deliverables done: 1, before 0" in page
    assert "Members who joined: 0, before hidden" in page
    page = client.post(address(group, "quarter_count"), follow=True).content.decode()
    assert "No figure that is shown changed" in page
    assert "What the last count changed" not in page


def test_a_closed_group_keeps_its_reports_and_nothing_is_changed(group, client_for):
    WorkGroup.objects.filter(pk=group.pk).update(closed_at=timezone.now(), achieved="Done.")
    client = client_for(group.memberships.get().member)
    page = client.get(address(group)).content.decode()
    assert "Count again" not in page
    said = client.post(address(group, "quarter_count"), follow=True).content.decode()
    assert "This group is closed" in said


def test_reports_of_a_private_group_are_for_who_may_know_of_it(client_for):
    private = found(name="Numbat circle", is_private=True)
    make_reports()
    ways = [f"/groups/{private.slug}/quarters/", address(private), address(private, "quarter_file", kind="csv")]
    inside = [MembershipFactory(group=private, state=state).member for state in (State.ACTIVE, State.INVITED)]
    outside = [MembershipFactory(group=private, state=state).member for state in (State.LEFT, State.REQUESTED)]
    outside += [MemberFactory(), MemberFactory(is_staff=True, is_superuser=True)]
    assert {client_for(who).get(way).status_code for who in inside for way in ways} == {200}
    assert {client_for(who).get(way).status_code for who in outside for way in ways} == {404}
    assert {client_for(None).get(way).status_code for way in ways} == {302}


def test_all_groups_side_by_side_hold_only_what_the_viewer_may_see(group, client_for):
    private = found(name="Numbat circle", is_private=True)
    make_reports()
    page = reverse("workgroups:all_groups", args=[LAST])
    file = reverse("workgroups:all_groups_file", args=[LAST, "csv"])
    staff, program = MemberFactory(is_staff=True), MemberFactory()
    program.user_permissions.add(Permission.objects.get(codename="view_quarterreport"))
    for who in (staff, program):
        assert "Numbat" not in client_for(who).get(page).content.decode()
        rows = lines(client_for(who).get(file))
        assert [row[0] for row in rows] == ["group", "Wells"]
        assert dict(zip(*rows, strict=True))["answered_percent"] == "75"
        assert page in client_for(who).get("/groups/").content.decode()
    MembershipFactory(group=private, member=program)
    assert [row[0] for row in lines(client_for(program).get(file))] == ["group", "Numbat circle", "Wells"]
    for who in (MemberFactory(), group.memberships.get().member):
        assert {client_for(who).get(way).status_code for way in (page, file)} == {404}
        assert page not in client_for(who).get("/groups/").content.decode()
    assert client_for(staff).get(reverse("workgroups:all_groups", args=[LAST.after])).status_code == 404


def test_each_page_runs_the_same_queries_with_1_and_with_30_rows(client_for, count_queries):
    group = found()
    make_reports()
    QuarterReport.objects.exclude(year=LAST.year, number=LAST.number).delete()
    lead = group.memberships.get().member
    lead.user_permissions.add(Permission.objects.get(codename="view_quarterreport"))
    client = client_for(lead)
    ways = [f"/groups/{group.slug}/quarters/", address(group), address(group, "quarter_words"), "/groups/"]
    ways += [reverse("workgroups:all_groups", args=[LAST])]
    few = [count_queries(client, way) for way in ways]
    quarter = LAST
    for _times in range(30):
        found()
        quarter = quarter.before
        QuarterReport.objects.create(group=group, year=quarter.year, number=quarter.number)
    make_reports()
    assert QuarterReport.objects.of(LAST).count() == 31
    assert [count_queries(client, way) for way in ways] == few
    assert max(few) <= 15, few
