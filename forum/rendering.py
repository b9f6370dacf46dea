"""From what a member typed to what is stored and shown: Markdown, then the one sanitizer, in bounded time."""

from __future__ import annotations

import logging
import uuid
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import TYPE_CHECKING

from community.safety.html import clean_post

from . import clock
from .markup import PostMarkdown, TooDeep

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

LONGEST = 32_000
_LONGEST_HTML = 400_000
_PATIENCE = 0.25  # seconds; what is left of half a second is for the sanitizer
_log = logging.getLogger("hub.forum")


@dataclass(frozen=True)
class PostText:
    """A text and the HTML it became. `is_plain`: it could not be rendered and is shown as typed."""

    source: str
    html: SafeString
    is_plain: bool = False


def compose(source: str, *, key: uuid.UUID | None = None) -> PostText:
    """Render `source`; never raises, never takes longer than about half a second.

    What is too long, too deep, too slow or breaks a parser is shown as typed. `key` keeps the anchors of footnotes
    apart on a page of many posts; without one they are named by the text itself.
    """
    source = source.replace("\x00", "\N{REPLACEMENT CHARACTER}").replace("\r\n", "\n").strip("\n")
    if len(source) > LONGEST:
        return _as_typed(source)
    key = key or uuid.uuid5(uuid.NAMESPACE_OID, source)
    markdown = _markdown()
    try:
        with clock.at_most(_PATIENCE):
            html = markdown.render(source, {"key": key.hex[:8]})
    except (clock.OutOfTime, TooDeep, RecursionError):
        return _as_typed(source)
    except Exception:  # noqa: BLE001  a parser's fault must not lose what somebody wrote
        _log.exception("A post of %d characters broke the renderer", len(source))
        return _as_typed(source)
    if len(html) > _LONGEST_HTML:
        return _as_typed(source)
    return PostText(source, clean_post(html))


@cache
def _markdown() -> PostMarkdown:
    """Made and used once: no post pays with its own time for what is compiled at the first use."""
    markdown = PostMarkdown()
    markdown.render("www.hub.example `code`\n\n| a |\n|---|\n| b |", {"key": "first"})
    return markdown


def _as_typed(source: str) -> PostText:
    return PostText(source, clean_post(f'<p class="hub-as-typed">{escape(source)}</p>'), is_plain=True)
