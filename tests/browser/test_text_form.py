"""Writing a post: the buttons of the toolbar, and the preview with and without scripts."""

import gzip
import re

import pytest
from django.conf import settings
from playwright.sync_api import expect

from .chromium import sign_in

pytestmark = pytest.mark.once

LEARNER = "learner@hub.example"
STATIC = settings.STATICFILES_DIRS[0]
OWN_SCRIPTS = sorted((STATIC / "js").glob("*.js"))
LARGEST_OWN_SCRIPT = 2048
SCRIPT_BUDGET = 25 * 1024


@pytest.fixture
def topic(page_for):
    """`topic(javascript=False)` is a page of the learner on a topic of the sample where replies are welcome."""

    def build(**options):
        page = page_for(LEARNER, **options)
        page.goto("/forum/open-data-portal/")
        page.locator(".hub-topics a[href*='/topics/']").first.click()
        page.locator("textarea").wait_for()
        return page

    return build


def text(page):
    return page.locator("textarea[name=text]")


def preview_button(page):
    return page.get_by_role("button", name="Preview")


def focused(page, attribute):
    return page.evaluate(f"document.activeElement.getAttribute('{attribute}')")


def test_toolbar_is_one_stop_of_the_keyboard_and_makes_a_word_bold(topic):
    page = topic()
    text(page).fill("an open portal")
    text(page).evaluate("area => area.setSelectionRange(3, 7)")
    page.keyboard.press("Shift+Tab")
    assert focused(page, "aria-label") == "Bold"
    page.keyboard.press("ArrowRight")
    assert focused(page, "aria-label") == "Italic"
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    expect(text(page)).to_have_value("an **open** portal")
    assert focused(page, "name") == "text"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent.trim()") == "Add files or a picture"


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Bold", "**open**"),
        ("Italic", "_open_"),
        ("Heading", "### open"),
        ("Quote", "> open"),
        ("Code", "`open`"),
        ("Link", "[open](url)"),
        ("Bulleted list", "- open"),
        ("Numbered list", "1. open"),
        ("Task list", "- [ ] open"),
    ],
)
def test_every_button_writes_its_markdown(topic, name, written):
    page = topic()
    text(page).fill("open")
    text(page).select_text()
    page.get_by_role("toolbar", name="Format the text").get_by_role("button", name=name, exact=True).click()
    assert text(page).input_value().strip() == written


def test_space_presses_a_button_once_and_types_nothing(topic):
    page = topic()
    text(page).fill("open")
    text(page).select_text()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    expect(text(page)).to_have_value("**open**")


@pytest.mark.parametrize("width", [1280, 320])
def test_buttons_of_the_toolbar_are_large_enough_and_fit(topic, width):
    page = topic(viewport={"width": width, "height": 800})
    expect(page.locator("markdown-toolbar")).to_be_visible()
    boxes = [button.bounding_box() for button in page.locator("markdown-toolbar button").all()]
    assert len(boxes) == 9
    assert all(box["width"] >= 24 and box["height"] >= 24 for box in boxes)
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= width for box in boxes)


def test_without_scripts_there_are_no_buttons(topic):
    page = topic(javascript=False)
    assert page.locator("markdown-toolbar").is_hidden()


def test_preview_comes_without_leaving_the_page(topic):
    page = topic()
    address, title = page.url, page.title()
    text(page).fill("Is the **portal** open?")
    with page.expect_response(re.compile(r"/reply/preview/$")) as answer:
        preview_button(page).click()
    expect(page.locator("#preview-place strong")).to_have_text("portal")
    assert (answer.value.status, page.url, page.title()) == (200, address, title)
    expect(page.locator("#preview")).to_be_focused()
    expect(text(page)).to_have_value("Is the **portal** open?")
    text(page).fill("No, it is *closed*.")
    preview_button(page).click()
    expect(page.locator("#preview-place em")).to_have_text("closed")
    assert page.locator("#preview").count() == 1


def test_preview_of_nothing_says_so_at_the_field_and_the_next_one_clears_it(topic):
    page = topic()
    address = page.url
    text(page).fill("")  # there may be a draft
    with page.expect_response(re.compile(r"/reply/preview/$")) as answer:
        preview_button(page).click()
    expect(page.locator("#text-form .hub-field-error")).to_contain_text("Write something first.")
    assert (answer.value.status, page.url) == (422, address)
    expect(text(page)).to_be_focused()
    assert page.locator("markdown-toolbar button").count() == 9
    text(page).fill("Now there is **something**.")
    preview_button(page).click()
    expect(page.locator("#preview-place strong")).to_have_text("something")
    assert page.locator("#text-form .hub-field-error").count() == 0
    expect(page.locator("#preview")).to_be_focused()
    expect(text(page)).to_have_value("Now there is **something**.")


