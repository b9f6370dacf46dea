"""The hostile corpus, tests/data/notebooks/hostile: neutralised or refused with a sentence, where stock tools fail."""

from __future__ import annotations

import base64
import contextlib
import re
import time
import warnings

import nbformat
import pytest
from nbconvert.exporters import HTMLExporter

from tests.data.make_hostile_notebooks import CASES, FAMILIES, FOLDER
from tests.training.test_notebooks_safety import active_parts
from training.notebooks import NotebookRefused
from training.notebooks.rendering import render_notebook

DRAWING = re.compile(r"data:image/svg\+xml;base64,([A-Za-z0-9+/=]+)")
CRASHES = sorted(name for name, case in CASES.items() if case.control == "crashes")
SLOW = sorted(name for name, case in CASES.items() if case.control == "slow")
KEEPS = sorted(name for name, case in CASES.items() if case.control.startswith("keeps:"))


def source(name: str) -> bytes:
    return (FOLDER / f"{name}.ipynb").read_bytes()


def stock(name: str) -> str:
    """What nbconvert makes of it, drawings written out; `lab` is the template that knows diagrams and widgets."""
    template = "lab" if name in {"mermaid_output", "widget_state"} else "basic"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        node = nbformat.reads(source(name).decode(), as_version=4)
        html, _ = HTMLExporter(template_name=template, sanitize_html=False).from_notebook_node(node)
    html.encode()
    return with_drawings(html)


def with_drawings(html: str) -> str:
    return html + "".join(base64.b64decode(drawing).decode() for drawing in DRAWING.findall(html))


def seconds(act, name: str) -> float:
    started = time.process_time()
    with contextlib.suppress(NotebookRefused):
        act(name)
    return time.process_time() - started


def rendered(name: str) -> str:
    return with_drawings(render_notebook(source(name)).html)


def test_the_corpus_is_what_its_script_makes_and_large_enough():
    assert {path.stem: path.read_bytes() for path in FOLDER.glob("*.ipynb")} == {
        name: case.make() for name, case in CASES.items()
    }
    assert len(CASES) >= 30


def test_every_family_has_a_control_that_fails():
    assert [family for family, cases in FAMILIES.items() if not any(case.control for case in cases.values())] == []


@pytest.mark.parametrize("name", sorted(name for name, case in CASES.items() if not case.refused))
def test_a_hostile_notebook_is_shown_with_nothing_active_and_its_words_kept(name):
    lesson = render_notebook(source(name))

    assert active_parts(lesson.html) == []
    assert CASES[name].keeps in lesson.text
    assert "MARK" not in "".join(base64.b64decode(drawing).decode() for drawing in DRAWING.findall(lesson.html))
    if CASES[name].warns:
        assert any(CASES[name].warns in warning for warning in lesson.warnings)


@pytest.mark.parametrize("name", sorted(name for name, case in CASES.items() if case.refused))
def test_a_broken_notebook_is_refused_with_a_sentence_that_says_where_and_what_to_do(name):
    with pytest.raises(NotebookRefused) as caught:
        render_notebook(source(name))

    assert CASES[name].refused in caught.value.message
    assert caught.value.message.count(". ") >= 1  # why, then what to do
    assert caught.value.message.endswith(".")


@pytest.mark.parametrize("name", KEEPS)
def test_control_a_stock_rendering_keeps_what_ours_drops(name):
    needle = CASES[name].control.removeprefix("keeps:")

    assert needle in stock(name)
    if not CASES[name].refused and not name.startswith("tex_"):  # TeX that is not understood stays as code
        assert needle not in rendered(name)


@pytest.mark.parametrize("name", CRASHES)
def test_control_a_stock_rendering_crashes_without_a_sentence(name):
    with pytest.raises(Exception) as caught:  # noqa: PT011 - a dozen unrelated types, which is the point
        stock(name)

    assert not isinstance(caught.value, NotebookRefused)
    assert "upload" not in str(caught.value)


@pytest.mark.parametrize("name", SLOW)
def test_control_a_stock_rendering_takes_several_times_as_long(name):
    ours = seconds(rendered, name)

    assert ours < 3
    assert seconds(stock, name) > 2 * ours
