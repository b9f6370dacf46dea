"""What a first visit to each page type loads. `pytest tests/browser/test_page_weight.py -s` prints the table."""

import gzip

import pytest

from .examiner import Weight, kind_of_file
from .page_types import PAGE_TYPES

pytestmark = pytest.mark.once

KIB = 1024
MOST_TEXT, MOST_JAVASCRIPT, MOST_FONTS = 100 * KIB, 25 * KIB, 30 * KIB


def too_heavy(weight):
    """What of a page is more than it may be."""
    limits = {"text": MOST_TEXT, "javascript": MOST_JAVASCRIPT, "fonts": MOST_FONTS}
    return {part: getattr(weight, part) for part, most in limits.items() if getattr(weight, part) > most}


def test_no_page_type_is_too_heavy(examiner):
    weights = {page_type.name: examiner.report(page_type).weight for page_type in PAGE_TYPES}
    print(f"\n{'KiB, gzipped':36}   HTML    CSS     JS   text  fonts")
    for name, weight in sorted(weights.items(), key=lambda row: -row[1].text):
        parts = (weight.html, weight.css, weight.javascript, weight.text, weight.fonts)
        print(f"{name:36}" + "".join(f"{part / KIB:7.1f}" for part in parts))
    assert {name: heavy for name, weight in weights.items() if (heavy := too_heavy(weight))} == {}
    pages_of_their_own = {"server error", "database away"}
    assert {name for name, weight in weights.items() if not (weight.html and weight.css)} == set()
    assert min(weight.css for name, weight in weights.items() if name not in pages_of_their_own) > KIB


@pytest.mark.parametrize(
    ("weight", "parts"),
    [
        (Weight(html=60 * KIB, css=30 * KIB, javascript=11 * KIB), {"text"}),
        (Weight(html=1, javascript=25 * KIB + 1), {"javascript"}),
        (Weight(html=1, fonts=30 * KIB + 1), {"fonts"}),
        (Weight(html=40 * KIB, css=35 * KIB, javascript=25 * KIB, fonts=30 * KIB), set()),
    ],
)
def test_more_than_the_limit_is_too_heavy(weight, parts):
    assert set(too_heavy(weight)) == parts


SCRIPT = "/static/admin/js/core.js"  # the hub's own pages have none so far
LOAD = """(src) => new Promise((done) => {
  document.head.append(Object.assign(document.createElement("script"), { src, onload: done }));
})"""


def test_script_that_a_page_loads_is_weighed(examiner):
    page = examiner.page_of("visitor", fresh=True)
    answer = page.goto("/accounts/login/")
    before = examiner._weigh(page, answer)
    page.evaluate(LOAD, SCRIPT)
    after = examiner._weigh(page, answer)
    assert (before.html > KIB, before.css > KIB, before.javascript) == (True, True, 0)
    assert after.javascript == len(gzip.compress(page.request.get(SCRIPT).body()))
    page.context.close()


def test_fonts_scripts_and_styles_are_told_apart():
    paths = ["/static/a.woff2", "/static/a.12ab.js", "/static/a.css", "/static/a.svg"]
    assert [kind_of_file(path) for path in paths] == ["fonts", "javascript", "css", ""]
