"""Takes the docs' pictures from a real, freshly made sample hub and writes docs/tour.md: `make screenshots`.

`python -m tests.browser.take_screenshots home lesson` takes the pictures of those pages only.
"""

from __future__ import annotations

import io
import re
import shutil
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser import tour
from tests.browser.chromium import CHROMIUM_FLAGS, CHROMIUM_NAMES, sign_in
from tests.browser.hub import Hub, served_hub
from tests.browser.tour import IMAGES, SHOTS, Shot

VIEW_HEIGHT = 900
MAX_BYTES = 4_000_000


def take(chosen: list[str]) -> None:
    """Serve, sign in once for each account, visit, take four pictures a page."""
    shots = [shot for shot in SHOTS if not chosen or shot.name in chosen]
    program = next(found for name in CHROMIUM_NAMES if (found := shutil.which(name)))
    with tempfile.TemporaryDirectory() as folder, served_hub(Path(folder)) as hub, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=CHROMIUM_FLAGS)
        sessions: dict[str | None, object] = {}
        for shot in shots:
            if shot.email not in sessions:
                sessions[shot.email] = session_of(browser, hub, shot.email)
            take_one(browser, hub, shot, sessions[shot.email])
        browser.close()


def session_of(browser: Browser, hub: Hub, email: str | None) -> object:
    """The cookies of somebody who is signed in."""
    context = opened(browser, hub, width=1280)
    if email:
        sign_in(context.new_page(), email)
    state = context.storage_state()
    context.close()
    return state


def opened(browser: Browser, hub: Hub, *, width: int, state: object = None) -> BrowserContext:
    """A browser profile of one width, in California."""
    context = browser.new_context(
        base_url=hub.url(""), viewport={"width": width, "height": VIEW_HEIGHT},
        reduced_motion="reduce", locale="en-US", timezone_id="America/Los_Angeles", storage_state=state,
    )  # fmt: skip
    context.set_default_timeout(30_000)
    return context


def take_one(browser: Browser, hub: Hub, shot: Shot, state: object) -> None:
    """The pictures of one page. A page that does not answer with 200 stops the command."""
    sizes, path = [], shot.path
    for width in tour.WIDTHS:
        context = opened(browser, hub, width=width, state=state)
        page = context.new_page()
        path = visit(page, path, shot.follow)
        for scheme in tour.SCHEMES:
            page.emulate_media(color_scheme=scheme)
            file = IMAGES / shot.picture(width, scheme)
            sizes.append(save(page, file, width=width, height=shot.height(width)))
        context.close()
    print(f"    {shot.name:12} {path}  {' '.join(f'{size / 1000:.0f}' for size in sizes)} kB")


def visit(page: Page, path: str, follow: str) -> str:
    """Open a page, or the first one that `path` links with `follow`; return its address."""
    answer = page.goto(path)
    if answer is None or answer.status != 200:
        raise SystemExit(f"{path} answered {answer and answer.status}: no picture of it")
    if follow and not re.search(follow, path):
        hrefs = page.locator("main a[href]").evaluate_all("links => links.map(link => link.getAttribute('href'))")
        found = next((href for href in hrefs if re.search(follow, href)), None)
        if found is None:
            raise SystemExit(f"{path} has no link like {follow}: no picture of it")
        visit(page, found, follow)
        return urlsplit(page.url).path
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
    return path


def save(page: Page, file: Path, *, width: int, height: int) -> int:
    """Write one picture; return its size in bytes. Lossless WebP is smaller than lossy for flat colors and text."""
    whole = page.evaluate("document.documentElement.scrollHeight")
    clip = {"x": 0, "y": 0, "width": width, "height": min(height, max(whole, 200))}
    shown = page.screenshot(full_page=True, clip=clip, animations="disabled")
    Image.open(io.BytesIO(shown)).convert("RGB").save(file, "WEBP", lossless=True, method=4)
    return file.stat().st_size


def tidy() -> int:
    """Remove pictures that the table no longer names; return the size of all others."""
    wanted = {shot.picture(width, scheme) for shot, width, scheme in tour.pictures()}
    for file in IMAGES.glob("*.webp"):
        if file.name not in wanted:
            file.unlink()
            print(f"    removed {file.name}")
    return sum(file.stat().st_size for file in IMAGES.iterdir())


def main(chosen: list[str]) -> int:
    """Take the pictures, write the page, look at the size."""
    started = time.monotonic()
    IMAGES.mkdir(exist_ok=True)
    take(chosen)
    tour.PAGE.write_text(tour.page())
    size = tidy()
    count = len(list(IMAGES.glob("*.webp")))
    print(f"    {count} pictures, {size / 1e6:.1f} MB, in {time.monotonic() - started:.0f} s; {tour.PAGE.name} written")
    if size > MAX_BYTES:
        print(
            f"    more than {MAX_BYTES / 1e6:.0f} MB: show less of the tall pages (tests/browser/tour.py)",
            file=sys.stderr,
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
