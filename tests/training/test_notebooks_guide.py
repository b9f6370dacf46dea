"""The instructors' guide names the limits that the renderer has."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from training.notebooks import limits
from training.services import notebooks

GUIDE = (Path(__file__).parents[2] / "docs" / "guides" / "instructor.md").read_text()
LINES = {
    "the file": [limits.MAX_BYTES // 1_000_000],
    "cells": [limits.MAX_CELLS],
    "headings": [limits.MAX_HEADINGS],
    "text or code of one cell": [limits.MAX_SOURCE, limits.MAX_TOTAL_SOURCE],
    "outputs of one cell": [limits.MAX_OUTPUTS],
    "printed text of one output": [limits.MAX_STREAM],
    "printed text of all outputs": [limits.MAX_TOTAL_STREAM],
    "HTML of one output": [limits.MAX_HTML, limits.MAX_TOTAL_HTML],
    "elements of HTML": [limits.MAX_ELEMENTS],
    "a picture": [limits.MAX_PICTURE_BYTES // 1_000_000, limits.MAX_PIXELS // 1_000_000],
    "a drawing": [limits.MAX_DRAWING // 1_000],
    "formulas": [limits.MAX_FORMULAS, limits.MAX_FORMULA],
    "time to convert": [notebooks.SECONDS],
}


@pytest.mark.parametrize("name", LINES)
def test_the_guide_says_the_limit(name):
    line = next(line for line in GUIDE.splitlines() if line.startswith(f"| {name}"))
    most = line.split("|")[2]

    assert [int(number.replace(",", "")) for number in re.findall(r"[\d,]*\d", most)] == LINES[name]


def test_the_guide_says_what_is_folded_and_what_scrolls():
    assert f"its first {limits.SHOWN_LINES} lines" in GUIDE
    assert f"More than {limits.TALL_ROWS} rows" in GUIDE
