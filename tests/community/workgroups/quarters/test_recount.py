"""Each figure of each report equals a recount of the raw rows, and a wrong one is caught."""

from datetime import UTC, datetime
from random import Random

import pytest

from community.people.sample_registry import sample_parts
from community.workgroups.models import Deliverable, Passage, QuarterFigure, QuarterReport, WorkGroup
from community.workgroups.quarters.figures import quarter_sources
from community.workgroups.quarters.services import count_again, make_reports
from events.models import Attendance, Occurrence
from forum.enums import TopicKind
from forum.models import Post
from tests.community.workgroups.quarters.random_world import NOW, fill
from tests.community.workgroups.quarters.recount import wrong_figures

pytestmark = pytest.mark.django_db
SAMPLE_DAY = datetime(2026, 11, 23, 20, 0, tzinfo=UTC)


def totals():
    """What was counted at all, over all reports."""
    rows = QuarterFigure.objects.values_list("name", "value")
    return {name for name, value in rows if value}


def everything():
    medians = {"first_answer_seconds"}
    return medians | {name for source in quarter_sources for name in source.stored}


@pytest.mark.parametrize("seed", range(4))
def test_in_a_random_world_each_figure_is_what_a_recount_of_the_rows_says(seed):
    fill(Random(seed))
    made = make_reports(at=NOW)
    assert {report.quarter.label[-2] for report in made} == {"1", "2", "3", "4"}
    assert wrong_figures(NOW) == {}
    assert totals() == everything()


def test_control_every_seeded_wrong_count_is_caught():
    fill(Random(8))
    make_reports(at=NOW)
    report = QuarterReport.objects.get(group=WorkGroup.objects.earliest("pk"), year=2026, number=3)
    key = (report.group_id, 2026, 3)
    for figure in report.figures.order_by("name"):
        QuarterFigure.objects.filter(pk=figure.pk).update(value=figure.value + 1)
        assert wrong_figures(NOW) == {key: {figure.name}}
        QuarterFigure.objects.filter(pk=figure.pk).update(value=figure.value)
    report.figures.get(name="topics").delete()
    assert wrong_figures(NOW) == {key: {"topics"}}


def test_control_a_row_that_changes_after_the_count_is_caught_and_counting_again_mends_it():
    fill(Random(9))
    make_reports(at=NOW)
    group = WorkGroup.objects.earliest("pk")  # names of nine and ten groups are in another order
    report, lead = QuarterReport.objects.get(group=group, year=2026, number=3), group.memberships.leads().get()
    day = report.quarter.begin
    Deliverable.objects.create(group=group, title="Late", done_on=day.date())
    Passage.objects.create(membership=lead, is_in=False, at=day)
    topic = group.boards.first().topics.approved().filter(kind=TopicKind.DISCUSSION).first()  # no first answer
    Post.objects.create(topic=topic, poster=lead.member, content="x", html="x", created=day)
    held = Occurrence.objects.filter(series__group=group, series__live=True, status="scheduled").first()
    Occurrence.objects.filter(pk=held.pk).update(start_at=day, end_at=day.replace(hour=5))
    Attendance.objects.create(occurrence=held, member=lead.member, by=lead.member, at=day, is_present=True)
    wrong = wrong_figures(NOW)
    assert wrong[group.pk, 2026, 3] >= {"deliverables", "left", "attended_minutes"}
    for row in QuarterReport.objects.filter(group=group):
        count_again(report=row, by=lead.member, at=NOW)
    assert wrong_figures(NOW) == {}


def test_the_sample_groups_have_reports_that_a_recount_confirms():
    for part in sample_parts:
        if not part.__module__.startswith("training"):
            part(SAMPLE_DAY)
    assert wrong_figures(SAMPLE_DAY) == {}
    reports = QuarterReport.objects.filter(group__closed_at=None)
    assert {(row.year, row.number) for row in reports} == {(2025, 4), (2026, 1), (2026, 2), (2026, 3)}
    lately = WorkGroup.objects.open().filter(quarter_reports__year=2026, quarter_reports__number=3)
    assert set(lately) == set(WorkGroup.objects.open())
    assert QuarterReport.objects.exclude(words="").count() == 5
    before = [list(table.objects.order_by("pk").values()) for table in (QuarterReport, QuarterFigure, Passage)]
    for part in sample_parts:
        if part.__module__.startswith("community.workgroups"):
            part(SAMPLE_DAY)
    after = [list(table.objects.order_by("pk").values()) for table in (QuarterReport, QuarterFigure, Passage)]
    assert before == after