def test_topic_after_a_preview_is_posted_once(page_for):
    page = page_for(LEARNER)
    page.goto("/forum/open-data-portal/")
    page.get_by_role("link", name="Start a topic").first.click()
    page.get_by_label("Title").fill("Looked at first")
    text(page).fill("Looked at in a **preview**.")
    preview_button(page).click()
    expect(page.locator("#preview")).to_be_focused()
    page.get_by_role("button", name="Post topic").click()
    page.wait_for_url(re.compile(r"/topics/\d+-looked-at-first/$"))
    assert page.locator(".hub-post").count() == 1
    expect(page.locator(".hub-post strong")).to_have_text("preview")


def test_signed_out_meanwhile_gives_the_words_back_in_the_form_to_who_wrote_them(topic):
    page = topic()
    address = page.url
    text(page).fill("Words that must not be lost.")
    page.context.clear_cookies()
    preview_button(page).click()
    page.wait_for_url(re.compile(r"/reply/preview/"))
    expect(page.locator("main")).to_contain_text("Your words are kept as a draft.")
    sign_in(page, LEARNER)
    page.goto(address)
    expect(text(page)).to_have_value("Words that must not be lost.")


@pytest.mark.parametrize("fault", ["no network", "503"])
def test_preview_that_does_not_come_is_said_and_keeps_the_text(topic, pages, fault):
    page = topic()
    answer = (lambda route: route.abort()) if fault == "no network" else (lambda route: route.fulfill(status=503))
    page.route(re.compile(r"/reply/preview/$"), answer)
    text(page).fill("Still here.")
    preview_button(page).click()
    expect(page.get_by_role("status").filter(has_text="The preview did not come.")).to_be_visible()
    expect(text(page)).to_have_value("Still here.")
    pages.faults = [found for found in pages.faults if not found.startswith("503 ")]


def test_without_scripts_the_preview_is_a_page_that_shows_it(topic):
    page = topic(javascript=False)
    text(page).fill("Is the **portal** open?")
    preview_button(page).click()
    page.wait_for_url(re.compile(r"/reply/preview/#preview$"))
    expect(page.locator("#preview-place strong")).to_have_text("portal")
    expect(page.locator("#preview")).to_be_in_viewport()
    expect(text(page)).to_have_value("Is the **portal** open?")


def scripts_of(page, address):
    """How many bytes each script of a page travels with, by name; asked for apart, as Chromium may drop what it got."""
    page.goto(address, wait_until="networkidle")
    sources = page.evaluate("[...document.scripts].filter((script) => script.src).map((script) => script.src)")
    return {source.rsplit("/", 1)[-1]: len(gzip.compress(page.request.get(source).body())) for source in sources}


def test_scripts_of_a_topic_are_within_the_budget_and_other_pages_have_none(topic):
    page = topic()
    weights = scripts_of(page, page.url)
    print(f"\nscripts of a topic: {sum(weights.values()):,} bytes gz {weights}")
    own = {"preview.js", "drafts.js", "pictures.js", "expander.js"}  # the menu of `@` comes when one begins to write
    assert weights.keys() == {"htmx.min.js", "index.js", *own}
    assert sum(weights.values()) <= SCRIPT_BUDGET
    for address in ("/", "/forum/", "/training/", "/events/"):
        assert scripts_of(page, address) == {}


@pytest.mark.parametrize("script", OWN_SCRIPTS, ids=lambda path: path.name)
def test_own_script_is_small(script):
    assert script.stat().st_size < LARGEST_OWN_SCRIPT


def test_vendored_text_expander_runs_under_the_policy_without_an_import_map(page_for):
    page = page_for(None)
    page.goto("/")
    page.evaluate(
        """async () => {
          await import("/static/vendor/text-expander-element/bundle.js");
          document.querySelector("main").innerHTML = "<text-expander keys='@'><textarea></textarea></text-expander>";
          document.querySelector("text-expander").addEventListener("text-expander-change", ({detail}) => {
            const menu = document.createElement("ul");
            menu.setAttribute("role", "listbox");
            menu.innerHTML = `<li role="option" id="found">${detail.text}</li>`;
            detail.provide(Promise.resolve({matched: true, fragment: menu}));
          });
        }"""
    )
    page.locator("textarea").press_sequentially("@ana")
    expect(page.get_by_role("option", name="ana")).to_be_visible()
