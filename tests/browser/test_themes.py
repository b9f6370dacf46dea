"""Every official colour theme, light and dark: each pair of colours the hub uses is readable."""

import re

import pytest
from django.conf import settings

from tests.contrast import contrast

pytestmark = pytest.mark.once

CSS = settings.STATICFILES_DIRS[0] / "css"
THEMES = settings.STATICFILES_DIRS[0] / "vendor" / "state-template"
SCHEMES = ("light", "dark")

SURFACES = ("--paper", "--wash", "--tint")
TINTS = ("--ok-tint", "--warn-tint", "--bad-tint")
# Small text needs 4.5:1 (WCAG 1.4.3): what each colour for text may stand on
TEXT = {
    "--ink": (*SURFACES, *TINTS),
    "--muted": SURFACES,
    "--link": (*SURFACES, *TINTS),
    "--link-hover": (*SURFACES, *TINTS),
    "--accent-strong": SURFACES,
    "--tint-ink": ("--tint",),
    "--ok": ("--paper", "--wash", "--ok-tint"),
    "--warn": ("--paper", "--wash", "--warn-tint"),
    "--bad": (*SURFACES, "--bad-tint"),
    "--on-dark": ("--hero", "--color-p3", "--color-p3-darkest"),
    "--on-gold": ("--gold", "--gold-hover"),
    "--button-ink": ("--button", "--button-hover"),
}
# Outlines, borders of fields and filled shapes need 3:1 (WCAG 1.4.11)
SHAPES = {
    "--focus": SURFACES,
    "--field": SURFACES,
    "--accent": SURFACES,
    "--button": ("--paper", "--wash"),
}
READ_COLORS = """
(names) => {
  const probe = document.body.appendChild(document.createElement("p"));
  const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  return Object.fromEntries(names.map((name) => {
    probe.style.color = `var(${name})`;
    canvas.fillStyle = getComputedStyle(probe).color;
    canvas.fillRect(0, 0, 1, 1);
    return [name, [...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3)]];
  }));
}
"""
NAMES = sorted({name for table in (TEXT, SHAPES) for ink, papers in table.items() for name in (ink, *papers)})
# tokens.css names colours, code.css has its own test, the style guide's swatches are colours without words
OWN_STYLES = [p for p in sorted(CSS.glob("*.css")) if p.name not in {"tokens.css", "code.css", "styleguide.css"}]


@pytest.fixture(scope="module")
def blank(chromium):
    """A page without a hub."""
    page = chromium.new_page()
    yield page
    page.close()


def colors(page, theme, scheme, tokens):
    """The colours of NAMES under a theme (its CSS) and our tokens (their CSS)."""
    page.emulate_media(color_scheme=scheme)
    page.set_content(f"<!doctype html><title>Colours</title><style>{theme}</style><style>{tokens}</style><body>")
    return {name: tuple(color) for name, color in page.evaluate(READ_COLORS, NAMES).items()}


def weak(found):
    """Each pair that is too weak, with its contrast."""
    return {
        f"{ink} on {paper}": round(contrast(found[ink], found[paper]), 2)
        for table, least in ((TEXT, 4.5), (SHAPES, 3))
        for ink, papers in table.items()
        for paper in papers
        if contrast(found[ink], found[paper]) < least
    }


def published(name):
    return (THEMES / f"colortheme-{name}.min.css").read_text()


def own_tokens():
    return (CSS / "tokens.css").read_text()


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", settings.COLOR_THEMES)
def test_every_pair_is_readable_in_every_official_theme(blank, name, scheme):
    assert weak(colors(blank, published(name), scheme, own_tokens())) == {}


def test_default_theme_is_readable_where_colours_cannot_be_computed(blank):
    for scheme in SCHEMES:
        assert weak(colors(blank, published("oceanside"), scheme, without_computing(own_tokens()))) == {}


def without_computing(tokens):
    """Our tokens as a browser reads them that can't compute a colour from another."""
    changed = tokens.replace("@supports (color: oklch(from red l c h))", "@supports (color: no-such-colour)")
    assert changed != tokens
    return changed


@pytest.mark.parametrize("name", ["delta", "sierra"])
def test_pale_theme_as_published_would_be_found_weak(blank, name):
    found = weak(colors(blank, published(name), "light", without_computing(own_tokens())))
    assert "--link on --bad-tint" in found


def test_planted_weak_colour_is_found(blank):
    planted = own_tokens() + "@layer tokens { :root { --muted: #8a929c; } }"
    assert weak(colors(blank, published("mono"), "light", planted)).keys() == {
        "--muted on --paper", "--muted on --wash", "--muted on --tint",
    }  # fmt: skip


def used(css):
    """The variables of ours that give text its colour, and those that are backgrounds; Wagtail's begin with --w-."""
    inks = set(re.findall(r"(?<![-\w])color:\s*var\((--(?!w-)[\w-]+)\)", css))
    papers = set(re.findall(r"(?<![-\w])background(?:-color)?:\s*var\((--(?!w-)[\w-]+)\)", css))
    return inks, papers


