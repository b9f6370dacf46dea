"""Makes the files of the sample library from its texts: Markdown, Word, CSV and Excel."""

from __future__ import annotations

import csv
import re
from io import BytesIO, StringIO
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from community.safety.csv_files import write_csv

from .word import as_word

_HERE = Path(__file__).with_name("documents")
_TASK = re.compile(r"- \[ \] (?P<point>.+)")
_HEADING = re.compile(r"## (?:\d+\. )?(?P<words>.+)")
_CHECKLIST = ["part", "point", "done", "by_whom", "on", "notes"]
_WIDEST = 60

Rows = list[list[str]]

NOTES = {
    "md": "Plain text with marks for headings and lists: any editor and any screen reader opens it.",
    "docx": "Word file with real headings, lists and table headings, in English. Opens in LibreOffice, too.",
    "csv": "One table in UTF-8, column names in the first row. Opens in any spreadsheet and any program.",
    "xlsx": "One sheet that begins in cell A1, column names in the first row and kept in view, no merged cells.",
}


def text_of(key: str) -> str:
    """The text of a version, such as `publishing-checklist.v2`."""
    return (_HERE / f"{key}.md").read_text(encoding="utf-8")


def make(kind: str, *, title: str, key: str, table: str = "") -> bytes:
    """One file. `table` names a CSV file of the folder; a checklist without one is a table of its points."""
    if kind == "md":
        return f"# {title}\n\n{text_of(key)}".encode()
    if kind == "docx":
        return as_word(title, text_of(key))
    rows = _table(table) if table else points(text_of(key))
    return write_csv(rows[0], rows[1:]).encode("utf-8-sig") if kind == "csv" else _as_sheet(title, rows)


def points(source: str) -> Rows:
    """The points of a checklist, by its headings."""
    rows, part = [_CHECKLIST], ""
    for line in source.splitlines():
        if heading := _HEADING.match(line):
            part = heading["words"]
        elif task := _TASK.match(line):
            rows.append([part, task["point"].replace("**", "").replace("`", ""), "", "", "", ""])
    return rows


def _table(name: str) -> Rows:
    return list(csv.reader(StringIO((_HERE / f"{name}.csv").read_text(encoding="utf-8"))))


def _as_sheet(title: str, rows: Rows) -> bytes:
    book = Workbook()
    book.properties.creator, book.properties.title = "CalData hub", title
    sheet = book.active
    assert sheet is not None
    sheet.title, sheet.freeze_panes = title[:31], "A2"
    for place, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(place, column, value)
            cell.data_type = "s"  # openpyxl takes “=1+1” for a formula otherwise
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=place == 1)
    for column in range(1, len(rows[0]) + 1):
        width = max(len(row[column - 1]) for row in rows)
        sheet.column_dimensions[sheet.cell(1, column).column_letter].width = min(_WIDEST, width + 2)
    out = BytesIO()
    book.save(out)
    return out.getvalue()
