"""A seeded fault of each kind is caught by the very functions that look at the page types."""

import tomllib
from pathlib import Path

import pytest

from .engines import Baseline, Entry, Finding, bring_engines, ibm_findings, show
from .examiner import DESK, Report, look_at
from .page_type import PageType

pytestmark = pytest.mark.once

PAGE = "/accounts/password/reset/done/"
SEEDS = tomllib.loads(Path(__file__).with_name("seeded_faults.toml").read_text(encoding="utf-8"))
FAINT = ("<p class='seed'>Faint words</p>", ".seed { color: #888; background: #999 }")
# The style goes in as a sheet of the script's own, which the content policy lets through.
PLANT = """([html, css]) => {
  document.querySelector("main h1").insertAdjacentHTML("afterend", html);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [sheet];
  document.querySelector(".trap")?.addEventListener("keydown", (event) => event.preventDefault());
}"""


@pytest.fixture
def planted(page_for):
    """`planted(html, css)` is a page of the hub with a fault in it."""

    def build(html="", css=""):
        page = page_for(None, viewport=DESK)
        page.goto(PAGE)
        page.evaluate(PLANT, [html, css])
        return page

    return build


@pytest.mark.parametrize("kind", SEEDS)
def test_seeded_fault_is_caught(planted, kind):
    seed = SEEDS[kind]
    report = Report()
    look_at(planted(seed["html"], seed["css"]), report)
    caught = {check for check, faults in report.faults.items() if any(seed["words"] in fault for fault in faults)}
    assert set(seed["checks"]) <= caught, report.faults


def test_page_without_a_seed_has_no_fault(planted):
    report = Report()
    look_at(planted(), report)
    assert report.faults == {}


@pytest.mark.parametrize(
    ("html", "css", "mode", "rule"),
    [
        ("<input type='text'>", "", "light", "input_label_exists"),
        ("<img src='/static/img/hub.svg'>", "", "light", "img_alt_valid"),
        (*FAINT, "light", "text_contrast_sufficient"),
        (*FAINT, "dark", "text_contrast_sufficient"),
    ],
)
def test_second_engine_catches_a_seeded_fault(planted, html, css, mode, rule):
    page = planted(html, css)
    bring_engines(page)
    show(page, mode)
    findings = ibm_findings(page, colour_only=mode != "light")
    assert any(rule in line for line in Baseline.read().unexplained("a planted page", findings))


def test_page_of_another_status_is_caught(examiner):
    wrong = PageType("a page that is not there", "-", "-", "/no-such-page/")
    assert "404" in examiner.report(wrong).faults["status"][0]


def test_violation_of_the_policy_on_a_page_type_is_caught(examiner):
    script = "<!DOCTYPE html><html lang='en'><title>Planted</title><main><h1 onclick='go()'>Planted</h1></main></html>"
    headers = {"Content-Security-Policy": "script-src 'self'"}
    page = examiner.page_of("visitor", fresh=True)
    page.route("**/planted/", lambda route: route.fulfill(body=script, content_type="text/html", headers=headers))
    page.goto("/planted/")
    assert any("content policy" in fault for fault in examiner.pages.faults)
    examiner.pages.faults.clear()


def test_entry_that_explains_nothing_is_stale_and_another_page_is_not_explained():
    baseline = Baseline([Entry("a_rule", "seen and fine", ("topic*",)), Entry("b_rule", "seen and fine")])
    found = [Finding("a_rule", "VIOLATION FAIL", "A message", "/html", "<p>")]
    assert baseline.unexplained("topic for a visitor", found) == []
    assert baseline.unexplained("home", found) == ["a_rule (VIOLATION FAIL): A message at <p>"]
    assert baseline.stale == ["b_rule"]


def test_entry_without_a_reason_is_refused(tmp_path):
    file = tmp_path / "baseline.toml"
    file.write_text('[[entries]]\nrule = "a_rule"\nreason = "fine"\n')
    with pytest.raises(ValueError, match="needs a reason"):
        Baseline.read(file)
