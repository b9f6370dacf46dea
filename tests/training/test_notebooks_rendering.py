"""A notebook as a lesson: headings, code, outputs, tables, figures, formulas, tags."""

from __future__ import annotations

import hashlib

import pytest
from bs4 import BeautifulSoup, Tag

from tests.factories.notebooks import DATA, PIXEL, code, failed, markdown, notebook, printed, shown
from training.notebooks import Heading, RenderedNotebook
from training.notebooks.rendering import render_notebook


def rendered(*cells: dict, **metadata: object) -> RenderedNotebook:
    return render_notebook(notebook(*cells, **metadata))


def soup(*cells: dict, **metadata: object) -> BeautifulSoup:
    return BeautifulSoup(rendered(*cells, **metadata).html, "html.parser")


def one(document: BeautifulSoup, selector: str) -> Tag:
    found = document.select(selector)
    assert len(found) == 1
    return found[0]


def case(name: str) -> RenderedNotebook:
    return render_notebook((DATA / f"{name}.ipynb").read_bytes())


# The starter cases


def test_html_output_keeps_its_heading_and_table():
    document = BeautifulSoup(case("html_output").html, "html.parser")

    assert one(document, "h2").text == "Kept"
    assert one(document, ".hub-cell-output .hub-scroller th").text == "kept"


def test_markdown_keeps_its_heading():
    assert case("markdown_cells").contents == [Heading(2, "Kept", "nb-kept")]


def test_headings_of_one_name_get_anchors_of_their_own():
    assert case("duplicate_headings").contents == [
        Heading(2, "Load", "nb-load"),
        Heading(3, "Load", "nb-load-2"),
        Heading(3, "Load", "nb-load-3"),
    ]


def test_a_figure_without_words_gets_a_stand_in_and_a_warning():
    lesson = case("figure_without_alt")

    assert 'alt="Figure in cell 2, not described"' in lesson.html
    assert lesson.warnings == [
        "Cell 2 (code cell 1): the figure has no description. "
        "Add one as the first line of the cell, like: #| fig-alt: What the figure shows"
    ]


@pytest.mark.parametrize(
    ("name", "what"), [("javascript_output", "a script"), ("diagram_output", "a diagram")]
)  # fmt: skip
def test_an_output_that_would_need_a_script_is_said_to_be_missing(name, what):
    lesson = case(name)

    assert f"The notebook has {what} here. It cannot be shown." in lesson.html
    assert lesson.warnings == [
        f"Cell 1 (code cell 1): {what} is not shown. Show the result as text, a table or a picture."
    ]


def test_a_raw_cell_is_dropped_with_a_warning():
    lesson = case("raw_cell")

    assert lesson.html == ""
    assert lesson.warnings[0].startswith("Cell 1: raw cells are not shown.")


def test_an_svg_output_becomes_an_image():
    assert '<img alt="Figure in cell 1, not described" src="data:image/svg+xml;base64,' in case("svg_output").html


@pytest.mark.parametrize("name", ["error_output", "stream_output"])
def test_printed_markup_is_text(name):
    assert "&lt;img src=x onerror=MARK()&gt;" in case(name).html


# Headings


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ([1, 2, 2], [2, 3, 3]),
        ([1, 3, 3, 2], [2, 3, 3, 3]),
        ([3, 1, 6], [2, 2, 3]),
        ([1, 2, 3, 4, 5, 6], [2, 3, 4, 5, 6, 6]),
    ],
)
def test_heading_levels_start_at_2_and_skip_none(levels, expected):
    lesson = rendered(*[markdown("#" * level + " Title") for level in levels])

    assert [heading.level for heading in lesson.contents] == expected


def test_every_id_is_there_once_whatever_its_author_wrote():
    document = soup(
        markdown('# Load\n\n<a id="load">x</a>\n\n<p id="x"></p>\n\na[^1]\n\n[^1]: n'),
        markdown('# Load\n\n# Load 2\n\n<b id="x">y</b>\n\na[^1]\n\n[^1]: n'),
        code("1", shown(text_html='<p id="main">z</p><h2>Load</h2>')),
    )
    ids = [element["id"] for element in document.find_all(id=True)]

    assert len(ids) == len(set(ids))
    assert all(name.startswith("nb-") for name in ids)


