"""Follows the links of the hub as one person, within bounds: each kind of address a few times."""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import Error, Page

ADMINS = ("/cms/", "/django-admin/")
LINKS = "[...document.querySelectorAll('a[href]')].map((link) => link.href)"


def kind_of(url: str) -> str:
    """Which pattern answers the address, and which argument its query has, or that it has several; “” when none does.

    Six filters of one list would be 64 kinds otherwise.
    """
    parts = urlsplit(url)
    try:
        name = resolve(parts.path).view_name
    except Resolver404:
        return ""
    names = {word.partition("=")[0] for word in parts.query.split("&") if word}
    return f"{name}?{'several' if len(names) > 1 else ''.join(names)}"


def outside_the_admins(path: str) -> bool:
    """Whether a path belongs to the hub's own pages."""
    return not path.startswith((*ADMINS, "/documents/", "/media/"))


@dataclass
class Crawl:
    """One person's way through the hub. `each` is how often one kind of address is opened.

    Without queries, the filters and orders of a list are left out.
    """

    page: Page
    follows: Callable[[str], bool] = outside_the_admins
    with_queries: bool = True
    each: int = 2
    most: int = 400
    within_seconds: float = 240
    opened: list[str] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)

    def run(self, *starts: str) -> list[str]:
        """Open pages until no kind of address is left; raises AssertionError when the bounds are reached before."""
        until = time.monotonic() + self.within_seconds
        waiting = deque(starts)
        seen = set(starts)
        while waiting:
            address = waiting.popleft()
            kind = kind_of(address)
            if self.kinds[kind] >= self.each:
                continue
            self.kinds[kind] += 1
            assert len(self.opened) < self.most, f"more than {self.most} pages: {self.opened[-5:]}"
            assert time.monotonic() < until, f"more than {self.within_seconds} s for {len(self.opened)} pages"
            for link in self._links_of(address):
                if link not in seen:
                    seen.add(link)
                    waiting.append(link)
        return self.opened

    def _links_of(self, address: str) -> list[str]:
        """The addresses of ours that a page links to; none for a file."""
        try:
            answer = self.page.goto(address)
        except Error as error:
            if "Download is starting" in str(error) or "ERR_ABORTED" in str(error):
                return []
            raise
        self.opened.append(address)
        if answer is None or "html" not in (answer.header_value("content-type") or ""):
            return []
        return [path for link in self.page.evaluate(LINKS) if (path := self._ours(link))]

    def _ours(self, link: str) -> str:
        parts, here = urlsplit(link), urlsplit(self.page.url)
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        if parts.query and not self.with_queries:
            return ""
        is_ours = (parts.scheme, parts.netloc) == (here.scheme, here.netloc) and self.follows(parts.path)
        return path if is_ours else ""
