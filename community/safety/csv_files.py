"""Writing CSV of which a spreadsheet runs nothing (CWE-1236)."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from io import StringIO

_RUNS = re.compile(r"'*[=+\-@\t\r]")
_QUOTED = re.compile(r"'+[=+\-@\t\r]")


def write_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A CSV file whose cells no spreadsheet takes for formulas."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows([quote(str(cell)) for cell in row] for row in rows)
    return out.getvalue()


def quote(cell: str) -> str:
    """A cell that would begin like a formula gets a quotation mark before it."""
    return f"'{cell}" if _RUNS.match(cell) else cell


def unquote(cell: str) -> str:
    """The cell as it was before `quote`."""
    return cell[1:] if _QUOTED.match(cell) else cell
