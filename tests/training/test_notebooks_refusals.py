"""What cannot become a lesson is refused with a sentence; what is slow is bounded."""

from __future__ import annotations

import json
import time

import pytest

from tests.factories.notebooks import DATA, PIXEL, code, markdown, notebook, printed, shown
from training.notebooks import NotebookRefused, limits
from training.notebooks.rendering import render_notebook


def refusal(source: bytes) -> str:
    with pytest.raises(NotebookRefused) as caught:
        render_notebook(source)
    assert caught.value.reasons == [caught.value.message]
    return caught.value.message


def with_fields(**fields: object) -> bytes:
    return json.dumps(json.loads(notebook(markdown("a"))) | fields).encode()


@pytest.mark.parametrize(
    ("source", "says"),
    [
        (b"", "Expecting value at line 1, column 1"),
        (b'{"cells": [\n {"cell', "line 2, column 3"),
        (b'{"a":\n"\xff"}', "not UTF-8 text (line 2)"),
        (b"[" * 100_000, "more than 60 levels deep (line 1)"),
        (b'{"a":' * 100_000, "more than 60 levels deep (line 1)"),
        (b'"' + b'\\"' * 1_000_000, "Unterminated string"),
        (b"[" + b"[]," * 400_000 + b"[]]", "more than 300,000 lists"),
        (b'{"a":' + b"9" * 5_000 + b"}", "a number that cannot be read"),
        (b"x" * 5_000_001, "5.0 MB"),
        (b"[]", "not a notebook"),
        (b"{}", "which notebook format"),
        (with_fields(nbformat="4"), "which notebook format"),
        (with_fields(nbformat=2), "format 2"),
        (with_fields(cells=5), "5 is not of type 'array'"),
        (with_fields(cells=[5]), "Cell 1 does not follow the notebook format"),
        (with_fields(cells=[{"cell_type": "other", "metadata": {}, "source": ""}]), "Cell 1 does not follow"),
        (with_fields(cells=[{"cell_type": 5, "metadata": {}, "source": ""}]), "Cell 1 does not follow"),
        (with_fields(nbformat=3, worksheets=5), "does not follow the notebook format"),
        (notebook(markdown("a"), {"cell_type": "markdown", "metadata": {}}), "Cell 2 does not follow"),
        (notebook(code("1", {"output_type": "stream", "name": "stdout"})), "Cell 1, output 1, does not follow"),
        (notebook(*[markdown("a")] * 501), "501 cells; 500 is the most"),
        (notebook(*[markdown("a")] * 4_000), "4,000 cells"),
        (notebook(markdown("a"), markdown("a" * 20_001)), "Cell 2 has 20,001 characters"),
        (notebook(code("a" * 80_000)), "Cell 1 has 80,000 characters"),
        (notebook(*[markdown("a" * 19_000)] * 11), "together have 209,000 characters"),
        (notebook(code("1", *[printed("a")] * 51)), "Cell 1 has 51 outputs"),
        (notebook(code("1", shown(text_html="a" * 200_001))), "Cell 1 (code cell 1): an HTML output has 200,001"),
        (notebook(*[code("1", shown(text_html="a" * 190_000))] * 4), "Cell 4 (code cell 4): up to here"),
        (notebook(code("1", shown(text_html="<td>1" * 35_000))), "an HTML output has 175,000"),
        (notebook(code("1", shown(text_html="<div>" * 200))), "without closing them (<div>)"),
        (notebook(code("1", shown(text_html="<font>" * 20 + "<p>x" * 40_000))), "without closing them (<font>)"),
        (notebook(code("1", shown(text_markdown="[" * 20_001))), "20,001 characters of markdown"),
        (notebook(*[code("1", printed("a" * 30_000))] * 21), "printed outputs come to more than 400,000"),
        (notebook(*[markdown("# a\n" * 100)] * 4), "400 headings; 300 is the most"),
    ],
)
def test_a_notebook_that_cannot_be_a_lesson_is_refused_in_a_sentence(source, says):
    if says.endswith("175,000"):
        source = notebook(code("1", shown(text_html="<table>" + "<tr><td>1" * 22_000 + "</table>")))
        says = "30,000 elements"
    message = refusal(source)

    assert says in message
    assert message.endswith(".")


def test_the_truncated_case_names_the_place_and_the_next_step():
    message = refusal((DATA / "truncated.ipynb").read_bytes())

    assert "line 1, column 26" in message
    assert "Open it in Jupyter, save it, and upload it again." in message