def test_a_link_to_a_heading_as_jupyter_writes_it_arrives():
    document = soup(markdown("[to](#Read-the-Numbers) [über](#Über-uns)\n\n# Read the Numbers\n\n# Über uns"))

    assert [link["href"][1:] for link in document.find_all("a")] == [head["id"] for head in document.find_all("h2")]


def test_headings_in_outputs_stay_out_of_the_contents():
    assert rendered(markdown("# A"), code("1", shown(text_html="<h1>B</h1>"))).contents == [Heading(2, "A", "nb-a")]


# Code and outputs


def test_code_and_output_are_named_by_the_count_of_code_cells():
    document = soup(markdown("a"), code("x"), code("y", printed("z")))

    assert [cell["aria-label"] for cell in document.select("pre.hub-code")] == ["Code cell 1", "Code cell 2"]
    assert one(document, ".hub-cell-output").attrs == {
        "class": ["hub-cell-output"],
        "tabindex": "0",
        "role": "group",
        "aria-label": "Output of code cell 2",
    }


def test_code_has_classes_and_no_styles():
    document = soup(code("import os"))

    assert one(document, "pre code .kn").text == "import"
    assert "style=" not in str(document)


def test_code_in_a_language_without_a_known_lexer_stays_plain():
    assert one(soup(code("a < b"), language_info={"name": "brainfuck"}), "pre code").decode_contents() == "a &lt; b"


def test_code_examples_in_markdown_can_be_reached_and_are_named():
    block = one(soup(markdown("```python\nx = 1\n```")), "pre")

    assert (block["class"], block["tabindex"], block["aria-label"]) == (["hub-code"], "0", "Code example 1 in cell 1")


def test_neighbouring_prints_are_joined_and_progress_shows_its_last_state():
    document = soup(code("x", printed("a\r50 %\r"), printed("100 %\n"), printed("careful", "stderr")))

    assert [block.text for block in document.select(".hub-cell-output pre")] == ["100 %\n", "careful"]
    assert one(document, ".hub-output-label").text == "Message from the code"


def test_an_error_says_what_happened_and_keeps_its_colours():
    document = soup(code("1/0", failed("ZeroDivisionError", "no", "\x1b[31mZeroDivisionError\x1b[0m: no")))

    assert one(document, ".hub-output-label").text == "This code stopped with an error: ZeroDivisionError"
    assert one(document, "pre.hub-error .ansi-red-fg").text == "ZeroDivisionError"


def test_an_error_that_the_lesson_wants_says_so():
    document = soup(code("1/0", failed("ZeroDivisionError", "no"), tags=("raises-exception",)))

    assert one(document, ".hub-output-label").text.startswith("This code stops with an error, as the lesson intends")


def test_a_chart_that_is_all_script_falls_back_on_its_picture():
    output = shown({"alt": "A chart"}, text_html="<div id=c></div><script>draw(i<b)</script>", image_png=PIXEL)

    assert one(soup(code("1", output)), "img")["alt"] == "A chart"


# Tags


@pytest.mark.parametrize(
    ("tag", "code_shown", "output_shown", "summaries"),
    [
        ("remove-cell", False, False, []),
        ("remove-input", False, True, []),
        ("remove-output", True, False, []),
        ("hide-input", True, True, ["Show the code of cell 1"]),
        ("hide-output", True, True, ["Show the output of cell 1"]),
        ("hide-cell", True, True, ["Show code cell 1"]),
    ],
)
def test_a_tag_removes_or_folds_its_part(tag, code_shown, output_shown, summaries):
    lesson = rendered(code("secret_code", printed("secret_output"), tags=(tag,)))

    assert ("secret_code" in lesson.html, "secret_output" in lesson.html) == (code_shown, output_shown)
    assert ("secret_code" in lesson.text, "secret_output" in lesson.text) == (code_shown, output_shown)
    document = BeautifulSoup(lesson.html, "html.parser")
    assert [summary.text for summary in document.select("details > summary")] == summaries


