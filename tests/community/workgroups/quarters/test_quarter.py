"""Quarters: where they begin in California, how they are written and called, across years and changes of clocks."""

from datetime import UTC, datetime, timedelta

import pytest

from community.workgroups.quarters.quarter import Quarter


@pytest.mark.parametrize(
    ("moment", "written"),
    [
        ("2026-10-01T06:59:59+00:00", "2026-q3"),  # still September 30 in California
        ("2026-10-01T07:00:00+00:00", "2026-q4"),
        ("2027-01-01T07:59:59+00:00", "2026-q4"),  # an hour later in winter
        ("2027-01-01T08:00:00+00:00", "2027-q1"),
        ("2027-04-01T06:59:59+00:00", "2027-q1"),
        ("2028-02-29T23:59:59+00:00", "2028-q1"),
    ],
)
def test_a_moment_belongs_to_the_quarter_of_california(moment, written):
    quarter = Quarter.of(datetime.fromisoformat(moment))
    assert str(quarter) == written
    assert quarter.begin <= datetime.fromisoformat(moment) < quarter.end


def test_quarters_follow_each_other_without_a_gap():
    quarter = Quarter(2025, 3)
    for _times in range(12):
        assert quarter.end == quarter.after.begin
        assert quarter.after.before == quarter
        assert quarter.after.first_day - quarter.last_day == timedelta(days=1)
        assert Quarter.of(quarter.end - timedelta(microseconds=1)) == quarter
        quarter = quarter.after
    assert (str(quarter), quarter.begin.astimezone(UTC).hour) == ("2028-q3", 7)


@pytest.mark.parametrize(
    ("written", "label"),
    [
        ("2026-q3", "July–September 2026 (fiscal year 2026-27, quarter 1)"),
        ("2026-q4", "October–December 2026 (fiscal year 2026-27, quarter 2)"),
        ("2027-q1", "January–March 2027 (fiscal year 2026-27, quarter 3)"),
        ("2027-q2", "April–June 2027 (fiscal year 2026-27, quarter 4)"),
        ("2099-q3", "July–September 2099 (fiscal year 2099-00, quarter 1)"),
    ],
)
def test_it_is_called_by_its_months_and_the_fiscal_year(written, label):
    assert Quarter.parse(written).label == label


@pytest.mark.parametrize("text", ["2026-q5", "2026-q0", "1999-q1", "2026-Q3", "2026q3", "2026-q3 ", "٢٠٢٦-q3", ""])
def test_anything_else_is_no_quarter(text):
    with pytest.raises(ValueError, match="no quarter"):
        Quarter.parse(text)
