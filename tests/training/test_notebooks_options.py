"""What authors ask of a cell: tags, JupyterLab's collapsing, `#|` lines."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from tests.factories.notebooks import PIXEL, code, markdown, notebook, printed, shown
from training.notebooks.rendering import render_notebook


def soup(*cells: dict) -> BeautifulSoup:
    return BeautifulSoup(render_notebook(notebook(*cells)).html, "html.parser")


def summaries(document: BeautifulSoup) -> list[str]:
    return [summary.text for summary in document.select("details > summary")]


@pytest.mark.parametrize(
    "cell", [code("answer = 42", tags=("solution",)), markdown("The answer is 42.", metadata={"tags": ["solution"]})]
)
def test_a_solution_is_folded_and_says_so(cell):
    document = soup(cell)

    assert summaries(document) == ["Show the solution"]
    assert "42" in document.select_one("details.hub-solution:not([open])").text


def test_a_markdown_cell_can_be_folded_and_its_headings_stay_out_of_the_contents():
    lesson = render_notebook(notebook(markdown("# A"), markdown("# B", metadata={"tags": ["hide-cell"]})))

    assert [heading.text for heading in lesson.contents] == ["A"]
    assert summaries(BeautifulSoup(lesson.html, "html.parser")) == ["Show the text of cell 2"]


@pytest.mark.parametrize(
    ("source", "metadata", "said"),
    [
        ("#| code-fold: true\nx", {}, ["Show the code of cell 1"]),
        ("#| tags: [hide-output]\nx", {}, ["Show the output of cell 1"]),
        ("#| tags:\n#|   - hide-input\n#|   - solution\nx", {}, ["Show the solution", "Show the code of cell 1"]),
        ("x", {"jupyter": {"source_hidden": True}}, ["Show the code of cell 1"]),
        ("x", {"jupyter": {"outputs_hidden": True}}, ["Show the output of cell 1"]),
        ("x", {"collapsed": True}, ["Show the output of cell 1"]),
        ("x", {"tags": ["hide_input"]}, ["Show the code of cell 1"]),
        ("x", {"tags": ["solution-notes"], "collapsed": False}, []),
    ],
)  # fmt: skip
def test_a_cell_is_folded_by(source, metadata, said):
    assert summaries(soup(code(source, printed("y"), **metadata))) == said


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        ("#| echo: false\nsecret", "printedMessage from the codecareful"),
        ("#| output: false\nsecret", "secret"),
        ("#| include: false\nsecret", ""),
        ("#| warning: false\nsecret", "secretprinted"),
        ("#| label: fig-a\n#| eval: true\nsecret", "secretprintedMessage from the codecareful"),
        ("a = 1\n#| echo: false", "a = 1\n#| echo: falseprintedMessage from the codecareful"),
    ],
)
def test_options_in_the_code_remove_parts_and_do_not_show(source, kept):
    text = soup(code(source, printed("printed"), printed("careful", "stderr"))).text

    assert text.replace("\n", "") == kept.replace("\n", "")


def test_each_figure_of_a_cell_gets_its_own_words():
    source = '#| fig-alt:\n#|   - "Levels fall"\n#|   - "Levels rise"\n#| fig-cap: Two wells\nplot()'
    document = soup(code(source, shown(image_png=PIXEL), shown(image_png=PIXEL)))

    assert [image["alt"] for image in document.find_all("img")] == ["Levels fall", "Levels rise"]


def test_a_description_of_several_lines_is_one_description():
    document = soup(code("#| fig-alt: |\n#|   Levels fall\n#|   since 2012\nplot()", shown(image_png=PIXEL)))

    assert document.find("img")["alt"] == "Levels fall since 2012"


def test_the_words_of_jupyter_books_are_read():
    cell = code("plot()", shown(image_png=PIXEL), mystnb={"image": {"alt": "A line"}, "figure": {"caption": "Fig"}})

    assert (soup(cell).find("img")["alt"], soup(cell).find("figcaption").text) == ("A line", "Fig")


def test_a_table_gets_the_caption_of_its_cell():
    document = soup(code("#| tbl-cap: Wells by basin\ndf", shown(text_html="<table><tr><td>1</td></tr></table>")))

    assert document.find("caption").text == "Wells by basin"
    assert document.select_one(".hub-scroller")["aria-label"] == "Wells by basin"
