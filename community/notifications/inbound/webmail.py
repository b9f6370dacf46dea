"""Letters in HTML: where programs mark what they quoted and signed, it is cut in the tree before it becomes text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bs4 import BeautifulSoup, NavigableString, Tag

from community.safety.html import Profile

from .attributions import CLIENT_QUOTE, is_forward_line
from .markdown import as_markdown, is_data_table

_MOST_CHARACTERS = 2_000_000
_MOST_MARKS = 20_000  # `<`; parsers take time that grows with the square of the depth
_MOST_DEPTH = 60  # markdownify calls itself for each level

_PAGE = Profile(
    tags=frozenset(
        "a article b blockquote br caption code dd del div dl dt em font h1 h2 h3 h4 h5 h6 hr i img kbd li ol p pre q "
        "s samp section span strike strong table tbody td tfoot th thead tr u ul".split()
    ),
    attributes={
        "*": {"class", "id"},
        "a": {"href"},
        "blockquote": {"type"},
        "div": {"name", "style"},
        "img": {"src"},
        "ol": {"start"},
        "span": {"style"},
        "td": {"colspan"},
        "th": {"colspan"},
    },
    schemes=frozenset({"http", "https", "mailto", "cid"}),
    link_rel=None,
    dropped_with_content=frozenset({"script", "style", "template", "title", "noscript"}),
)
_QUOTE_CLASSES = {"yahoo_quoted", "zmail_extra"}
_QUOTE_BLOCKS = {"gmail_quote", "protonmail_quote", "tutanota_quote"}
_QUOTE_IDS = ("yahoo_quoted", "OLK_SRC_BODY_SECTION", "mail-editor-reference-message-container")
_ANNOUNCEMENTS = {"gmail_attr", "moz-cite-prefix"}
_OUTLOOK_ID = "divRplyFwdMsg"
_OUTLOOK_RULE = re.compile(r"border-top:\s*solid #(?:e1e1e1|b5c4df)", re.IGNORECASE)
_SIGNATURE_CLASSES = {
    "gmail_signature",
    "gmail_signature_prefix",
    "k9mail-signature",
    "moz-signature",
    "protonmail_signature_block",
}
_SIGNATURE_IDS = {"Signature", "ms-outlook-mobile-signature", "ymail_android_signature", "ymail_ios_signature"}
_WORD_LINES = {"MsoNormal", "MsoListParagraph", "MsoPlainText"}
_LIST_MARK = re.compile(r"mso-list:\s*ignore", re.IGNORECASE)


class TooComplex(Exception):
    """Reading this page would take too long."""


@dataclass(frozen=True)
class Page:
    """What a page says besides what its program marked as quoted or signed.

    Quotes that may have been answered are still in `text`, with a line of CLIENT_QUOTE above each.
    """

    text: str
    has_table: bool
    has_signature: bool


def whole(html: str, picture_names: Mapping[str, str]) -> str:
    """All of a page as Markdown; raises TooComplex."""
    return as_markdown(_tree(html), picture_names)


def own_part(html: str, picture_names: Mapping[str, str], *, is_forward: bool) -> Page:
    """The page without its signature and without a quote at its end; raises TooComplex.

    In a letter that hands another one on nothing is a quote.
    """
    soup = _tree(html)
    signatures: list[Tag] = []
    if not is_forward and not any(is_forward_line(text) for text in soup.stripped_strings):
        quotes, signatures = _mark(soup)
        for tag in signatures if _is_answered(quotes) else [*quotes, *signatures]:
            tag.decompose()
    has_table = any(is_data_table(table) for table in soup.find_all("table") if not table.find_parent("blockquote"))
    return Page(as_markdown(soup, picture_names), has_table, bool(signatures))


def _tree(html: str) -> BeautifulSoup:
    if len(html) > _MOST_CHARACTERS or html.count("<") > _MOST_MARKS:
        raise TooComplex
    clean = _PAGE.clean(html)
    if clean.count("<") > _MOST_MARKS:  # open elements are closed and opened again around others
        raise TooComplex
    soup = BeautifulSoup(clean, "html.parser")
    _flatten(soup)
    for paragraph in soup.find_all("p", class_=True):
        if _WORD_LINES & _classes(paragraph):
            paragraph.name = "div"
    for mark in soup.find_all("span", style=_LIST_MARK):
        number = re.match(r"\s*(\d{1,3})[.)]", mark.get_text())
        mark.replace_with(NavigableString(f"{number[1]}. " if number else "- "))
    return soup


def _flatten(soup: BeautifulSoup) -> None:
    waiting: list[tuple[Tag, int]] = [(soup, 0)]
    while waiting:
        tag, depth = waiting.pop()
        if depth >= _MOST_DEPTH:
            tag.string = tag.get_text(" ")
            continue
        waiting += [(child, depth + 1) for child in tag.children if isinstance(child, Tag)]


def _mark(soup: BeautifulSoup) -> tuple[list[Tag], list[Tag]]:
    """Make each quote a blockquote that begins with CLIENT_QUOTE; return them and the signatures outside them."""
    quotes: list[Tag] = []
    signatures: list[Tag] = []
    waiting: list[Tag] = [soup]
    while waiting:
        tag = waiting.pop()
        if _is_quote(tag):
            tag.name = "blockquote"
            tag.insert(0, _announcement(soup))
            quotes.append(tag)
        elif _SIGNATURE_CLASSES & _classes(tag) or tag.get("id") in _SIGNATURE_IDS:
            signatures.append(tag)
        elif _ANNOUNCEMENTS & _classes(tag) and tag.get_text().rstrip().endswith((":", "：")):
            tag.clear()
        elif _is_outlook_head(tag):
            tag.insert_before(_announcement(soup))  # all that follows is quoted, without a mark
            break
        else:
            waiting += [child for child in reversed(tag.contents) if isinstance(child, Tag)]
    return quotes, signatures


def _is_quote(tag: Tag) -> bool:
    classes, name = _classes(tag), str(tag.get("id") or "")
    if tag.name == "blockquote" and (tag.get("type") == "cite" or classes & _QUOTE_BLOCKS):
        return True
    return bool(classes & _QUOTE_CLASSES) or name.startswith(_QUOTE_IDS) or tag.get("name") == "quote"


def _is_outlook_head(tag: Tag) -> bool:
    is_head = tag.get("id") == _OUTLOOK_ID or _OUTLOOK_RULE.search(str(tag.get("style") or ""))
    return bool(is_head) and ":" in tag.get_text()


def _classes(tag: Tag) -> set[str]:
    return set(tag.get("class") or ())


def _announcement(soup: BeautifulSoup) -> Tag:
    line = soup.new_tag("p")
    line.string = CLIENT_QUOTE
    return line


def _is_answered(quotes: list[Tag]) -> bool:
    """Whether words stand below the first of `quotes` that are in none; true also when there is none to cut."""
    if not quotes:
        return True
    marked = {id(tag) for tag in quotes}
    below = (text for text in quotes[0].next_elements if isinstance(text, NavigableString))
    said = (text for text in below if text.strip(" \t\r\n\xa0" + CLIENT_QUOTE))
    return any(all(id(parent) not in marked for parent in text.parents) for text in said)