# Tables

PANDAS = """<table border="1" class="dataframe">
<thead><tr style="text-align: right;"><th></th><th>name</th><th>n</th></tr></thead>
<tbody><tr><th>0</th><td>CSV</td><td>1,312</td></tr><tr><th>1</th><td>PDF</td><td>-9.5</td></tr></tbody>
</table>"""


def test_a_pandas_table_gets_scopes_a_frame_and_numbers_in_line():
    document = soup(code("df", shown(text_html=PANDAS)))

    frame = one(document, ".hub-scroller")
    assert (frame["tabindex"], frame["role"]) == ("0", "region")
    assert frame["aria-label"] == "Table 1 in the output of code cell 1"
    assert [(head.text, head["scope"]) for head in document.find_all("th")] == [
        ("name", "col"), ("n", "col"), ("0", "row"), ("1", "row")
    ]  # fmt: skip
    assert [cell.text for cell in document.select(".hub-num")] == ["n", "1,312", "-9.5"]
    assert one(document, "table").attrs == {}


def test_a_table_is_named_by_its_caption():
    table = "<table><caption>Formats</caption><tr><th>a</th></tr></table>"

    assert one(soup(markdown(table)), ".hub-scroller")["aria-label"] == "Formats"


# Figures


@pytest.mark.parametrize(
    "cell",
    [
        code("p()", shown({"image/png": {"alt": "A line"}}, image_png=PIXEL)),
        code("p()", shown({"alt": "A line"}, image_png=PIXEL)),
        code("p()", shown(image_png=PIXEL), alt="A line"),
        code('#| fig-alt: "A line"\np()', shown(image_png=PIXEL)),
        code("p()", shown(image_svg="<svg><title>A line</title></svg>")),
        markdown(f"![A line](data:image/png;base64,{PIXEL})"),
        markdown("![A line](attachment:a%20b.png)", attachments={"a b.png": {"image/png": PIXEL}}),
        markdown('<img src="attachment:a.png" alt="A line">', attachments={"a.png": {"image/png": PIXEL}}),
    ],
)
def test_a_figure_is_described_by(cell):
    lesson = rendered(cell)

    assert one(BeautifulSoup(lesson.html, "html.parser"), "img")["alt"] == "A line"
    assert lesson.warnings == []
    assert "fig-alt" not in lesson.html


def test_a_figure_has_its_caption_and_the_size_its_author_asked_for():
    output = shown({"image/png": {"alt": "a", "width": 640, "height": 480}}, image_png=PIXEL)
    document = soup(code("#| fig-cap: Spring levels\np()", output))

    assert one(document, "figure figcaption").text == "Spring levels"
    assert (one(document, "img")["width"], one(document, "img")["height"]) == ("640", "480")


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("![Map](https://example.org/a.png)", "is on another site or in another file; paste it into the notebook"),
        ("![Map](map.png)", "is on another site or in another file; paste it into the notebook"),
        ("![Map](attachment:b.png)", "is not among the attachments of its cell; paste it in again"),
    ],
)
def test_a_picture_that_is_elsewhere_is_named_and_its_words_are_kept(source, why):
    other = markdown("x", attachments={"b.png": {"image/png": PIXEL}})
    lesson = rendered(markdown(source), other)

    assert lesson.warnings == [f"Cell 1: the picture “Map” {why}."]
    assert "[Picture not shown: Map]" in lesson.html
    assert "<img" not in lesson.html


# Formulas


