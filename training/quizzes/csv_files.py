"""Questions and figures as CSV: what instructors upload and download. A spreadsheet runs nothing of it (CWE-1236)."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import StringIO

from django.utils.translation import gettext as _

from community.safety.csv_files import unquote, write_csv

from .content import MOST_LINES, write_content
from .drafting import draft_question
from .models import Question
from .services.bank import QuestionDraft

COLUMNS = ["key", "kind", "topic", "points", "question", "hint", "feedback", "tolerance", "unit"]
ANSWERS = [f"answer_{number}" for number in range(1, MOST_LINES + 1)]
NEEDED = ["key", "kind", "question", "answer_1"]
MOST_QUESTIONS = 1_000
MOST_CELL = 10_000


@dataclass(frozen=True)
class LineFault:
    """What is wrong in which line of the file (the header is line 1)."""

    line: int
    column: str
    reason: str
    key: str = ""


@dataclass
class FileReport:
    """What a file holds: questions that can be stored, and the faults of the others."""

    drafts: list[QuestionDraft] = field(default_factory=list)
    faults: list[LineFault] = field(default_factory=list)

    @property
    def faulty_lines(self) -> int:
        """How many lines have a fault."""
        return len({fault.line for fault in self.faults})


def read_questions(text: str) -> FileReport:
    """Read a file of questions; a line with a fault gives no question, the others do."""
    report = FileReport()
    reader = csv.reader(StringIO(text.lstrip("\ufeff"), newline=""), dialect=_dialect(text), strict=True)
    try:
        header = [name.strip().casefold() for name in next(reader, [])]
        report.faults += _header_faults(header)
        if not report.faults:
            _read_lines(reader, header, report)
    except csv.Error as error:
        reason = _(
            "The line can’t be read (%(why)s): a quotation mark is missing, or a cell is too long. Lines below it are "
            "not looked at."
        )
        report.faults.append(LineFault(reader.line_num or 1, "", reason % {"why": error}))
    if not report.faults and not report.drafts:
        report.faults.append(LineFault(2, "", _("There is no question below the header. Write one a line.")))
    return report


def write_questions_csv(questions: Iterable[Question]) -> str:
    """The bank in the columns that `read_questions` reads."""
    return write_csv([*COLUMNS, *ANSWERS], (_row(question) for question in questions))


def _dialect(text: str) -> type[csv.Dialect]:
    """Commas; semicolons where the first line has no comma, as some spreadsheets save it."""
    first = text.split("\n", 1)[0]

    class Found(csv.excel):
        delimiter = ";" if ";" in first and "," not in first else ","

    return Found


def _header_faults(header: list[str]) -> Iterator[LineFault]:
    for name in NEEDED:
        if name not in header:
            yield LineFault(
                1, name, _("The column “%(name)s” is missing. Download the bank to see all columns.") % {"name": name}
            )
    for name in sorted({name for name in header if name and name not in {*COLUMNS, *ANSWERS}}):
        yield LineFault(
            1, name[:40], _("The hub knows no column “%(name)s”. Delete it, or correct its name.") % {"name": name[:40]}
        )
    for name in sorted({name for name in header if name and header.count(name) > 1}):
        yield LineFault(1, name[:40], _("The column “%(name)s” is there twice. Delete one.") % {"name": name[:40]})


def _read_lines(reader: Iterator[list[str]], header: list[str], report: FileReport) -> None:
    seen: dict[str, int] = {}
    line = 1
    for cells in reader:
        start, line = line + 1, reader.line_num  # type: ignore[attr-defined]
        if not any(cell.strip() for cell in cells):
            continue
        if len(seen) + report.faulty_lines >= MOST_QUESTIONS:
            most = _("More than %(most)d questions. Split the file.") % {"most": MOST_QUESTIONS}
            report.faults.append(LineFault(start, "", most))
            return
        _read_line(start, header, cells, seen, report)


def _read_line(start: int, header: list[str], cells: list[str], seen: dict[str, int], report: FileReport) -> None:
    if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
        reason = _("The line has more cells than the header. Put a cell that holds a comma between quotation marks.")
        report.faults.append(LineFault(start, "", reason))
        return
    written = {name: unquote(cell.strip()) for name, cell in zip(header, cells, strict=False)}
    written["text"] = written.pop("question", "")
    key = written.get("key", "").strip()
    drafted = draft_question(written)
    report.faults += [LineFault(start, fault.column, fault.reason, key[:60]) for fault in drafted.faults]
    if key and key in seen:
        reason = _("The key “%(key)s” stands in line %(line)d too. Give each question a key of its own.")
        report.faults.append(LineFault(start, "key", reason % {"key": key[:60], "line": seen[key]}, key[:60]))
        return
    seen[key] = start
    if drafted.draft is not None:
        report.drafts.append(drafted.draft)


def _row(question: Question) -> list[object]:
    version = question.current
    if version is None:
        return [question.key]
    written = write_content(version.kind, version.content)
    answers = [*written.lines, *[""] * (MOST_LINES - len(written.lines))]
    return [
        question.key, version.kind, version.topic, version.points, version.text, version.hint, version.feedback,
        written.tolerance, written.unit, *answers,
    ]  # fmt: skip
