"""Everyday notebooks, tests/data/notebooks/everyday: what instructors upload renders right, and what must survive."""

from __future__ import annotations

import ast
import json

import pytest
from bs4 import BeautifulSoup

from tests.data.record_renderings import RECORD, recorded
from tests.factories.notebooks import DATA
from tests.training.test_notebooks_safety import active_parts
from training.notebooks import RenderedNotebook
from training.notebooks.rendering import render_notebook
from training.notebooks.results import RENDERER_VERSION

FOLDER = DATA / "everyday"
NAMES = sorted(path.stem for path in FOLDER.glob("*.ipynb"))
# Of each notebook: what a CSS selector finds, as the joined words of it; and how many it finds where it is a number
SURVIVES: dict[str, dict[str, str | int]] = {
    "pandas_table": {
        "thead th[scope=col]": "basin year depth_ft acre_feet",
        "tbody th[scope=row]": "0 1 2 3 4",
        "td.hub-num": 15,
        ".hub-scroller[tabindex='0'][role=region]": 1,
        ".k": 0,
    },
    "pandas_multi_index": {
        "thead tr:first-child th[colspan='2'][scope=col]": "mean max",
        "thead th[scope=col]": "mean max acre_feet depth_ft acre_feet depth_ft basin year",
        "tbody th[rowspan='3'][scope=row]": "Sacramento Valley San Joaquin South Coast Tulare Lake",
        "tbody tr": 12,
    },
    "styled_table": {
        "caption": "Wells, first six rows",
        ".hub-scroller[aria-label='Wells, first six rows']": 1,
        "tbody tr:first-child td:last-child": "1,200.5",
        "style": 0,
    },
    "wide_table": {"thead th": 19, ".hub-scroller": 1, "tbody tr:first-child td:last-child": "1017"},
    "long_table": {".hub-tall[aria-label='All sixty wells, 60 rows']": 1, "caption": "All sixty wells", "tbody tr": 60},
    "matplotlib_png": {
        "img[src^='data:image/png'][width][height][alt^='Depth to water rises']": 1,
        "figcaption": "Depth, by basin",
        "pre.hub-stdout": "drawn",
        "pre.hub-code": "plot()",
    },
    "matplotlib_svg": {"img[src^='data:image/svg'][width][height][alt='Four lines that rise.']": 1, "svg": 0},
    "latex_markdown": {"math[display=inline]": 2, "math[display=block]": 2, "msubsup": 1, "mtext": "(2)", "code": 0},
    "latex_output": {"math": 2, "msup": 2, "mtable mtr": 2, "code": "integrate(x**2) Matrix(...)"},
    "aligned_equations": {"math": 4, "mtd[columnalign=right]": 5, "mo[fence]": "{", "code": 0},
    "long_output": {
        "details.hub-more > summary": "Show all 400 lines",
        ".hub-cell-output > pre.hub-stdout": 1,
        "pre": 3,
    },
    "stdout_and_stderr": {
        "pre.hub-stdout": "reading 12 rows done",
        "pre.hub-stderr": "UserWarning: 2 rows skipped",
        ".hub-output-label": "Message from the code",
        "pre.hub-output-text": "12",
    },
    "ansi_colours": {
        ".ansi-bold": "Report basin feet",
        ".ansi-green-fg": "✓ 10 passed",
        ".ansi-red-fg": "✗ 2 failed",
        ".ansi-yellow-bg": "note",
        ".ansi-underline": "underlined",
        ".ansi-cyan-fg": "41",
    },
    "traceback": {
        ".hub-output-label": "This code stops with an error, as the lesson intends: KeyError",
        ".hub-cell-output > pre.hub-error .ansi-red-fg": "KeyError",
        "summary": "Show all 86 lines",
    },
    "attachments": {
        "img[src^='data:image/png']": 2,
        "img[alt='Depth rises in four basins']": 1,
        "img[alt='Figure in cell 1, not described']": 1,
    },
    "raw_cells": {"h2": "Before", "p": "After"},
    "language_r": {"th[scope=col]": "basin depth <chr> <dbl>", "caption": "A tibble: 1 × 2", "code .c1": "# by basin"},
    "language_sql": {"code .k": "SELECT avg FROM GROUP BY", "code .c1": "-- by basin", "td": "North 41.5"},
    "language_julia": {"code .c": "# feet", "pre.hub-stdout": "18.0"},
    "language_bash": {"code .k": "for in do done", "code .c1": "# lines", "pre.hub-stdout": "13 wells.csv"},
    "format_3": {
        "h2": "Wells in 2014",
        "strong": "IPython 2",
        "pre.hub-stdout": "twelve wells",
        "img": 1,
        "pre.hub-output-text": "12",
        "pre.hub-error": "NameError: x",
    },
    "format_4_0": {"h2": "Format 4.0", "tbody tr": 2},
    "format_4_2": {"h2": "Format 4.2", "img[alt='A chart']": 1},
    "format_4_4": {"h2": "Format 4.4", "pre.hub-stdout": "ok"},
    "format_4_5": {"h2": "Format 4.5", "pre.hub-stdout": "ok"},
    "several_outputs": {
        "pre.hub-stdout": "first",
        "table": 1,
        "img": 1,
        ".hub-cell-output strong": "In short:",
        ".hub-cell-output h3": "Read on",
        ".hub-cell-output li": "one two",
        "pre.hub-output-text": "'last'",
    },
    "html_report": {
        ".hub-cell-output h2": "Overview",
        ".hub-cell-output h3": "Columns",
        "b": "4",
        "li": "basin year",
        "details summary": "More",
        "dd": "0 %",
        "a[href='https://data.ca.gov'][rel=noopener]": 1,
        "th[scope=row]": "basin year",
    },
    "progress_bars": {"pre.hub-stderr": "100%|██████████| 100/100", "pre.hub-stdout": "Reading 2"},
    "images_with_alt": {
        f"img[alt='{alt}']": 1
        for alt in ("A chart in the text", "By its kind", "By Jupyter Book", "First of two", "Second of two")
    }
    | {"figcaption": "Figure 2"},
    "cell_options": {
        "pre.hub-stdout": "shown unfolded quiet",
        ".hub-stderr": 0,
        "summary": "Show the code of cell 3",
        "pre.hub-code": "folded() noisy()",
    },
    "tags": {
        "pre.hub-code": "input_stays() hidden_input() above() hidden_cell()",
        "pre.hub-stdout": "output stays below hidden output all hidden",
        "summary": "Show the code of cell 4 Show the output of cell 5 Show code cell 6 Show the text of cell 8",
    },
    "exercise_with_solution": {
        "details.hub-solution > summary": "Show the solution Show the solution",
        "details.hub-solution pre.hub-stdout": "67",
        "details.hub-solution strong": "South Coast",
    },
    "nested_lists_and_footnotes": {
        "ol ul ul li": "its notes",
        "blockquote blockquote": "within a quote",
        "s": "old",
        "hr": 3,
        "summary": "Hint",
        "details strong": "units",
        "td.hub-num": "1 2",
        "pre.hub-code .k": "SELECT",
        "h3": "Load Load",
        "h3#nb-load": 1,
        "h3#nb-load-2": 1,
        "a[href='#nb-steps']": "the steps",
        "sup a": 2,
    },
}
WARNS = {
    "styled_table": ["Cell 2 (code cell 1): the colours of this table or report are not shown."],
    "attachments": ["Cell 1: the figure has no description."],
    "raw_cells": ["Cell 2: raw cells are not shown."],
    "format_3": ["Cell 3 (code cell 1): the figure has no description."],
}


