"""Hostile posts in a real browser with the content policy off: none of ours runs; some of each wrong renderer's do."""

import pytest

from community.safety.html import clean_post
from forum.rendering import compose
from tests.forum.cases import CONTROLS, FAMILIES, HOSTILE

pytestmark = pytest.mark.once

FRAMES = """
(posts) => {
  window.ran = {};
  window.loaded = 0;
  for (const [name, html] of Object.entries(posts)) {
    window.ran[name] = 0;
    const frame = document.createElement("iframe");
    frame.srcdoc = `<script>window.MARK = () => { parent.ran[${JSON.stringify(name)}] += 1; };</` + `script>${html}`;
    frame.addEventListener("load", () => { window.loaded += 1; });
    document.body.append(frame);
  }
}
"""
PROVOKE = """
() => {
  for (const frame of document.querySelectorAll("iframe")) {
    const doc = frame.contentDocument;
    for (const element of doc ? doc.querySelectorAll("body *") : []) {
      for (const kind of ["mouseover", "mouseenter", "focus", "toggle"]) {
        element.dispatchEvent(new Event(kind, {bubbles: true}));
      }
      const press = new MouseEvent("click", {bubbles: true, cancelable: true});
      if (element.href && !/^(https?|mailto|xmpp):/.test(element.protocol)) element.dispatchEvent(press);
      if (element.tagName === "BUTTON") element.click();
    }
  }
}
"""


# Families whose harm is no script here: what they fetch, lay over the page, take the name of, or do on another click.
WITHOUT_SCRIPT = {"clobber", "css", "null", "opener"}


def run_in(chromium, posts):
    """Which of `posts` (name: HTML) called MARK, and which addresses they asked for, all in one page."""
    asked = set()
    page = chromium.new_page()
    try:
        page.route("**/*", lambda route: (asked.add(route.request.url), route.abort()))
        page.set_content("<!doctype html><title>Posts</title><body>")
        page.evaluate(FRAMES, {**posts, "last": '<a href="javascript:MARK()">x</a>'})
        page.wait_for_function(f"window.loaded >= {len(posts) + 1}")
        page.wait_for_timeout(400)
        page.evaluate(PROVOKE)
        page.wait_for_function("window.ran.last >= 1")  # the last link was followed, so all before it were
        page.wait_for_timeout(200)
        return {name for name, times in page.evaluate("window.ran").items() if times} - {"last"}, asked
    finally:
        page.close()


def rendered(render):
    return {name: str(render(source)) for name, source in HOSTILE.items()}


def test_no_hostile_post_runs_or_asks_for_anything(chromium):
    assert run_in(chromium, rendered(lambda source: compose(source).html)) == (set(), set())


def test_no_hostile_post_runs_behind_the_sanitizer_alone(chromium):
    assert run_in(chromium, rendered(clean_post)) == (set(), set())


def test_control_of_each_family_a_wrong_renderer_lets_some_run(chromium):
    ran, asked = set(), set()
    for render in CONTROLS.values():
        more_ran, more_asked = run_in(chromium, rendered(render))
        ran |= more_ran
        asked |= more_asked

    idle = {family for family, names in FAMILIES.items() if not ran & set(names)}
    assert idle <= WITHOUT_SCRIPT, "the control found nothing, so the tests above prove nothing of these"
    assert any("elsewhere.example" in url for url in asked)


def test_planted_script_and_request_are_noticed(chromium):
    planted = {
        "planted": "<img src=https://elsewhere.example/a onerror=MARK()>",
        "link": '<a href="javascript:MARK()">x</a>',
    }
    assert run_in(chromium, planted) == ({"planted", "link"}, {"https://elsewhere.example/a"})
