"""What a lesson looks like to a reader: finished HTML and the contents of the page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from community.safety.headings import anchor_headings
from community.safety.html import stored

from .notebooks import Heading

DEEPEST = 3  # headings below that stay out of “On this page”


@dataclass(frozen=True)
class Reading:
    """A lesson's text, ready to serve, and where its headings are."""

    html: SafeString
    contents: list[Heading] = field(default_factory=list)


@dataclass(frozen=True)
class OpenLesson:
    """A lesson's page and text, as learners read it; `extras` is what the template of its kind shows besides."""

    page: Any
    reading: Reading
    extras: dict[str, Any] = field(default_factory=dict)


def article_reading(body: Any) -> Reading:
    """An article's StreamField, with an anchor on each heading of its text blocks."""
    parts: list[SafeString] = []
    contents: list[Heading] = []
    for block in body:
        html = block.render()
        if block.block_type == "text":
            html, found = anchor_headings(html, taken={heading.anchor for heading in contents})
            contents += [Heading(heading.level, heading.text, heading.anchor) for heading in found]
        parts.append(html)
    return Reading(format_html_join("", "{}", ((part,) for part in parts)), contents)


def notebook_reading(version: Any) -> Reading:
    """A converted notebook, as it was stored."""
    contents = [Heading(**heading) for heading in version.contents]
    return Reading(stored(version.html), [heading for heading in contents if heading.level <= DEEPEST])
