"""From what a member typed to what is stored and shown: Markdown, then the one sanitizer, in bounded time."""

from __future__ import annotations

import logging
import re
import uuid
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.safety.html import clean_post

from . import clock
from .limits import LONGEST, SIGNS, TooMuch
from .markup import PostMarkdown

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

_PATIENCE = 0.35  # seconds, should the limits not hold; what is left of half a second is for the sanitizer
_UNREADABLE = gettext_lazy(
    "This text can't be shown as Markdown. Put it between two lines of ```, or take out its unusual parts."
)
_SHOWN = re.compile(r"<hr|<img|>\s*[^<\s]")
_BOX = re.compile(r"<input [^>]*>")  # in a post only ours
_PICTURE = re.compile(r'<img (?:[^<>"]*"[^"]*")*?[^<>"]*alt="([^"]*)"[^>]*>')  # likewise; no alt of ours holds < or >
_log = logging.getLogger("hub.forum")


@dataclass(frozen=True)
class PostText:
    """A text and the HTML it became. `refusal`: why it could not be rendered, for a person; it is shown as typed.

    `mentioned` are the members it names outside quotes, by primary key; `pictures` the tokens of pictures put here.
    `lacks_alt`: one of these stands there without words for those who do not see it.
    """

    source: str
    html: SafeString
    refusal: str = ""
    mentioned: tuple[int, ...] = ()
    pictures: tuple[uuid.UUID, ...] = ()
    lacks_alt: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether it is shown as typed."""
        return bool(self.refusal)

    @property
    def is_empty(self) -> bool:
        """Whether nothing of it shows: an address for a link, or a footnote, that nothing leads to."""
        return not _SHOWN.search(self.html)


def compose(source: str, *, key: uuid.UUID | None = None) -> PostText:
    """Render `source`; never raises, never takes longer than about half a second.

    What passes a limit or breaks a parser is shown as typed, and `refusal` says why. `key` keeps the anchors of
    footnotes apart on a page of many posts; without one they have names that nobody used before.
    """
    source = source.replace("\x00", "\N{REPLACEMENT CHARACTER}").replace("\r\n", "\n").strip("\n")
    if len(source) > LONGEST:
        return _as_typed(source, too_long(len(source)))
    key = key or uuid.uuid4()
    try:
        with clock.at_most(_PATIENCE):
            html, found = _markdown().render_post(source + "\n", key=key.hex[:8])
    except TooMuch as refusal:
        return _as_typed(source, refusal.sentence)
    except clock.OutOfTime:
        _log.warning("A post of %d characters passed the limits and took too long", len(source))
        return _as_typed(source, str(SIGNS))
    except Exception:  # noqa: BLE001  a parser's fault must not lose what somebody wrote
        _log.exception("A post of %d characters broke the renderer", len(source))
        return _as_typed(source, str(_UNREADABLE))
    return PostText(
        source,
        clean_post(html, has_pictures=bool(found.pictures)),
        mentioned=tuple(found.mentioned),
        pictures=tuple(found.pictures),
        lacks_alt=found.lacks_alt,
    )


def without_boxes(html: str) -> str:
    """`html` of a post for a mail: `[x]` and `[ ]` for the boxes of its task lists, words for its pictures."""
    in_words = _PICTURE.sub(lambda picture: f"[{escape(_('Picture: '))}{picture[1]}]", html)
    return _BOX.sub(lambda box: "[x]" if " checked" in box[0] else "[ ]", in_words)


def too_long(length: int) -> str:
    """Say how much longer than it may be a text is."""
    return _("Your text has %(count)s characters; %(most)s is the most. Shorten it, or reply in two parts.") % {
        "count": f"{length:,}",
        "most": f"{LONGEST:,}",
    }


@cache
def _markdown() -> PostMarkdown:
    """Made and used once: no post pays with its own time for what is compiled at the first use."""
    markdown = PostMarkdown()
    markdown.render_post("www.hub.example `code`\n\n| a |\n|---|\n| b |", key="first")
    return markdown


def _as_typed(source: str, refusal: str) -> PostText:
    return PostText(source, clean_post(f'<p class="hub-as-typed">{escape(source)}</p>'), refusal)
