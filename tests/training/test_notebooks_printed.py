"""What code printed: the end of what a terminal showed, long text folded, nothing hidden in it."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from tests.factories.notebooks import code, failed, notebook, printed
from training.notebooks.printed import readable
from training.notebooks.rendering import render_notebook


def soup(*outputs: dict) -> BeautifulSoup:
    return BeautifulSoup(render_notebook(notebook(code("x", *outputs))).html, "html.parser")


LINES = "".join(f"line {number}\n" for number in range(1, 201))


def test_long_text_shows_its_beginning_and_unfolds_the_rest_once():
    document = soup(printed(LINES))
    first, rest = document.select(".hub-cell-output pre")

    assert first.text.splitlines() == LINES.splitlines()[:25]
    assert first.text.splitlines() + rest.text.splitlines() == LINES.splitlines()
    assert rest.find_parent("details").summary.text == "Show all 200 lines"


def test_text_that_is_a_little_long_is_not_folded():
    assert soup(printed("x\n" * 39)).details is None


def test_one_endless_line_is_folded():
    document = soup(printed("x" * 9_000))

    assert [len(part.text) for part in document.select(".hub-cell-output pre")] == [4_000, 5_000]
    assert document.summary.text == "Show all 9,000 characters"


def test_of_a_long_error_the_end_shows():
    document = soup(failed("KeyError", "'x'", *[f"frame {number}" for number in range(100)], "KeyError: 'x'"))

    first, rest = document.select("pre.hub-error")
    assert first.find_parent("details")
    assert rest.find_parent("details") is None
    assert rest.text.splitlines()[-1] == "KeyError: 'x'"


def test_colours_go_on_where_text_is_cut():
    document = soup(printed("\x1b[31m" + LINES + "\x1b[0mend"))

    assert [part.find(class_="ansi-red-fg") is not None for part in document.select("pre.hub-stdout")] == [True, True]


def test_a_colour_code_is_never_cut_in_two():
    text = "".join("\x1b[31mx\x1b[0m" for _ in range(2_000))

    assert "[31m" not in soup(printed(text)).text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("10 %\r50 %\r100 %", "100 %"),
        ("50 %\r", "50 %"),
        ("a\r\nb", "a\nb"),
        ("\x1b[1A\x1b[2Kdone\x1b[?25h", "done"),
        ("\x1b]8;;https://evil.example\x07link\x1b]8;;\x07", "link"),
        ("\x1b]0;title\x1b\\text", "text"),
        ("ab\b\bcd", "cd"),
        ("\b\nx", "\nx"),
        ("a\x00\x07\x0cb\tc", "ab\tc"),
        ("\x1b[31mred\x1b[0m", "\x1b[31mred\x1b[0m"),
        ("a\u202eb", "a[U+202E]b"),
    ],
)
def test_what_a_terminal_would_show_at_the_end(text, shown):
    assert readable(text) == shown


def test_code_that_reads_otherwise_than_it_runs_is_written_out_and_named():
    lesson = render_notebook(notebook(code("if admin:\u202e # x\u2066")))

    assert "\u202e" not in lesson.html
    assert "[U+202E]" in BeautifulSoup(lesson.html, "html.parser").text
    assert lesson.warnings[0].startswith("Cell 1 (code cell 1): it holds characters that turn the direction")
