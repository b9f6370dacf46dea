"""Public Sans: one small file from our own address, and no line breaks elsewhere when it comes."""

import re

import pytest
from django.conf import settings

pytestmark = pytest.mark.once

FOLDER = settings.STATICFILES_DIRS[0] / "vendor" / "public-sans"
LATIN = "public-sans-latin-wght-normal.woff2"
VIETNAMESE = "public-sans-vietnamese-wght-normal.woff2"
BUDGET = 30 * 1024
FONT_FILES = re.compile(r".*\.woff2$")
STYLED = "() => [...document.querySelectorAll('link[rel=stylesheet]')].every((link) => link.sheet)"
HEIGHT = "() => document.querySelector('main').getBoundingClientRect().height"
ONE_FACE = "() => [...document.fonts].filter((face) => face.status === 'loaded').map((face) => face.weight)"


def asked_fonts(page):
    """The names of the font files that a page asks for, from now on."""
    asked = []
    page.on("request", lambda request: asked.append(request.url) if request.resource_type == "font" else None)
    return asked


def names(addresses):
    return [address.rsplit("/", 1)[-1] for address in addresses]


def test_the_font_every_page_loads_is_within_the_budget():
    assert (FOLDER / LATIN).stat().st_size <= BUDGET
    assert (FOLDER / VIETNAMESE).stat().st_size <= BUDGET // 3


def test_a_page_loads_one_font_file_once_and_shows_it(page_for):
    page = page_for(None)
    asked = asked_fonts(page)
    page.goto("/", wait_until="networkidle")
    assert names(asked) == [LATIN]
    assert page.evaluate("document.fonts.check('400 16px \"Public Sans\"')")
    assert page.evaluate(
        "[...document.fonts].some((face) => face.family.includes('Public Sans') && face.status == 'loaded')"
    )


def test_vietnamese_letters_bring_their_part_of_the_font(page_for):
    page = page_for(None)
    asked = asked_fonts(page)
    page.goto("/", wait_until="networkidle")
    with page.expect_response(FONT_FILES):
        page.evaluate("document.querySelector('main p').append(' Nguyễn Thị Hạnh')")
    assert names(asked) == [LATIN, VIETNAMESE]


def growth_when_the_font_comes(page, address):
    """By which part the page's text grows or shrinks when the font replaces its stand-in."""
    held = []
    page.route(FONT_FILES, lambda route: held.append(route))  # noqa: PLW0108 Playwright counts its arguments
    page.goto(address, wait_until="domcontentloaded")
    page.wait_for_function(STYLED)
    before = page.evaluate(HEIGHT)
    for route in held:
        route.continue_()
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready.then(() => null)")
    return abs(page.evaluate(HEIGHT) / before - 1)


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("address", ["/", "/training/", "/forum/"])
def test_text_keeps_its_lines_when_the_font_comes(page_for, address, width):
    page = page_for(None, viewport={"width": width, "height": 800})
    assert growth_when_the_font_comes(page, address) < 0.03


def test_stand_in_of_another_size_is_seen(page_for):
    page = page_for(None, viewport={"width": 320, "height": 800})
    page.route(
        re.compile(r".*/css/base.*\.css$"),
        lambda route: route.fulfill(
            body=re.sub(r"size-adjust: [\d.]+%", "size-adjust: 130%", route.fetch().text()), content_type="text/css"
        ),
    )
    assert growth_when_the_font_comes(page, "/") > 0.05
