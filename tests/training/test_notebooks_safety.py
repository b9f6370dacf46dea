"""No notebook runs anything: the corpus in every place an author can fill, and controls that it does run elsewhere."""

from __future__ import annotations

import re

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbconvert.exporters import HTMLExporter

from community.safety.html import clean_notebook
from tests.factories.notebooks import DATA, PAYLOADS, PIXEL, SINKS, code, hostile, markdown, notebook, shown
from training.notebooks.rendering import render_notebook

ACTIVE_TAGS = set(
    "script style iframe object embed svg form base meta link template input button select textarea video audio".split()
)
ACTIVE_ATTRIBUTES = {"style", "srcdoc", "formaction", "action", "xlink:href", "background", "autofocus", "name"}
SAFE_ADDRESS = re.compile(r"https?://|mailto:|#nb-|data:image/(png|jpeg|gif|webp|svg\+xml);base64,", re.IGNORECASE)


def active_parts(html: str) -> list[str]:
    """What a browser might act on in `html`."""
    found = []
    for element in BeautifulSoup(html, "html.parser").find_all(True):
        if element.name in ACTIVE_TAGS:
            found.append(element.name)
        for name, value in element.attrs.items():
            is_address = name in {"href", "src"}
            if name.startswith("on") or name in ACTIVE_ATTRIBUTES or (is_address and not SAFE_ADDRESS.match(value)):
                found.append(f"{element.name} {name}")
            if name == "href" and str(value).lower().startswith("data:"):
                found.append(f"{element.name} {name} data")
            if name == "id" and not str(value).startswith("nb-"):
                found.append(f"{element.name} id {value}")
    return found


def by_nbconvert(source: bytes, **options: object) -> str:
    node = nbformat.reads(source.decode(), as_version=4)
    return HTMLExporter(template_name="basic", **options).from_notebook_node(node)[0]


@pytest.mark.parametrize("sink", SINKS)
def test_the_corpus_in_any_place_leaves_nothing_active(sink):
    assert active_parts(render_notebook(hostile(sink)).html) == []


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_is_cleaned_to_something_that_stays_the_same(payload):
    cleaned = clean_notebook(payload)

    assert active_parts(cleaned) == []
    assert clean_notebook(cleaned) == cleaned


@pytest.mark.parametrize("path", sorted(DATA.glob("*.ipynb")), ids=lambda path: path.stem)
def test_a_starter_case_leaves_nothing_active(path):
    if path.stem != "truncated":
        assert active_parts(render_notebook(path.read_bytes()).html) == []


@pytest.mark.filterwarnings("ignore:No lexer found")  # nbconvert tells what it makes of the hostile language
@pytest.mark.parametrize("sink", ["markdown", "HTML output", "script output"])
def test_nbconvert_alone_leaves_active_parts(sink):
    assert active_parts(by_nbconvert(hostile(sink), sanitize_html=False))


def test_nbconvert_sanitizing_leaves_an_active_part_where_ours_does_not():
    source = notebook(code("1", shown({"image/png": {"width": "1 onerror=MARK()"}}, image_png=PIXEL)))

    assert "img onerror" in active_parts(by_nbconvert(source, sanitize_html=True))
    assert active_parts(render_notebook(source).html) == []


def test_a_cell_cannot_close_the_page_around_it_nor_open_another_cell():
    source = notebook(markdown("</div></div></article><div class='hub-cell' data-cell='2'>"), markdown("after"))

    assert BeautifulSoup(render_notebook(source).html, "html.parser").find_all("p")[-1].parent.name == "[document]"


def test_data_addresses_are_for_pictures_alone():
    html = clean_notebook(f'<a href="data:image/png;base64,{PIXEL}">a</a><img src="data:text/html;base64,AAAA">')

    assert html == '<a rel="noopener">a</a><img>'


@pytest.mark.parametrize("address", ["https://data.ca.gov/x", "http://data.ca.gov", "mailto:a@example.org"])
def test_a_web_or_mail_link_is_kept(address):
    assert f'href="{address}"' in render_notebook(notebook(markdown(f"[a]({address})"))).html


@pytest.mark.parametrize("address", ["other.ipynb", "//evil.example", "/cms/", "file:///etc/passwd", "ftp://a.example"])
def test_a_link_of_another_kind_is_dropped(address):
    assert "href" not in render_notebook(notebook(markdown(f"[a]({address})"))).html


def test_metadata_does_not_reach_the_page():
    source = notebook(code("1"), title="MARK-title", authors=[{"name": "MARK"}], language_info={"name": "MARK"})

    assert "MARK" not in render_notebook(source).html