@pytest.mark.parametrize(
    "cells",
    [
        [markdown("[" * 20_000)],
        [markdown("![[](" * 4_000)],
        [markdown("> " * 10_000)],
        [markdown("<b></b>" * 2_800)],
        [markdown("$x$ " * 5_000)],
        [markdown("http://a" * 2_500)],
        [markdown("# a\n" * 290)],
        [code("a.b(" * 5_000)],
        [code("1", shown(text_html="<td>" * 50_000))],
        [code("1", printed("\x1b[31m<" * 3_000))],
    ],
)
def test_slow_text_within_the_limits_is_bounded(cells):
    started = time.process_time()
    render_notebook(notebook(*cells))

    assert time.process_time() - started < 3  # protects the worker; 0.7 s is usual for the slowest


def test_printed_text_that_is_too_long_is_shortened_and_says_so():
    lesson = render_notebook(notebook(code("1", printed("x" * (limits.MAX_STREAM + 1)))))

    assert "… The rest is cut off here." in lesson.html
    assert lesson.warnings == [
        "Cell 1 (code cell 1): the output is longer than 50,000 characters and is cut off there. "
        "Print less, for example with .head()."
    ]


def test_a_notebook_that_was_never_run_is_named():
    cell = {"cell_type": "code", "metadata": {}, "source": "x", "execution_count": None, "outputs": []}

    assert render_notebook(notebook(cell, cell)).warnings[0].startswith("No code cell of this notebook has an output.")
    assert render_notebook(notebook(cell, code("y"))).warnings == []


def test_format_3_that_can_not_be_upgraded_is_refused():
    cell = {"cell_type": "code", "language": "python", "collapsed": False, "metadata": {}, "input": "1", "outputs": [5]}
    old = {"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [{"cells": [cell], "metadata": {}}]}

    assert "Open it in Jupyter, save it, and upload it again." in refusal(json.dumps(old).encode())


def test_a_picture_pasted_into_the_text_is_no_text():
    picture = f"![A dot](data:image/png;base64,{PIXEL})"
    lesson = render_notebook(notebook(markdown(picture + " words " + picture * 200)))

    assert lesson.html.count('<img alt="A dot" src="data:image/png;base64,') == 201
    assert "base64" not in lesson.script


NO_DRAWING = "is not an SVG drawing that can be shown; save it as a PNG picture."
HUGE_PNG = "iVBORw0KGgoAAAANSUhEUv///////wgGAAAA"  # the first bytes of one of 4 thousand million pixels a side


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"image_png": "not base64!"}, "is damaged; run the cell again."),
        ({"image_png": "aGVsbG8="}, "is not a PNG, JPEG, GIF or WebP picture."),
        ({"image_png": PIXEL[:20] + "A" * 1_400_000}, "is larger than 1 MB; save it smaller."),
        ({"image_png": HUGE_PNG}, "has more than 40 million pixels; save it smaller."),
        ({"image_svg": "<p>"}, NO_DRAWING),
        ({"image_svg": '<!DOCTYPE s [<!ENTITY a "b">]><svg/>'}, NO_DRAWING),
    ],
)
def test_a_picture_that_cannot_be_shown_is_named_and_left_out(data, says):
    lesson = render_notebook(notebook(code("1", shown(**data))))

    assert lesson.warnings == [f"Cell 1 (code cell 1): the picture {says}"]
    assert "<img" not in lesson.html


def test_a_picture_with_the_wrong_label_is_shown_as_what_it_is():
    lesson = render_notebook(notebook(code("1", shown({"image/jpeg": {"alt": "A dot"}}, image_jpeg=PIXEL))))

    assert 'src="data:image/png;base64,' in lesson.html


def test_half_a_surrogate_pair_is_replaced():
    assert "a?b" in render_notebook(notebook(markdown("a\ud800b"))).html


def test_not_a_number_in_data_that_is_not_shown_is_no_reason_to_refuse():
    source = notebook(code("1", shown(text_plain="3"))).replace(b'"metadata": {}}]', b'"metadata": {"x": NaN}}]')

    assert "3" in render_notebook(source).text


def test_format_3_is_upgraded():
    cell = {
        "cell_type": "code",
        "language": "python",
        "collapsed": False,
        "metadata": {},
        "input": "1+1",
        "outputs": [],
    }
    heading = {"cell_type": "heading", "level": 1, "metadata": {}, "source": "Old"}
    old = {
        "nbformat": 3,
        "nbformat_minor": 0,
        "metadata": {},
        "worksheets": [{"cells": [heading, cell], "metadata": {}}],
    }

    lesson = render_notebook(json.dumps(old).encode())

    assert [heading.text for heading in lesson.contents] == ["Old"]
    assert lesson.text == "Old 1+1"