@pytest.mark.parametrize(
    ("source", "display"),
    [
        ("a $x^2$ b", "inline"),
        ("$$x^2$$", "block"),
        ("a \\(x^2\\) b", "inline"),
        ("a \\\\(x^2\\\\) b", "inline"),
        ("\\[x^2\\]", "block"),
        ("\\begin{align}\nx^2 &= 1\n\\end{align}", "block"),
    ],
)
def test_a_formula_becomes_mathml(source, display):
    math = one(soup(markdown(source)), "math")

    assert math["display"] == display
    assert math.find("msup").text == "x2"


def test_a_tex_output_becomes_mathml():
    assert one(soup(code("e", shown(text_latex="$\\displaystyle \\frac{1}{2}$"))), "math mfrac").text == "12"


@pytest.mark.parametrize(
    "tex",
    ["\\frac{", "x" * 1_001, "{" * 40 + "}" * 40, "\\left(", "\\nosuch{x}", "a & b", "\\begin{tikz}a\\\\b\\end{tikz}"],
)
def test_a_formula_that_cannot_be_read_shows_as_tex(tex):
    lesson = rendered(markdown(f"$${tex}$$"))

    assert one(BeautifulSoup(lesson.html, "html.parser"), "code").text == tex
    assert lesson.warnings[0].startswith("Cell 1: a formula could not be read and shows as TeX: ")


@pytest.mark.parametrize(
    ("tex", "rows", "columns"),
    [
        ("\\begin{align} a &= b \\\\ c &= d \\end{align}", 2, ["right", "left"]),
        ("\\begin{aligned} a &= b \\\\ c &= d \\end{aligned}", 2, ["right", "left"]),
        ("\\begin{alignat}{2} a &= b \\\\ c &= d \\end{alignat}", 2, ["right", "left"]),
        ("\\begin{equation}\\begin{split} a &= b \\\\ c &= d \\end{split}\\end{equation}", 2, ["right", "left"]),
        ("\\begin{eqnarray} a &=& b \\nonumber\\\\ c &=& d \\end{eqnarray}", 2, ["right", "center", "left"]),
        ("\\begin{gather} a \\\\ b \\label{eq:1} \\end{gather}", 2, ["center"]),
        ("f = \\begin{cases} 1 & x > 0 \\\\ 0 & \\text{else} \\end{cases}", 2, ["left", "left"]),
        ("\\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}", 2, [None, None]),
    ],
)
def test_lines_of_a_formula_are_aligned(tex, rows, columns):
    lesson = rendered(markdown(f"$${tex}$$"))
    math = one(BeautifulSoup(lesson.html, "html.parser"), "math")

    assert lesson.warnings == []
    assert len(math.find_all("mtr")) == rows
    assert [cell.get("columnalign") for cell in math.find("mtr").find_all("mtd")] == columns
    assert "&" not in math.text


def test_an_equation_keeps_the_number_its_author_gave():
    assert one(soup(markdown("$$x = 1 \\tag{3a}$$")), "math").find_all("mtext")[-1].text == "(3a)"


def test_money_is_no_formula():
    assert "costs $5 and $10 a year" in rendered(markdown("costs $5 and $10 a year")).html


# The whole


def test_the_same_bytes_give_the_same_lesson():
    source = notebook(markdown("# A\n\n$x$"), code("1", printed("a"), shown(text_html=PANDAS)))

    assert render_notebook(source) == render_notebook(source)


def test_the_hash_follows_the_content_and_not_its_layout():
    source = notebook(markdown("a"))

    assert rendered(markdown("a")).content_hash == render_notebook(source.replace(b", ", b",\n  ")).content_hash
    assert rendered(markdown("a")).content_hash != rendered(markdown("b")).content_hash
    assert len(rendered(markdown("a")).content_hash) == len(hashlib.sha256().hexdigest())


def test_the_text_for_search_holds_words_code_and_prints_but_no_pictures():
    alt = {"image/png": {"alt": "A line"}}
    lesson = rendered(markdown("# Wells\n\n**deep**"), code("n = 1", printed("\x1b[1mok"), shown(alt, image_png=PIXEL)))

    assert lesson.text == "Wells deep n = 1 ok"
    assert lesson.cell_count == 2
