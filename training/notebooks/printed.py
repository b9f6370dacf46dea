"""Text that code printed: control characters taken out, the last state of what was overwritten, long text folded."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from nbconvert.filters import ansi2html, strip_ansi

from training.notebooks import limits

_COLORS = re.compile(r"\x1b\[[0-9;]*m")
_SEQUENCES = re.compile(
    r"\x1b\][^\x07\x1b\n]{0,2000}(?:\x07|\x1b\\)?"  # titles and links of terminals
    r"|\x1b\[[0-9;?]*(?!m)[@-~]"  # the cursor moves, lines are wiped
    r"|\x1b(?!\[)[@-Z\\^_=>78]?"
)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f]")
_DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")  # they make code read otherwise than it runs


def readable(text: str) -> str:
    """Return what a terminal would show at the end: no cursor moves, no text that was wiped or overwritten."""
    text = _SEQUENCES.sub("", text.replace("\r\n", "\n"))
    if "\r" in text:
        text = "\n".join(_last_state(line) for line in text.split("\n"))
    if "\b" in text:
        text = _without_wiped(text)
    return with_directions_shown(_CONTROLS.sub("", text))


def with_directions_shown(text: str) -> str:
    """Return `text` with the characters that turn its direction written out: nobody sees them otherwise."""
    return _DIRECTIONS.sub(lambda found: f"[U+{ord(found.group()):04X}]", text)


def has_directions(text: str) -> bool:
    """Say whether `text` holds characters that turn its direction."""
    return bool(_DIRECTIONS.search(text))


def _last_state(line: str) -> str:
    states = [state for state in line.split("\r") if state.strip()]
    return states[-1] if states else ""


def _without_wiped(text: str) -> str:
    kept: list[str] = []
    for character in text:
        if character != "\b":
            kept.append(character)
        elif kept and kept[-1] != "\n":
            kept.pop()
    return "".join(kept)


def fold(text: str, kind: str, aside: Callable[[str, str], str]) -> str:
    """Return the HTML of printed text: all of it, or its beginning and the rest to unfold; of an error the end shows.

    `aside` takes HTML and its plain words and returns what marks their place.
    """
    lines = text.split("\n")
    if len(lines) <= limits.WHOLE_LINES and len(text) <= limits.WHOLE_TEXT:
        return _pre(text, kind, aside)
    is_error = kind == "hub-error"
    first, rest = _cut(text, from_end=is_error)
    count = sum(1 for line in lines if line.strip())
    named = f"Show all {count:,} lines" if count > 1 else f"Show all {len(text):,} characters"
    folded = f'<details class="hub-details hub-more"><summary>{named}</summary>{{}}</details>'
    if is_error:
        return folded.format(_pre(first, kind, aside)) + _pre(_open_colors(first) + rest, kind, aside)
    return _pre(first, kind, aside) + folded.format(_pre(_open_colors(first) + rest, kind, aside))


def _pre(text: str, kind: str, aside: Callable[[str, str], str]) -> str:
    return f'<pre class="{escape(kind)}">{aside(str(ansi2html(text)), strip_ansi(text))}</pre>'


def _cut(text: str, *, from_end: bool) -> tuple[str, str]:
    """Split `text` in two near a line's end; the part that shows is bounded in lines and in characters."""
    lines = text.split("\n")
    shown = lines[-limits.SHOWN_LINES :] if from_end else lines[: limits.SHOWN_LINES]
    while len(shown) > 1 and sum(map(len, shown)) > limits.SHOWN_TEXT:
        shown = shown[len(shown) // 2 :] if from_end else shown[: len(shown) // 2]
    size = min(len("\n".join(shown)), limits.SHOWN_TEXT)
    place = len(text) - size if from_end else size
    for color in _COLORS.finditer(text, max(place - 20, 0), min(place + 20, len(text))):  # never inside a sequence
        if color.start() < place < color.end():
            place = color.end()
    return text[:place].removesuffix("\n"), text[place:].removeprefix("\n")


def _open_colors(text: str) -> str:
    """Return the colours that are still on at the end of `text`."""
    on: list[str] = []
    for color in _COLORS.findall(text):
        on = [] if color in {"\x1b[0m", "\x1b[m"} else [*on[-8:], color]
    return "".join(on)
