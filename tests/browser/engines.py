"""The two accessibility engines and our own checks, each a script of checks/ that runs in a page and lists faults."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

HERE = Path(__file__).parent
MODULES = HERE.parent / "node_modules"
AXE = MODULES / "axe-core" / "axe.min.js"
IBM = MODULES / "accessibility-checker-engine" / "ace.js"
MODES: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light", "forced_colors": "none"},
    "dark": {"color_scheme": "dark", "forced_colors": "none"},
    "forced colours": {"color_scheme": "dark", "forced_colors": "active"},
}
MOST_TABS, TABS_AT_ONCE = 600, 15


@cache
def _script(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def run(page: Page, name: str, argument: Any = None) -> Any:
    """What the script `checks/<name>.js` gives for this page."""
    return page.evaluate(_script(HERE / "checks" / f"{name}.js"), argument)


def bring_engines(page: Page) -> None:
    """Put both engines into the page; the page's content policy does not hold for the test's own scripts.

    Without npm there are none: the test is skipped, or fails under REQUIRE_BROWSER=1.
    """
    if not (AXE.exists() and IBM.exists()):
        missing = "the accessibility engines are not there: `make install-dev` with npm"
        pytest.skip(missing) if os.environ.get("REQUIRE_BROWSER", "") in {"", "0"} else pytest.fail(missing)
    page.evaluate(f"{_script(AXE)};undefined")
    page.evaluate(f"{_script(IBM)};globalThis.ace = ace;undefined")


def show(page: Page, mode: str) -> None:
    """Show the page in a colour mode; with reduced motion, so that no colour is measured on its way to another."""
    page.emulate_media(reduced_motion="reduce", **MODES[mode])


def axe_faults(page: Page, *, colour_only: bool = False) -> list[str]:
    """What axe-core says is wrong, in the mode the page is shown in."""
    return run(page, "axe", colour_only)


@dataclass(frozen=True)
class Finding:
    """One thing IBM Equal Access reports."""

    rule: str
    level: str
    message: str
    place: str
    snippet: str

    def __str__(self) -> str:
        return f"{self.rule} ({self.level}): {self.message} at {self.snippet[:160]}"


def ibm_findings(page: Page, *, colour_only: bool = False) -> list[Finding]:
    """What IBM Equal Access reports, in the mode the page is shown in."""
    return [Finding(**found) for found in run(page, "ibm", colour_only)]


def focus_faults(page: Page) -> list[str]:
    """Walk through the page with the Tab key held down, from its top until the focus comes round."""
    run(page, "focus")
    try:
        for _turn in range(0, MOST_TABS, TABS_AT_ONCE):
            for _press in range(TABS_AT_ONCE):
                page.keyboard.down("Tab")
            if page.evaluate("hubWalk.isOver"):
                return page.evaluate("hubWalk.end()")
    finally:
        page.keyboard.up("Tab")
    return [f"the focus does not come round in {MOST_TABS} presses of Tab"]


def focus_faults_again(page: Page) -> list[str]:
    """Look at each stop of the walk before once more, in the colours of now.

    The order of stops and what can be reached is the same where only colours changed, so nothing is pressed.
    """
    return page.evaluate("hubWalk.again()")


@dataclass(frozen=True)
class Entry:
    """A finding that was looked at and is none: which rule, on which page types, and why."""

    rule: str
    reason: str
    pages: tuple[str, ...] = ("*",)
    about: str = ""

    def explains(self, page_type: str, finding: Finding) -> bool:
        """Whether this entry is about that finding."""
        return (
            finding.rule == self.rule
            and any(fnmatch(page_type, pattern) for pattern in self.pages)
            and self.about in f"{finding.message} {finding.snippet}"
        )


@dataclass
class Baseline:
    """The reviewed findings of IBM Equal Access; remembers which entries were needed."""

    entries: list[Entry]
    needed: set[Entry] = field(default_factory=set)

    @classmethod
    def read(cls, path: Path = HERE / "ibm_baseline.toml") -> Baseline:
        """The entries of a file; raises ValueError for one without a reason."""
        entries = []
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["entries"]:
            if len(row.get("reason", "").split()) < 5:
                raise ValueError(f"the entry for {row['rule']} needs a reason: a sentence")
            entries.append(Entry(**row | {"pages": tuple(row.get("pages", ["*"]))}))
        return cls(entries)

    def unexplained(self, page_type: str, findings: Iterable[Finding]) -> list[str]:
        """The findings no entry is about."""
        left = []
        for finding in findings:
            about = [entry for entry in self.entries if entry.explains(page_type, finding)]
            self.needed.update(about)
            if not about:
                left.append(str(finding))
        return left

    @property
    def stale(self) -> list[str]:
        """Entries that explained nothing so far."""
        return [f"{entry.rule} {entry.about}".strip() for entry in self.entries if entry not in self.needed]
