"""HTML of letters as Markdown, through markdownify: what a person sees in the letter, and nothing that acts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, unquote

from bs4 import BeautifulSoup, NavigableString, Tag
from markdownify import ATX, MarkdownConverter

_LINK = re.compile(r"(?:https?://|mailto:)\S", re.IGNORECASE)
_BLOCKS = ["blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "ol", "p", "pre", "table", "ul"]
_SPACES = re.compile(r"[ \t\r\n\f\xa0]+")
_INVISIBLE = re.compile("[\u200b\u2060\ufeff\u00ad]")


def as_markdown(soup: BeautifulSoup, picture_names: Mapping[str, str]) -> str:
    """The Markdown of `soup`, whose tags are changed on the way.

    A picture of the letter's own becomes `[image: name]` with the name that `picture_names` has for its Content-ID;
    pictures from elsewhere go, as they tell their owner who reads. Links keep http, https and mailto only. What
    somebody typed as Markdown stays Markdown.
    """
    _name_pictures(soup, picture_names)
    _simplify_tables(soup)
    _number_items(soup)
    text: str = _Converter(**_OPTIONS).convert_soup(soup)
    return text


def is_data_table(table: Tag) -> bool:
    """Whether rows and columns mean something: programs also use tables to place things."""
    if table.find("table"):
        return False
    rows = [len(row.find_all(["td", "th"])) for row in table.find_all("tr")]
    return len(rows) > 1 and min(rows) > 1


def _name_pictures(soup: BeautifulSoup, names: Mapping[str, str]) -> None:
    for picture in soup.find_all("img"):
        source = str(picture.get("src") or "")
        name = names.get(unquote(source[4:])) or names.get(source[4:]) if source.lower().startswith("cid:") else None
        picture.replace_with(NavigableString(f"[image: {name}]" if name else ""))


def _simplify_tables(soup: BeautifulSoup) -> None:
    for part in soup.find_all(["thead", "tbody", "tfoot", "colgroup", "col"]):
        part.unwrap()
    for table in soup.find_all("table"):
        if not is_data_table(table):
            for cell in table.find_all(["td", "th", "tr", "caption"]):
                cell.name = "div"
            table.name = "div"


def _number_items(soup: BeautifulSoup) -> None:
    for numbered in soup.find_all("ol"):
        start = str(numbered.get("start") or "1")
        first = int(start) if start.isdecimal() and len(start) < 7 else 1
        for number, item in enumerate(numbered.find_all("li", recursive=False), first):
            item["value"] = str(number)


_OPTIONS = {
    "bullets": "-",
    "escape_asterisks": False,
    "escape_underscores": False,
    "heading_style": ATX,
    "table_infer_header": True,
}
_Stock: Any = MarkdownConverter  # its stub leaves out what its README says to override


class _Converter(_Stock):
    """markdownify, with lines where letters have lines."""

    def process_text(self, el: NavigableString, parent_tags: set[str] | None = None) -> str:
        if "pre" not in (parent_tags or ()):
            spaced = _INVISIBLE.sub("", _SPACES.sub(" ", str(el)))
            if spaced != el:
                replaced = NavigableString(spaced)
                el.replace_with(replaced)
                el = replaced
        text: str = super().process_text(el, parent_tags)
        return text

    def convert_div(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Divisions are lines, in all programs that write letters; an empty one with a break is an empty line."""
        if "_inline" in parent_tags:
            return f" {text.strip()} "
        shown = text.strip("\n")
        if not shown.strip():
            return "\n\n" if el.find("br") or el.get_text() else ""
        if el.find(_BLOCKS):
            return f"\n\n{shown}\n\n"
        return f"\n{shown.strip()}  \n"

    convert_article = convert_div
    convert_section = convert_div

    def convert_li(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        shown = (text or "").strip()
        if not shown:
            return "\n"
        mark = f"{el['value']}. " if el.get("value") else "- "
        return mark + shown.replace("\n", "\n" + " " * len(mark)) + "\n"

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        address = str(el.get("href") or "").strip()
        if not _LINK.match(address) or "[" in text or not text.strip():
            return text
        if text.strip() in (address, address.removeprefix("mailto:")):
            return text
        safe = quote(address, safe="/:?#@!$&'*+,;=%~")
        shown = " ".join(text.split())
        return f"{text[: len(text) - len(text.lstrip())]}[{shown}]({safe}){text[len(text.rstrip()) :]}"

    def convert_td(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        cell: str = super().convert_td(el, text.replace("|", "\\|"), parent_tags)
        return cell

    def convert_th(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        cell: str = super().convert_th(el, text.replace("|", "\\|"), parent_tags)
        return cell

    def convert_pre(self, el: Tag, text: str, parent_tags: set[str]) -> Any:
        return super().convert_pre(el, text.replace("```", "'''"), parent_tags)
