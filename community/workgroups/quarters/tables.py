"""Reports as tables: page and file show the same one. No query here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from community.pages.reporting.tables import Column, Named, Row, Table, Value, as_text

from .figures import Figure, quarter_sources

if TYPE_CHECKING:
    from community.workgroups.models import QuarterReport

_FIGURE = Column("figure", _("Figure"))
_VALUE = Column("value", _("This quarter"), is_number=True)
_BEFORE = Column("quarter_before", _("Quarter before"), is_number=True)


def report_table(report: QuarterReport, before: QuarterReport | None) -> Table:
    """One line for each figure, beside that of the quarter before where there is a report of it."""
    now, then = report.values, before.values if before else {}
    lines = [
        (Named(figure.key, figure.label), figure.shown(now), figure.shown(then)) for figure in quarter_sources.figures
    ]
    return Table((_FIGURE, _VALUE, _BEFORE), [Row(line) for line in lines])


def groups_table(reports: Iterable[QuarterReport]) -> Table:
    """One line for each group's report of a quarter."""
    return _across(Column("group", _("Work group")), ((report.group.name, report) for report in reports))


def quarters_table(reports: Iterable[QuarterReport]) -> Table:
    """One line for each report of a group."""
    return _across(Column("quarter", _("Quarter")), ((report.quarter.months, report) for report in reports))


def _across(first: Column, named: Iterable[tuple[str, QuarterReport]]) -> Table:
    figures = quarter_sources.figures
    columns = [first, *(Column(figure.key, gettext(figure.label), is_number=True) for figure in figures)]
    rows = [Row([name, *_shown(figures, report)], {first.key: report.get_absolute_url()}) for name, report in named]
    return Table(columns, rows)


def _shown(figures: Iterable[Figure], report: QuarterReport) -> list[Value]:
    values = report.values
    return [figure.shown(values) for figure in figures]


@dataclass(frozen=True)
class Changed:
    """A figure that the last count changed, as the page says it."""

    label: str
    before: str
    after: str


def changes_of(report: QuarterReport) -> list[Changed]:
    """What the last count changed, as far as readers are shown it."""
    now = report.values
    then = {name: value for name, value in {**now, **report.former}.items() if value is not None}
    pairs = [(figure, figure.shown(then), figure.shown(now)) for figure in quarter_sources.figures]
    return [Changed(gettext(figure.label), as_text(old), as_text(new)) for figure, old, new in pairs if old != new]
