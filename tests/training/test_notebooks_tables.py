"""Tables of several header rows and columns, long ones, and those with spans that no table has."""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag

from tests.factories.notebooks import code, markdown, notebook, shown
from training.notebooks.rendering import render_notebook

MULTI_INDEX = """<table class="dataframe"><thead>
<tr><th></th><th></th><th colspan="2" halign="left">level</th></tr>
<tr><th></th><th></th><th>mean</th><th>max</th></tr>
<tr><th>basin</th><th>year</th><th></th><th></th></tr></thead><tbody>
<tr><th rowspan="2" valign="top">North</th><th>2023</th><td>1.5</td><td>2.0</td></tr>
<tr><th>2024</th><td>1.6</td><td>2.1</td></tr></tbody></table>"""


def table(html: str) -> Tag:
    return BeautifulSoup(render_notebook(notebook(code("df", shown(text_html=html)))).html, "html.parser").table


def long(rows: int) -> str:
    return "<table><thead><tr><th>n</th></tr></thead>" + "<tr><td>1</td></tr>" * rows + "</table>"


def test_headers_of_a_multi_index_hold_for_what_they_span():
    heads = [(head.text, head["scope"], head.get("colspan"), head.get("rowspan"))
             for head in table(MULTI_INDEX).find_all("th")]  # fmt: skip

    assert heads == [
        ("level", "col", "2", None),
        ("mean", "col", None, None),
        ("max", "col", None, None),
        ("basin", "col", None, None),
        ("year", "col", None, None),
        ("North", "row", None, "2"),
        ("2023", "row", None, None),
        ("2024", "row", None, None),
    ]


def test_numbers_stand_below_their_header_in_a_table_with_spans():
    html = MULTI_INDEX.replace("<tr><th>basin</th><th>year</th><th></th><th></th></tr>", "")

    assert [cell.text for cell in table(html).select("th.hub-num")] == ["mean", "max"]


def test_a_long_table_scrolls_in_a_frame_and_says_how_long_it_is():
    frame = table(long(26)).find_parent("div")

    assert frame["class"] == ["hub-scroller", "hub-tall"]
    assert frame["aria-label"] == "Table 1 in the output of code cell 1, 26 rows"
    assert table(long(25)).find_parent("div")["class"] == ["hub-scroller"]


def test_tables_of_the_same_caption_have_names_of_their_own():
    captioned = "<table><caption>Wells</caption><tr><td>1</td></tr></table>"
    document = BeautifulSoup(render_notebook(notebook(markdown(captioned), markdown(captioned))).html, "html.parser")

    assert [frame["aria-label"] for frame in document.select(".hub-scroller")] == [
        "Wells", "Wells: table 1 in cell 2"
    ]  # fmt: skip


def test_spans_beyond_the_table_are_cut():
    cell = table(
        '<table><tr><td rowspan="65534" colspan="99999999">a</td></tr><tr><td colspan="9999">b</td></tr></table>'
    )

    assert [part.attrs for part in cell.find_all("td")] == [{"rowspan": "2"}, {"colspan": "1000"}]


def test_a_table_within_a_table_is_arranged_for_itself():
    outer = table("<table><tr><th>a</th></tr><tr><td><table><tr><th>b</th><td>1</td></tr></table></td></tr></table>")

    assert [(head.text, head["scope"]) for head in outer.find_all("th")] == [("a", "col"), ("b", "row")]


def test_colours_of_a_styled_table_are_said_to_be_missing():
    html = "<style>#T_1_row0_col0 { background-color: red }</style><table id=T_1><tr><td id=T_1_row0_col0>1</table>"
    lesson = render_notebook(notebook(code("df.style", shown(text_html=html))))

    assert lesson.warnings == [
        "Cell 1 (code cell 1): the colours of this table or report are not shown. "
        "Say in words what they mean, in a column or below."
    ]
