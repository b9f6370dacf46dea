"""Tables as files: stable columns, types kept, and nothing that a spreadsheet would run."""

import csv
from datetime import date
from io import BytesIO, StringIO

import pytest
from django.http import Http404
from openpyxl import load_workbook

from community.pages.reporting.files import as_csv, as_xlsx, table_file
from community.pages.reporting.tables import HIDDEN, Column, Row, Table
from training.reports.charts import Bar, Chart

COLUMNS = (Column("name", "Name"), Column("percent", "Percent", is_number=True), Column("finished_on", "Finished"))
ATTACKS = ["=1+1", "+1", "-1+2", "@SUM(A1)", '=HYPERLINK("https://evil.example","x")', "\t=1", "\r=1", "'=1", "#N/A"]


def table(*names):
    return Table(COLUMNS, [Row([name, 50, date(2026, 11, 3)]) for name in names])


def read_csv(content):
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("name", ATTACKS)
def test_no_cell_of_a_csv_begins_like_a_formula(name):
    (cell, *rest) = read_csv(as_csv(table(name)))[1]
    assert cell.lstrip("'") == name.lstrip("'")
    assert cell[0] not in "=+-@\t\r"
    assert rest == ["50", "2026-11-03"]


@pytest.mark.parametrize("name", ATTACKS)
def test_no_cell_of_a_workbook_is_a_formula(name):
    cell = load_workbook(BytesIO(as_xlsx(table(name)))).active["A2"]
    assert (cell.data_type, cell.value.replace("\r", "\n")) == ("s", name.replace("\r", "\n"))


def test_workbook_keeps_numbers_dates_and_strange_names():
    book = load_workbook(BytesIO(as_xlsx(table("Zoë 李\x07", "x" * 300))))
    rows = [[cell.value for cell in row] for row in book.active.iter_rows()]
    assert rows[0] == ["name", "percent", "finished_on"]
    assert rows[1][:2] == ["Zoë 李", 50]
    assert rows[1][2].date() == date(2026, 11, 3)
    assert rows[2][0] == "x" * 300
    assert book.active["B2"].data_type == "n"


def test_empty_and_hidden_cells():
    rows = Table(COLUMNS, [Row([None, HIDDEN, None])])
    assert read_csv(as_csv(rows))[1] == ["", "hidden", ""]
    assert [cell.text for cell in rows.lines[0]] == ["–", "hidden", "–"]
    assert as_xlsx(Table(COLUMNS, []))[:2] == b"PK"


def test_total_stands_below_the_page_and_in_no_file():
    rows = Table(COLUMNS, [Row(["A", 1, None])], Row(["All", 1, None]))
    assert [cell.text for cell in rows.foot] == ["All", "1", "–"]
    assert len(read_csv(as_csv(rows))) == 2


def test_file_goes_out_as_an_attachment_and_other_kinds_are_not_there():
    answer = table_file(table("A"), name="dow-people", kind="xlsx")
    assert answer["Content-Disposition"] == 'attachment; filename="dow-people.xlsx"'
    assert b"".join(answer.streaming_content)[:2] == b"PK"
    with pytest.raises(Http404):
        table_file(table("A"), name="x", kind="pdf")


def test_bars_are_as_long_as_their_part():
    bars = [Bar("A", 1, 3), Bar("B", 0, 0), Bar("C" * 60, 9, 6)]
    assert [bar.percent for bar in bars] == [33, 0, 100]
    assert bars[2].short == "C" * 33 + "…"
    assert Chart("x", "Name", "Words", bars).height == 3 * 44
