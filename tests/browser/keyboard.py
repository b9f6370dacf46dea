"""Uses a page with the keyboard alone."""

from __future__ import annotations

import re

from playwright.sync_api import Page

MOST_STOPS = 300
# What a screen reader would call the focused element, nearly: its label, its own words, its value.
FOCUSED = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return "";
  const words = element.ariaLabel || element.labels?.[0]?.textContent || element.textContent || element.value || "";
  return words.trim().replace(/\\s+/g, " ");
}"""


class Keyboard:
    """The keys of one person in front of `page`: nothing here points or clicks."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def focused(self) -> str:
        """The name of what has the focus; “” when nothing has."""
        return self.page.evaluate(FOCUSED)

    def to(self, name: str) -> None:
        """Press Tab until the focus is on what is called `name` (the beginning, or a regular expression)."""
        passed = []
        for _stop in range(MOST_STOPS):
            self.page.keyboard.press("Tab")
            passed.append(self.focused())
            # A part that the address names after “#” takes the focus when the page is there, maybe after the first Tab.
            if re.match(name, passed[-1]) and self.page.evaluate("document.activeElement.tabIndex >= 0"):
                return
        raise AssertionError(f"Tab never comes to {name!r} at {self.page.url}; it passed {sorted(set(passed))}")

    def follow(self, name: str) -> None:
        """Go to a link or button and press Enter; wait for the page it leads to."""
        self.to(name)
        self.enter()

    def enter(self) -> None:
        """Press Enter and wait for the page it leads to."""
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def type(self, name: str, words: str) -> None:
        """Go to a field and type; in a list of choices, typing chooses."""
        self.to(name)
        self.page.keyboard.type(words)

    def skip_to_main(self) -> None:
        """Take the skip link, which is the first stop of every page."""
        self.page.keyboard.press("Tab")
        assert self.focused() == "Skip to main content"
        self.page.keyboard.press("Enter")
        assert self.page.evaluate("document.activeElement.id") == "main"
