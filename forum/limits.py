"""How much one text may ask of Markdown: counted, not timed (docs/adr/0029)."""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.footnote.index import footnote_ref

from . import clock

LONGEST = 32_000  # characters typed
LONGEST_HTML = 400_000
DEEPEST = 40  # elements inside each other; a list in a list counts two
MOST_MARKERS = 4_000  # stars, underscores and tildes in one paragraph
MOST_PARTS = 36_000  # openings, contents and closings of blocks: 11,000 table cells, 7,000 list items
MOST_STEPS = 400_000  # a full post of ordinary words takes 20,000
_SIGN, _SKIP, _BLOCK = 8, 1, 6  # steps for a sign tried, a sign passed over again, a line tried
_ASK = 800  # steps: about half a millisecond
_NOTE = re.compile(r"\[\^[^\]\s]{1,999}\]")

LEVELS = _(
    "This text can't be shown as it is: more than %(most)s levels of quotes, lists or emphasis lie inside each other. "
    "Take some levels out, or put that part between two lines of ```."
)
MARKERS = _(
    "This text can't be shown as it is: one paragraph has more than %(most)s stars, underscores or tildes. Split it, "
    "or put that part between two lines of ```."
)
PARTS = _(
    "This text can't be shown as it is: it has too many table cells, list items or short paragraphs. Leave some out, "
    "or put that part between two lines of ```."
)
SIGNS = _(
    "This text can't be shown as it is: it has too many brackets and other signs that Markdown reads. Leave some out, "
    "or put that part between two lines of ```."
)
GROWN = _(
    "This text can't be shown as it is: its links, footnotes or table cells make it too long a page. Leave some out, "
    "or post it in two parts."
)


class TooMuch(Exception):
    """A text asks more than one of the limits here gives; never leaves the forum's renderer."""

    def __init__(self, sentence: str | Promise, most: int = 0) -> None:
        super().__init__()
        self.sentence = str(sentence) % {"most": f"{most:,}"}


class Work:
    """What is left for one text; now and then the clock is asked too."""

    def __init__(self) -> None:
        self._left = self._ask_at = MOST_STEPS

    def take(self, steps: int) -> None:
        self._left -= steps
        if self._left < 0:
            raise TooMuch(SIGNS)
        if self._left <= self._ask_at:
            self._ask_at = self._left - _ASK
            clock.check()


class CountedInline(ParserInline):
    """Signs in a paragraph; whoever passes over the same ones again pays for it."""

    def skipToken(self, state: StateInline) -> None:  # noqa: N802
        _work(state.env).take(_SKIP)
        super().skipToken(state)


def limit(markdown: MarkdownIt) -> None:
    """Add the limits to a parser whose `inline` is a CountedInline; called after all its rules are there."""
    before = ["paragraph", "reference", "blockquote", "list"]
    markdown.block.ruler.before("table", "limits", _limit_blocks, {"alt": before})
    markdown.core.ruler.after("block", "parts", _limit_parts)
    markdown.inline.ruler.before("text", "limits", _limit_signs)
    markdown.inline.ruler.at("footnote_ref", _limited_note)
    markdown.inline.ruler2.before("balance_pairs", "markers", _limit_markers)
    markdown.core.ruler.push("depth", _limit_depth)


def _work(env: MutableMapping[str, Any]) -> Work:
    work: Work = env["work"]
    return work


def _limit_signs(state: StateInline, silent: bool) -> bool:
    _work(state.env).take(_SIGN)
    if len(state.delimiters) > MOST_MARKERS:
        raise TooMuch(MARKERS, MOST_MARKERS)
    if not silent and len(state.pending) > 500 and state.pending[-1] in " \n:/":
        state.pushPending()  # rules look back in it; what is an address or a word stays in one piece
    return False


def _limit_blocks(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    _work(state.env).take(_BLOCK)
    if state.level >= DEEPEST - 2:
        raise TooMuch(LEVELS, DEEPEST)  # markdown-it would drop what lies deeper without a word
    _limit_parts(state)
    return False


def _limit_parts(state: StateBlock | StateCore) -> None:
    if len(state.tokens) > MOST_PARTS:
        raise TooMuch(PARTS)


def _limited_note(state: StateInline, silent: bool) -> bool:
    """The plug-in's rule looks for the end of a name through the whole text, once for each `[^`; ours not so far."""
    return bool(_NOTE.match(state.src, state.pos)) and footnote_ref(state, silent)


def _limit_markers(state: StateInline) -> None:
    """Also those inside links, which have lists of their own."""
    lists = [meta["delimiters"] for meta in state.tokens_meta if meta and "delimiters" in meta]
    if sum(map(len, [state.delimiters, *lists])) > MOST_MARKERS:
        raise TooMuch(MARKERS, MOST_MARKERS)
    clock.check()


def _limit_depth(state: StateCore) -> None:
    depth = 0
    for token in state.tokens:
        depth += token.nesting
        inner = depth
        for child in token.children or ():
            inner += child.nesting
            if inner > DEEPEST:
                raise TooMuch(LEVELS, DEEPEST)
