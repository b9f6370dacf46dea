"""Chromium and a real hub for the tests in this folder; both are started once and kept in one process."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response, sync_playwright

from tests.prepared import shared_folder

from .chromium import CHROMIUM_FLAGS, CHROMIUM_NAMES, sign_in
from .examiner import Examiner, Scene
from .hub import PASSWORD, Hub, Mailbox, served_hub
from .keyboard import Keyboard

HERE = Path(__file__).parent


def is_mine(item: pytest.Item) -> bool:
    """Whether a test lies in this folder."""
    return HERE in item.path.parents


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests come first and together, so that one hub is started and held no longer than needed."""
    for item in filter(is_mine, items):
        item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: not is_mine(item))


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """The system's Chromium; without one the test is skipped, or fails under REQUIRE_BROWSER=1."""
    program = next((found for name in CHROMIUM_NAMES if (found := shutil.which(name))), None)
    if program is None:
        if os.environ.get("REQUIRE_BROWSER", "") not in {"", "0"}:
            pytest.fail("REQUIRE_BROWSER is set and no Chromium was found: install the package `chromium`")
        pytest.skip("no Chromium was found: install the package `chromium`")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hub]:
    """The served sample hub, shared by all tests here: leave it as you found it, or make objects of your own."""
    with served_hub(tmp_path_factory.mktemp("hub"), shared=shared_folder(tmp_path_factory)) as served:
        yield served


@pytest.fixture
def mailbox(hub: Hub) -> Mailbox:
    """The mail the hub sent."""
    return hub.mailbox


@dataclass
class Pages:
    """Opens pages, each in a browser profile of its own, and gathers what no page of the hub may do."""

    chromium: Browser
    hub: Hub
    faults: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    def visitor(self, *, javascript: bool = True, **options: object) -> Page:
        """A page of somebody who is not signed in."""
        context = self.chromium.new_context(
            base_url=self.hub.url(""), java_script_enabled=javascript, locale="en-US", **options
        )
        context.set_default_timeout(30_000)
        self.contexts.append(context)
        return self.watch(context.new_page())

    def watch(self, page: Page) -> Page:
        """Gather what `page` does from now on."""
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.faults.append(f"script error: {error}"))
        page.on("request", self._on_request)
        page.on("response", self._on_response)
        return page

    def member(self, email: str, *, password: str = PASSWORD, javascript: bool = True, **options: object) -> Page:
        """A page of a member, signed in through the real form."""
        page = self.visitor(javascript=javascript, **options)
        sign_in(page, email, password)
        return page

    def close(self) -> None:
        """Close every profile."""
        for context in self.contexts:
            context.close()

    def _on_console(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            self.faults.append(f"content policy: {message.text}")

    def _on_request(self, request: Request) -> None:
        if not request.url.startswith((self.hub.url(""), "data:", "blob:", "about:")):
            self.faults.append(f"request to a third party: {request.url}")

    def _on_response(self, response: Response) -> None:
        if response.status >= 500:
            self.faults.append(f"{response.status} at {response.url}")


@pytest.fixture
def pages(chromium: Browser, hub: Hub) -> Iterator[Pages]:
    """Pages of this test. At its end: no policy violation, script error, 5xx or third-party request on any of them."""
    opened = Pages(chromium, hub)
    yield opened
    opened.close()
    assert opened.faults == []


@pytest.fixture(scope="package")
def examiner(chromium: Browser, hub: Hub, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Examiner]:
    """Reports about page types, each made once in a run; and pages of any role, signed in without the form."""
    opened = Pages(chromium, hub)
    folder = shared_folder(tmp_path_factory) / "reports"
    folder.mkdir(exist_ok=True)
    yield Examiner(opened, Scene.of(hub), folder)
    opened.close()


@pytest.fixture
def page_for(pages: Pages) -> Callable[..., Page]:
    """`page_for("learner@hub.example", javascript=False)` is a page of that member; `page_for(None)` a visitor's."""

    def build(email: str | None = None, **options: object) -> Page:
        return pages.visitor(**options) if email is None else pages.member(email, **options)

    return build


@pytest.fixture(params=[True, False], ids=["javascript", "no javascript"])
def javascript(request: pytest.FixtureRequest) -> bool:
    """Runs a test twice: `page_for(email, javascript=javascript)`."""
    return request.param


@pytest.fixture
def keys_of(examiner: Examiner) -> Iterator[Callable[..., tuple[Keyboard, Page]]]:
    """`keys_of(role)` is the keyboard of that person, signed in; at the end, no fault on any page they came to."""
    del examiner.pages.faults[:]
    opened: list[Page] = []

    def build(role: str, address: str, **options: object) -> tuple[Keyboard, Page]:
        page = examiner.page_of(role, fresh=True, **options)
        opened.append(page)
        page.goto(examiner.scene.address(address))
        return Keyboard(page), page

    yield build
    for page in opened:
        page.context.close()
    assert examiner.pages.faults == []
