"""The hostile notebooks in Chromium, without any content security policy: ours calls MARK() never, the raw ones do."""

from __future__ import annotations

import json
from collections.abc import Iterator

import nbformat
import pytest
from nbconvert.exporters import HTMLExporter
from playwright.sync_api import Browser, Page, Route

from tests.data.make_hostile_notebooks import CASES
from tests.factories.notebooks import PAYLOADS, SINKS, hostile
from tests.training.test_hostile_notebooks import source, stock
from training.notebooks.rendering import render_notebook

pytestmark = pytest.mark.once

ADDRESS = "http://lesson.example/"
PAGE = (
    "<!doctype html><html lang=en><title>Lesson</title><body><main id=main><article>{}</article></main></body></html>"
)
COUNT = "window.marked = 0; window.MARK = () => { window.marked += 1 };"
POKE = """async () => {
  document.addEventListener("click", event => {
    const link = event.target.closest("a[href]");
    if (link && !link.href.startsWith("javascript:")) event.preventDefault();
  }, true);
  for (const details of document.querySelectorAll("details")) details.open = true;
  for (const element of document.querySelectorAll("body *")) {
    for (const kind of ["mouseover", "mouseenter", "focus", "pointerdown"]) element.dispatchEvent(new Event(kind));
    if (typeof element.click === "function") element.click(); else element.dispatchEvent(new MouseEvent("click"));
  }
  await new Promise(done => setTimeout(done, 100));
  return window.marked;
}"""


class Reader:
    """A browser that reads lessons, reaches no network and counts the calls of MARK()."""

    def __init__(self, page: Page) -> None:
        self.page, self.body = page, ""
        page.add_init_script(COUNT)
        page.route("**/*", self._answer)

    def calls(self, body: str) -> int:
        self.body = PAGE.format(body)
        self.page.goto(ADDRESS, wait_until="load")
        return self.page.evaluate(POKE)

    def _answer(self, route: Route) -> None:
        if route.request.url == ADDRESS:
            route.fulfill(body=self.body, content_type="text/html; charset=utf-8")
        else:
            route.abort()


def drawing(name: str) -> str:
    """The drawing of a case as it is, for a page that would take it in."""
    cells = json.loads(source(name))["cells"]
    return cells[1]["outputs"][0]["data"]["image/svg+xml"]


@pytest.fixture
def reader(chromium: Browser) -> Iterator[Reader]:
    context = chromium.new_context()
    yield Reader(context.new_page())
    context.close()


@pytest.mark.parametrize("sink", SINKS)
def test_the_corpus_in_any_place_runs_nothing(reader, sink):
    assert reader.calls(render_notebook(hostile(sink)).html) == 0


@pytest.mark.filterwarnings("ignore:No lexer found")  # nbconvert tells what it makes of the hostile language
@pytest.mark.parametrize("sink", ["markdown", "HTML output"])
def test_the_raw_output_of_nbconvert_runs_something(reader, sink):
    node = nbformat.reads(hostile(sink, PAYLOADS[:6]).decode(), as_version=4)
    raw, _ = HTMLExporter(template_name="basic", sanitize_html=False).from_notebook_node(node)

    assert reader.calls(raw) > 0


def test_each_payload_alone_runs_nothing(reader):
    cleaned = [render_notebook(hostile("HTML output", [payload])).html for payload in PAYLOADS]

    assert [payload for payload, html in zip(PAYLOADS, cleaned, strict=True) if reader.calls(html)] == []


def test_most_payloads_alone_run_when_nothing_cleans_them(reader):
    assert sum(reader.calls(payload) > 0 for payload in PAYLOADS) >= 30


def test_the_hostile_notebooks_run_nothing(reader):
    shown = {name: render_notebook(source(name)).html for name, case in CASES.items() if not case.refused}

    assert [name for name, html in shown.items() if reader.calls(html)] == []


def test_the_hostile_notebooks_run_where_stock_tools_show_them(reader):
    runs = {name: stock(name) for name, case in CASES.items() if case.control == "runs"}
    runs |= {name: drawing(name) for name, case in CASES.items() if case.control == "inline runs"}

    assert len(runs) >= 15
    assert [name for name, html in runs.items() if not reader.calls(html)] == []


def test_a_lesson_that_is_parsed_again_after_the_browser_wrote_it_out_runs_nothing(reader):
    reader.calls(render_notebook(hostile("HTML output")).html)

    assert reader.calls(reader.page.evaluate("() => document.querySelector('article').innerHTML")) == 0