def lesson_of(name: str) -> RenderedNotebook:
    return render_notebook((FOLDER / f"{name}.ipynb").read_bytes())


def words(document: BeautifulSoup, selector: str) -> str:
    return " ".join(" ".join(part.get_text().split()) for part in document.select(selector))


def test_there_are_two_dozen_and_something_is_asked_of_each():
    assert len(NAMES) >= 24
    assert sorted(SURVIVES) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_an_everyday_notebook_keeps_what_it_shows(name):
    document = BeautifulSoup(lesson_of(name).html, "html.parser")
    found = {
        selector: len(document.select(selector)) if isinstance(wanted, int) else words(document, selector)
        for selector, wanted in SURVIVES[name].items()
    }

    assert found == SURVIVES[name]


@pytest.mark.parametrize("name", NAMES)
def test_an_everyday_notebook_is_safe_named_and_warned_about_only_with_reason(name):
    lesson = lesson_of(name)
    document = BeautifulSoup(lesson.html, "html.parser")
    labels = [region["aria-label"] for region in document.select("[role=region]")]

    assert active_parts(lesson.html) == []
    assert [image for image in document.find_all("img") if not image.get("alt")] == []
    assert len(labels) == len(set(labels))
    assert [warning.partition(". ")[0] + "." for warning in lesson.warnings] == WARNS.get(name, [])


@pytest.mark.parametrize("name", NAMES)
def test_the_script_of_an_everyday_notebook_is_python_or_missing(name):
    script = lesson_of(name).script

    if name.startswith("language_"):
        assert script == ""
    elif name == "format_3":
        assert "print 'twelve wells'" in script  # Python 2
    else:
        assert script.count("# %%") >= 1 + (name != "format_4_5")
        ast.parse(script)


def test_what_the_renderer_makes_is_on_record_under_its_version():
    """Another HTML under the same version would leave stored lessons as they are: raise RENDERER_VERSION.

    Then run `python -m tests.data.record_renderings`.
    """
    assert json.loads(RECORD.read_text()) == {"renderer": RENDERER_VERSION, "html": recorded()}


def test_another_html_is_seen_by_the_record(monkeypatch):
    monkeypatch.setattr("training.notebooks.limits.TALL_ROWS", 99)

    assert recorded("long_table")["long_table"] != json.loads(RECORD.read_text())["html"]["long_table"]
