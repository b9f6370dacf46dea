"""Anchors on the headings of HTML that is safe already."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.text import slugify

_HEADING = re.compile(r"<h([23])([^>]*)>(.*?)</h\1>", re.DOTALL)
_ID = re.compile(r"""\sid=("[^"]*"|'[^']*')""")


@dataclass(frozen=True)
class Anchored:
    """One heading: its level, its words (not escaped) and the id it got."""

    level: int
    text: str
    anchor: str


def anchor_headings(html: SafeString, *, taken: set[str]) -> tuple[SafeString, list[Anchored]]:
    """Give each h2 and h3 of `html` an id that is not among `taken`, and add it there.

    Only ids made by slugify are added, so what was safe stays safe. Raises TypeError for HTML that nothing made safe.
    """
    if not isinstance(html, SafeString):
        raise TypeError("Only HTML that is safe already gets anchors.")
    found: list[Anchored] = []

    def anchored(match: re.Match[str]) -> str:
        level, attributes, inner = match.groups()
        text = unescape(strip_tags(inner)).strip()  # a template escapes it again
        wanted = anchor = f"part-{slugify(text) or 'heading'}"
        number = 1
        while anchor in taken:
            number += 1
            anchor = f"{wanted}-{number}"
        taken.add(anchor)
        found.append(Anchored(int(level), text, anchor))
        return f'<h{level} id="{anchor}"{_ID.sub("", attributes)}>{inner}</h{level}>'

    return SafeString(_HEADING.sub(anchored, html)), found
