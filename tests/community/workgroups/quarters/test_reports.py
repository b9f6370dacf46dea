"""Reports: made once when a quarter is over, told, counted again with what changed, and what is hidden."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from community.notifications.models import Notification
from community.pages.reporting.tables import HIDDEN, Percent, Seconds, Word
from community.people.models import AuditEntry
from community.workgroups.models import Deliverable, Passage, QuarterFigure, QuarterReport, WorkGroup
from community.workgroups.quarters.figures import Figure, Shape, Source, Sources, quarter_sources
from community.workgroups.quarters.quarter import Quarter
from community.workgroups.quarters.services import count_again, make_reports, write_words
from community.workgroups.quarters.tables import changes_of
from community.workgroups.services import EditedMeanwhile, GroupRefused, approve, close_group, leave, request_membership
from tests.factories.people import MemberFactory
from tests.factories.workgroups import MembershipFactory, WorkGroupFactory

LAST = Quarter(2026, 3)
NOW = LAST.end + timedelta(days=2)


def a_group(founded=LAST.begin, **fields):
    group = WorkGroupFactory(**fields)
    WorkGroup.objects.filter(pk=group.pk).update(founded_at=founded)
    Passage.objects.filter(membership__group=group).update(at=founded)
    group.refresh_from_db()
    return group, group.memberships.get().member


def told(group):
    return list(Notification.objects.filter(kind="group_quarter", subject_id=group.pk).values_list("member", "key"))


@pytest.mark.django_db
def test_a_report_is_made_once_when_the_quarter_is_over_and_its_leads_are_told():
    group, lead = a_group()
    MembershipFactory(group=group)
    assert make_reports(at=LAST.end - timedelta(seconds=1)) == []
    (report,) = make_reports(at=LAST.end)
    assert (report.quarter, make_reports(at=NOW), make_reports(at=NOW)) == (LAST, [], [])
    assert told(group) == [(lead.pk, "quarter:2026-q3")]
    assert report.values["joined"] == 1


@pytest.mark.django_db
def test_a_hub_that_stood_still_makes_a_year_and_tells_of_the_latest():
    group, lead = a_group(founded=LAST.begin - timedelta(days=700))
    made = make_reports(at=NOW)
    assert [str(report.quarter) for report in made] == ["2025-q4", "2026-q1", "2026-q2", "2026-q3"]
    assert told(group) == [(lead.pk, "quarter:2026-q3")]


@pytest.mark.django_db
def test_groups_that_did_not_live_in_the_quarter_have_no_report():
    a_group(founded=LAST.end)
    closed, lead = a_group()
    close_group(group=closed, by=lead, achieved="Done.", at=LAST.begin - timedelta(days=1))
    during, lead = a_group()
    close_group(group=during, by=lead, achieved="Done.", at=LAST.begin + timedelta(days=9))
    assert [report.group for report in make_reports(at=NOW)] == [during]


@pytest.mark.django_db
def test_coming_and_going_is_kept_when_it_happens():
    group, lead = a_group()
    member = MemberFactory()
    approve(membership=request_membership(group=group, member=member), by=lead, at=LAST.begin)
    leave(group=group, member=member)
    rows = Passage.objects.filter(membership__member=member).order_by("pk")
    assert [row.is_in for row in rows] == [True, False]
    assert rows[0].at == LAST.begin


@pytest.mark.django_db
def test_counting_again_says_what_changed_and_is_audited():
    group, lead = a_group()
    (report,) = make_reports(at=NOW)
    Deliverable.objects.create(group=group, title="Map", done_on=LAST.last_day)
    again = count_again(report=report, by=lead, at=NOW + timedelta(days=1))
    assert [(row.label, row.before, row.after) for row in changes_of(again)] == [("Deliverables done", "0", "1")]
    entry = AuditEntry.objects.get(action="count again")
    assert (entry.by, entry.before, entry.after) == (lead, {"deliverables": 0}, {"deliverables": 1})
    twice = count_again(report=report, by=lead, at=NOW + timedelta(days=2))
    assert (changes_of(twice), twice.values["deliverables"], told(group)) == ([], 1, [(lead.pk, "quarter:2026-q3")])


@pytest.mark.django_db
def test_only_leads_of_an_open_group_count_again_and_write():
    group, lead = a_group()
    (report,) = make_reports(at=NOW)
    outsider = MemberFactory(is_superuser=True)
    for by, why in ((outsider, "Only a lead"), (lead, "closed")):
        with pytest.raises(GroupRefused, match=why):
            count_again(report=report, by=by)
        with pytest.raises(GroupRefused, match=why):
            write_words(report=report, words="Ours.", by=by, version=0)
        if by == outsider:
            close_group(group=group, by=lead, achieved="Done.")
    assert not AuditEntry.objects.filter(action__in=("count again", "write")).exists()


@pytest.mark.django_db
def test_words_of_two_leads_do_not_overwrite_each_other():
    _group, lead = a_group()
    (report,) = make_reports(at=NOW)
    write_words(report=report, words=" First. ", by=lead, version=0)
    with pytest.raises(EditedMeanwhile):
        write_words(report=report, words="Second.", by=lead, version=0)
    report.refresh_from_db()
    assert (report.words, report.version) == ("First.", 1)


@pytest.mark.django_db
@pytest.mark.parametrize("fields", [{"number": 5}, {"number": 3}, {"counted_at": NOW - timedelta(days=9)}])
def test_the_database_keeps_one_report_of_a_real_quarter(fields):
    group, _lead = a_group()
    make_reports(at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        QuarterReport.objects.create(**{"group": group, "year": 2026, "number": 2, "made_at": NOW, **fields})


@pytest.mark.django_db
@pytest.mark.parametrize("fields", [{"name": "topics"}, {"name": ""}, {"name": "other", "value": -1}])
def test_the_database_keeps_a_figure_once_and_no_less_than_nothing(fields):
    a_group()
    (report,) = make_reports(at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        QuarterFigure.objects.create(**{"report": report, "value": 1, **fields})


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_tasks_at_once_make_one_report(at_once):
    groups = [a_group()[0] for _number in range(3)]
    results = at_once(6, lambda _number: make_reports(at=NOW))
    assert sum(len(made) for made in results) == QuarterReport.objects.count() == len(groups)
    assert QuarterFigure.objects.filter(name="topics").count() == len(groups)
    assert [len(told(group)) for group in groups] == [1, 1, 1]


@pytest.mark.parametrize(
    ("values", "shown"),
    [({"part": 0, "all": 9}, 0), ({"part": 4, "all": 9}, HIDDEN), ({"part": 5, "all": 9}, HIDDEN),
     ({"part": 5, "all": 10}, 5), ({"part": 5, "all": 5}, 5), ({"all": 9}, None)],
)  # fmt: skip
def test_a_part_is_hidden_when_it_or_the_rest_is_few(values, shown):
    assert Figure("part", Word("Part"), "", of="part", people="part", among="all").shown(values) == shown


@given(contributors=st.integers(0, 12), new=st.integers(0, 12), attendees=st.integers(0, 9), left=st.integers(0, 9))
def test_no_figure_of_one_to_four_people_is_shown_or_follows(contributors, new, attendees, left):
    new = min(new, contributors)
    values = {"contributors": contributors, "new_contributors": new, "attendees": attendees, "left": left,
              "attended_minutes": attendees * 60, "joined": 0}  # fmt: skip
    shown = {figure.key: figure.shown(values) for figure in quarter_sources.figures}
    for key in ("contributors", "new_contributors", "attendees", "members_left"):
        assert shown[key] not in {1, 2, 3, 4}
    if isinstance(shown["contributors"], int) and isinstance(shown["new_contributors"], int):
        assert shown["contributors"] - shown["new_contributors"] not in {1, 2, 3, 4}
    assert (shown["attendance_hours"] == HIDDEN) == (shown["attendees"] == HIDDEN)


def test_values_are_shown_in_their_shape():
    def said(shape, **fields):
        return Figure("a", Word("A"), "", of="a", shape=shape, **fields).shown({"a": 90, "all": 120, "none": 0})

    assert said(Shape.PERCENT, whole="all") == Percent(75)
    assert said(Shape.PERCENT, whole="none") is None
    assert (said(Shape.SECONDS), said(Shape.HOURS)) == (Seconds(90), 2)


def test_two_rooms_can_not_count_the_same():
    sources = Sources({})
    sources.register(1, Source("one", (), ("topics",), lambda groups, quarter, at: {}))
    for order, stored in ((1, ("posts",)), (2, ("topics",))):
        with pytest.raises(ValueError, match="already"):
            sources.register(order, Source("two", (), stored, lambda groups, quarter, at: {}))
