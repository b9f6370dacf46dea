"""Opens each page type once and looks at it with everything there is; the tests read the reports."""

from __future__ import annotations

import gzip
import json
import pickle
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page, Response

from tests.crowd import only_crowd

from .engines import (
    MODES,
    Finding,
    axe_faults,
    bring_engines,
    focus_faults,
    focus_faults_again,
    ibm_findings,
    run,
    show,
)
from .page_types import PageType, Sent

DESK, PHONE = {"width": 1280, "height": 900}, {"width": 320, "height": 640}
FONT_ENDINGS = (".woff2", ".woff")


@dataclass(frozen=True)
class Scene:
    """What scene.py made: paths and answers by name, a session cookie per role."""

    paths: dict[str, str]
    sessions: dict[str, str]
    bodies: dict[str, str]

    @classmethod
    def of(cls, hub: Any) -> Scene:
        """Make the scene in `hub`."""
        program = "import json; from tests.browser.scene import build; print(json.dumps(build()))"
        return cls(**json.loads(hub.manage("shell", "--no-imports", "-c", program).splitlines()[-1]))

    def address(self, path: str) -> str:
        """`/my/` is itself; `busy_date/cancel/` is a page below a path of the scene."""
        if path.startswith("/") or path in self.bodies:
            return "/" + path.lstrip("/")
        name, _slash, rest = path.partition("/")
        return self.paths[name] + rest


@dataclass(frozen=True)
class Weight:
    """Bytes that a first visit loads: text gzipped, fonts as they are."""

    html: int = 0
    css: int = 0
    javascript: int = 0
    fonts: int = 0

    @property
    def text(self) -> int:
        """HTML, CSS and JavaScript."""
        return self.html + self.css + self.javascript


@dataclass
class Report:
    """What was found on one page type: faults by check, IBM's findings by colour mode, its weight."""

    faults: dict[str, list[str]] = field(default_factory=dict)
    findings: dict[str, list[Finding]] = field(default_factory=dict)
    weight: Weight = field(default_factory=Weight)

    def note(self, check: str, faults: list[str]) -> None:
        """Keep what a check found, if it found something."""
        if faults:
            self.faults[check] = list(faults)


@dataclass
class Examiner:
    """Keeps one browser profile per role; reports lie in `folder`, where every process of the run finds them."""

    pages: Any
    scene: Scene
    folder: Path
    profiles: dict[str, BrowserContext] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)

    def report(self, page_type: PageType) -> Report:
        """The report of a page type, made by who asks for it first; the others wait."""
        kept = self.folder / f"{page_type.name}.report"
        with only_crowd(kept.with_suffix(".lock")):
            if not kept.exists():
                kept.write_bytes(pickle.dumps(self._examine(page_type)))
        return pickle.loads(kept.read_bytes())

    def open(self, page_type: PageType) -> tuple[Page, Response]:
        """A new page that shows `page_type`, and the answer it came with."""
        page = self.page_of(page_type.role, fresh=page_type.sent is not None)
        address = self.scene.address(page_type.path)
        if page_type.path in self.scene.bodies:
            body = self.scene.bodies[page_type.path]
            page.route(
                f"**{address}",
                lambda route: route.fulfill(status=page_type.status, body=body, content_type="text/html"),
            )
        answer = page.goto(address)
        if page_type.sent is not None:
            answer = _send(page, page_type.sent)
        return page, answer

    def page_of(self, role: str, *, fresh: bool = False, **options: Any) -> Page:
        """A page of somebody; `fresh` in a profile of its own, with nothing left from pages before."""
        if fresh or role not in self.profiles:
            page = self.pages.visitor(viewport=DESK, **options)
            if role in self.scene.sessions:
                cookie = {"name": "sessionid", "value": self.scene.sessions[role], "url": self.pages.hub.url()}
                page.context.add_cookies([cookie])
            if not fresh:
                self.profiles[role] = page.context
            return page
        return self.pages.watch(self.profiles[role].new_page())

    def _examine(self, page_type: PageType) -> Report:
        report = Report()
        del self.pages.faults[:]
        page, answer = self.open(page_type)
        if answer.status != page_type.status:
            report.note("status", [f"{answer.status} at {answer.url}, not {page_type.status}"])
        report.weight = self._weigh(page, answer)
        faults = [fault for fault in self.pages.faults if not fault.startswith(f"{page_type.status} at")]
        report.note("policy", faults)
        look_at(page, report)
        if page_type.sent is not None:
            page.context.close()
        page.close()
        del self.pages.faults[:]
        return report

    def _weigh(self, page: Page, answer: Response) -> Weight:
        urls = page.evaluate("performance.getEntriesByType('resource').map((entry) => entry.name)")
        bytes_of = {"css": 0, "javascript": 0, "fonts": 0}
        for url in sorted(set(urls)):
            path = urlsplit(url).path
            if kind := kind_of_file(path):
                self.sizes.setdefault(url, _size(page, url, kind))
                bytes_of[kind] += self.sizes[url]
        return Weight(html=len(gzip.compress(answer.body())), **bytes_of)


def look_at(page: Page, report: Report) -> None:
    """Run every check on a loaded page: engines in each colour mode, then our own at both widths."""
    shapes = look_with_engines(page, report)
    show(page, "light")
    report.note("focus, light", focus_faults(page))
    show(page, "dark")
    is_alike = shapes["light"] == shapes["dark"]
    report.note("focus, dark", focus_faults_again(page) if is_alike else focus_faults(page))
    report.note("motion", run(page, "motion"))
    for size in (DESK, PHONE):
        page.set_viewport_size(size)
        width = f"{size['width']} px"
        for check in ("reflow", "targets", "spacing"):
            report.note(f"{check}, {width}", run(page, check))
    run(page, "long_words")
    report.note(f"reflow of long words, {width}", run(page, "reflow"))


def look_with_engines(page: Page, report: Report) -> dict[str, str]:
    """Every rule in light; in the other modes the rules about colour, and every rule where more than colour changes.

    What is folded is opened before: its words and fields are looked at too. Returns the shape of the page in each mode.
    """
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    bring_engines(page)
    shapes: dict[str, str] = {}
    for mode in MODES:
        show(page, mode)
        shape = run(page, "shape")
        colour_only = shape in shapes.values()
        shapes[mode] = shape
        report.note(f"axe, {mode}", axe_faults(page, colour_only=colour_only))
        report.findings[mode] = ibm_findings(page, colour_only=colour_only)
    return shapes


def _send(page: Page, sent: Sent) -> Response:
    if sent.without_session:
        page.context.clear_cookies(name="sessionid")
    with page.expect_navigation() as navigation:
        run(page, "send", [sent.form, sent.fields, sent.button])
    return navigation.value


def kind_of_file(path: str) -> str:
    """Which part of a page's weight a file counts to, by its name; “” for pictures and the rest."""
    if path.endswith(FONT_ENDINGS):
        return "fonts"
    return {"css": "css", "js": "javascript", "mjs": "javascript"}.get(path.rpartition(".")[2], "")


def _size(page: Page, url: str, kind: str) -> int:
    body = page.request.get(url).body()
    return len(body) if kind == "fonts" else len(gzip.compress(body))
