"""The built docs ask nobody else for anything: no font, script, style, picture or frame from another host.

`python -m tests.guards.site docs/_build/site` looks through a built site. Links that a reader follows are no request.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

LOADS = {"src", "srcset", "data", "poster", "background", "action", "formaction"}
_ELSEWHERE = re.compile(r"^\s*(?:https?:|wss?:)?//", re.IGNORECASE)
_FETCHED_BY_STYLE = re.compile(r"(?:url\(\s*|@import\s+)[\"']?((?:https?:)?//[^\"')\s]+)", re.IGNORECASE)
_FETCHED_BY_SCRIPT = re.compile(
    r"(?:fetch|import|importScripts|sendBeacon|WebSocket|EventSource|\.open)\s*\(\s*(?:[\"']\w+[\"']\s*,\s*)?"
    r"[\"'`]((?:https?:|wss?:)?//[^\"'`]+)",
)


class _Loads(HTMLParser):
    """Gathers what a page loads from another host."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one element; the `href` of a link in the head is a request, but for the page's own address."""
        given = {name: value or "" for name, value in attrs}
        names = LOADS | ({"href"} if tag in {"link", "image", "use"} and given.get("rel") != "canonical" else set())
        self.found += [given[name] for name in sorted(names & set(given)) if _ELSEWHERE.match(given[name])]
        self.found += _FETCHED_BY_STYLE.findall(given.get("style", ""))


def faults(site: Path) -> Iterator[str]:
    """One line for each request to another host."""
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if path.suffix == ".html":
            page = _Loads()
            text = path.read_text(encoding="utf-8")
            page.feed(text)
            found = page.found + [
                address
                for block in re.findall(r"<style[^>]*>(.*?)</style>", text, re.DOTALL)
                for address in _FETCHED_BY_STYLE.findall(block)
            ]
        elif path.suffix == ".css":
            found = _FETCHED_BY_STYLE.findall(path.read_text(encoding="utf-8"))
        elif path.suffix in {".js", ".mjs"}:
            found = _FETCHED_BY_SCRIPT.findall(path.read_text(encoding="utf-8"))
        else:
            continue
        for address in found:
            yield f"{name}: asks {address}"


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    count = len(list(folder.rglob("*.html")))
    if not count:
        sys.exit(f"{folder} holds no page: build the site first")
    asked = list(faults(folder))
    print("\n".join(asked) or f"    {count} pages ask nobody else")
    sys.exit(bool(asked))
