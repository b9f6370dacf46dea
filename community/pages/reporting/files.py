"""Tables as files. Columns are named by their keys, and no spreadsheet takes a cell for a formula (CWE-1236)."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from django.http import Http404
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from community.safety.csv_files import write_csv
from community.safety.uploads import attach

if TYPE_CHECKING:
    from django.http import FileResponse
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

    from .tables import Table, Value

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_WIDEST = 60


def table_file(table: Table, *, name: str, kind: str) -> FileResponse:
    """`table` as an attachment called `name`; Http404 for a kind that there isn't."""
    if kind not in TYPES:
        raise Http404
    content = as_csv(table) if kind == "csv" else as_xlsx(table)
    return attach(BytesIO(content), name=f"{name}.{kind}", content_type=TYPES[kind])


def as_csv(table: Table) -> bytes:
    """UTF-8 with a byte order mark, by which spreadsheets know it."""
    rows = ([_plain(value) for value in row.values] for row in table.rows)
    return write_csv(table.keys, rows).encode("utf-8-sig")


def as_xlsx(table: Table) -> bytes:
    """One sheet: numbers and dates are such, words are words."""
    book = Workbook(write_only=True)
    book.properties.creator = "CalData hub"
    sheet = book.create_sheet("Report")
    sheet.freeze_panes = "A2"
    for place, width in enumerate(_widths(table)):
        sheet.column_dimensions[chr(ord("A") + place)].width = width
    heads = [_cell(sheet, key) for key in table.keys]
    for head in heads:
        head.font = Font(bold=True)
    sheet.append(heads)
    for row in table.rows:
        sheet.append([_cell(sheet, value) for value in row.values])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _plain(value: Value) -> object:
    return "" if value is None else value


def _cell(sheet: WriteOnlyWorksheet, value: Value) -> WriteOnlyCell:
    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value)
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value))
    cell.data_type = "s"  # openpyxl takes “=1+1” for a formula otherwise
    return cell


def _widths(table: Table) -> list[int]:
    """Wide enough for what the first rows hold."""
    shown = [table.keys, *([str(value) for value in row.values] for row in table.rows[:200])]
    return [min(_WIDEST, max(len(line[place]) for line in shown) + 2) for place in range(len(table.columns))]