def test_every_colour_the_style_sheets_use_is_measured():
    inks, papers = used("\n".join(path.read_text() for path in OWN_STYLES))
    measured = {paper for table in (TEXT, SHAPES) for on in table.values() for paper in on}
    # a dot beside the name of an event's kind (--accent, --ok, --warn or --bad); the empty part of a bar with a figure
    filled = {"--kind", "--line"}
    assert (inks - TEXT.keys(), papers - measured - filled - SHAPES.keys()) == (set(), set())


def test_colour_in_no_pair_is_found():
    assert used(".x { color: var(--pale); border-color: var(--line); background: var(--sand) }") == (
        {"--pale"},
        {"--sand"},
    )


def stray_rules(css):
    """What a theme does beyond naming colours on :root."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r'"[^"]*"', '""', css)
    selectors = {found.strip() for found in re.findall(r"([^{};]+)\{", css)}
    properties = set(re.findall(r"[{;]\s*([a-z][\w-]*)\s*:", css))
    return (selectors - {":root", "@supports (color:color-mix)"}) | (properties - {"color-scheme"})


@pytest.mark.parametrize("name", settings.COLOR_THEMES)
def test_theme_only_names_colours_and_none_of_ours(name):
    ours = set(re.findall(r"^\s+(--[\w-]+):", own_tokens(), re.MULTILINE))
    theirs = set(re.findall(r"(--[\w-]+):", published(name)))
    assert (stray_rules(published(name)), ours & theirs) == (set(), set())
    assert {"--link-color", "--link-color-hover", "--color-p1", "--color-p2", "--color-p3", "--color-s1"} <= theirs


def test_rule_in_a_theme_is_found():
    assert stray_rules(":root{--color-p1:#000}.btn{color:red}") == {".btn", "color"}


def test_all_official_themes_are_choices():
    assert settings.COLOR_THEMES == [
        "delta", "eureka", "mono", "oceanside", "orangecounty", "pasorobles", "sacramento", "santabarbara",
        "santacruz", "shasta", "sierra", "trinity", "ukiahdark", "venturadark",
    ]  # fmt: skip


# The pairs as they stand on real pages, whatever wrote them

WEAK_TEXTS = """
() => {
  const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  const seen = new Map();
  const rgba = (color) => seen.get(color) ?? seen.set(color, read(color)).get(color);
  const read = (color) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const luminance = (color) => color.slice(0, 3)
    .map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, place) => sum + part * [0.2126, 0.7152, 0.0722][place], 0);
  const ancestors = (element) => (element ? [element, ...ancestors(element.parentElement)] : []);
  const painted = (words) => {  // what lies under the words, from the top down; a part of a page may lie under another
    const range = document.createRange();
    range.selectNodeContents(words);
    const box = range.getClientRects()[0];
    const stack = box ? document.elementsFromPoint(box.x + box.width / 2, box.y + box.height / 2) : [];
    return stack.includes(words.parentElement) ? stack.slice(stack.indexOf(words.parentElement)) : [];
  };
  const paper = (words) => [...painted(words), ...ancestors(words.parentElement)]
    .map((element) => rgba(getComputedStyle(element).backgroundColor))
    .find((color) => color[3] === 1) ?? rgba("Canvas");
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const weak = new Set();
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || !element.checkVisibility({visibilityProperty: true})) continue;
    const style = getComputedStyle(element);
    const [dark, light] = [luminance(rgba(style.color)), luminance(paper(texts.currentNode))].sort((a, b) => a - b);
    const size = parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const ratio = (light + 0.05) / (dark + 0.05);
    if (ratio < (isLarge ? 3 : 4.5)) {
      const words = texts.currentNode.data.trim().slice(0, 30);
      weak.add(`${ratio.toFixed(2)} ${element.tagName}.${element.className} ${words}`);
    }
  }
  return [...weak];
}
"""
SWITCH = """
(address) => new Promise((done) => {
  const link = document.querySelector("link[href*='colortheme-']");
  link.addEventListener("load", () => done(), {once: true});
  link.href = address;
})
"""
PLAIN_TRANSITIONS = "() => document.getAnimations().forEach((animation) => animation.finish())"


WHOLE_PAGE = {"width": 1280, "height": 8000}  # what lies under a text is known for what is in view


@pytest.mark.parametrize("address", ["/", "/training/", "/forum/", "/events/", "/departments/", "/accounts/login/"])
def test_every_text_of_a_page_is_readable_in_every_theme(page_for, address):
    page = page_for(None, viewport=WHOLE_PAGE)
    page.goto(address)
    found = {}
    for name in settings.COLOR_THEMES:
        page.evaluate(SWITCH, f"/static/vendor/state-template/colortheme-{name}.min.css")
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            page.evaluate(PLAIN_TRANSITIONS)
            found[name, scheme] = page.evaluate(WEAK_TEXTS)
    assert {where: texts for where, texts in found.items() if texts} == {}


def test_weak_text_on_a_page_is_found(page_for):
    page = page_for(None)
    page.goto("/")
    page.evaluate("document.querySelector('main h1').style.setProperty('color', 'var(--hero)')")
    assert any("H1." in text for text in page.evaluate(WEAK_TEXTS))
