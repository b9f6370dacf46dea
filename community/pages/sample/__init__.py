"""The sample hub's pages: the home page's body, the story of the Open Data Program, and news."""

from __future__ import annotations

import tomllib
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from wagtail.models import Page

from community.pages.models import HomePage, StandardPage
from community.pages.services import found_home, found_sections

_HERE = Path(__file__).parent


def load_pages(now: datetime) -> str:
    """Make the sample pages; see sample_registry. What an editor changed since is left alone."""
    content = _read("pages")
    home = found_home()
    for section in found_sections(home=home):
        _fill(section, _read(section.slug), home, now)
    for data in content["pages"]:
        _settle(home, data, home, now)
    if not home.body:
        home.body = [_block(data, home) for data in content["home"]["body"]]
        home.save_revision().publish()
    return f"the home page and {StandardPage.objects.live().count()} standard pages"


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((_HERE / f"{name}.toml").read_text(encoding="utf-8"))


def _fill(section: StandardPage, content: dict[str, Any], home: HomePage, now: datetime) -> None:
    """The pages of a section, the oldest first; its own body when it has none."""
    for data in reversed(content["pages"]):
        _settle(section, data, home, now)
    body = content["section"].get("body", [])
    if body and not section.body:
        section.body = [_block(block, home) for block in body]
        section.save_revision().publish()


def _settle(parent: Page, data: dict[str, Any], home: HomePage, now: datetime) -> None:
    """Make one page below `parent`, unless there is one of that slug."""
    if StandardPage.objects.child_of(parent).filter(slug=data["slug"]).exists():
        return
    page = StandardPage(title=data["title"], slug=data["slug"], summary=data["summary"])
    page.show_in_menus = "days" not in data
    page.first_published_at = now - timedelta(days=data.get("days", 0))
    page.body = [_block(block, home) for block in data["body"]]
    parent.add_child(instance=page)
    page.save_revision().publish()


def _block(data: dict[str, Any], home: HomePage) -> tuple[str, Any]:
    """A StreamField value from the file's form; the `slug` of a card or a call becomes the page of that slug."""
    kind, value = data["type"], {key: value for key, value in data.items() if key != "type"}
    if kind == "text":
        return kind, value["value"].strip()
    if kind == "cards":
        value["cards"] = [_linked(card, home) for card in value["cards"]]
    return kind, _linked(value, home) if kind == "call" else value


def _linked(data: dict[str, Any], home: HomePage) -> dict[str, Any]:
    slug = data.get("slug")
    page = StandardPage.objects.child_of(home).get(slug=slug) if slug else None
    return {**{key: value for key, value in data.items() if key != "slug"}, "page": page}
