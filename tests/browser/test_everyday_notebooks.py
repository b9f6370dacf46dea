"""The everyday notebooks in the frame of a real lesson, with the engines and the checks of the page types."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.training.test_everyday_notebooks import NAMES, lesson_of

from .conftest import Pages
from .engines import run, show
from .examiner import DESK, PHONE, Report, look_with_engines
from .hub import Hub
from .tour import LESSON

pytestmark = pytest.mark.once

# Puts a notebook where the lesson's own was; a picture is measured once it is drawn.
SHOW = """async (html) => {
  document.querySelector(".hub-lesson-body").innerHTML = html;
  await Promise.all([...document.querySelectorAll(".hub-lesson-body img")].map((image) => image.decode()));
}"""

PAINT = """(css) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [sheet];
}"""


@pytest.fixture(scope="module")
def lesson(chromium: Browser, hub: Hub) -> Iterator[Page]:
    """One page for them all: a lesson of the hub, opened once, so that both engines are brought once."""
    pages = Pages(chromium, hub)
    page = pages.visitor(viewport=DESK)
    page.goto(LESSON)
    yield page
    pages.close()
    assert pages.faults == []


def faults(page: Page, html: str) -> dict[str, list[str]]:
    """What is wrong with a notebook in light, dark and forced colours, at both widths."""
    page.set_viewport_size(DESK)
    page.evaluate(SHOW, html)
    report = Report()
    look_with_engines(page, report)
    show(page, "light")
    for size in (DESK, PHONE):
        page.set_viewport_size(size)
        for check in ("reflow", "targets"):
            report.note(f"{check}, {size['width']} px", run(page, check))
    return report.faults


@pytest.mark.parametrize("name", NAMES)
def test_everyday_notebook_has_no_fault(lesson, name):
    assert faults(lesson, lesson_of(name).html) == {}


def test_fault_in_a_notebook_is_caught(lesson):
    lesson.evaluate(PAINT, ".seed { color: #888; background: #999; width: 500px }")
    found = faults(lesson, "<p class='seed'>Faint and wide</p><p><button></button></p>")
    lesson.evaluate(PAINT, "")

    words = {check: " ".join(lines) for check, lines in found.items()}
    assert "button-name" in words["axe, light"]
    assert "color-contrast" in words["axe, light"]
    assert "color-contrast" in words["axe, dark"]
    assert "px wide" in words["reflow, 320 px"]
