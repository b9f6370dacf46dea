"""What a person newly wrote: quotes and signatures cut away, never a line of the answer.

Whatever could be the person's own stays: `>` without a line of a program's above it, "On Monday Ana wrote:",
rules and tables. Where answers stand between quoted lines, these stay too, as Markdown quotes.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from . import attributions
from .attributions import Below
from .signatures import above_signature

_PREFIX = re.compile(r"(?:> ?)+")
_ANNOUNCED_BESIDE = re.compile(r"^([ \t]*On [^\n]{10,200}> wrote:)[ \t]{2,}(?=\S)", re.MULTILINE)  # Yahoo
_NEAR = 4  # lines
_FENCE = re.compile(r" {0,3}(?:(`{3,})[^`]*|(~{3,}).*)")
_LONGEST_CODE = 2_000  # lines
_BROKEN_FROM = 60  # characters
# What servers add below everything. It is kept, but makes no quote above it an answered one.
_FOOTER = re.compile(
    r"[*_ ]*(?:confidential|privileged|this (?:e-?mail|message|communication|electronic)\b|disclaimer|virus-free|"
    r"notice:|legal notice|aviso de confidencialidad|vertraulich|_{10,}|you received this message because|"
    r"to unsubscribe|external e-?mail|caution:)",
    re.IGNORECASE,
)


class Line(NamedTuple):
    """A line of the letter: how deep it is quoted, what it says without the marks, whether it is in fenced code."""

    depth: int
    text: str
    is_code: bool = False


def newly_written(text: str, *, subject: str = "") -> str:
    """`text` without what it quotes and without signatures, as Markdown; empty when nothing is left.

    A letter that is handed on is content: below its line, or in a letter whose `subject` says so, nothing is cut.
    """
    text = _ANNOUNCED_BESIDE.sub(r"\1\n", re.sub(r"\n(?:[ \t]*\n){3,}", "\n\n\n", text))
    lines = _rejoined(_lines(text.split("\n")))
    if all(line.depth or not line.text.strip() for line in lines):
        return ""
    forward = _forward_at(lines, attributions.is_forward_subject(subject))
    own = _own(lines[:forward])
    return _tidy(own + ([Line(0, "")] if own else []) + lines[forward:])


def _lines(raws: list[str]) -> list[Line]:
    lines: list[Line] = []
    while len(lines) < len(raws):
        place = len(lines)
        fence = _FENCE.fullmatch(raws[place])
        end = _code_end(raws, place, fence[1] or fence[2]) if fence else place
        if end > place:
            lines += [Line(0, raw, is_code=True) for raw in raws[place : end + 1]]
            continue
        match = _PREFIX.match(raws[place])
        lines.append(Line(match[0].count(">"), raws[place][match.end() :]) if match else Line(0, raws[place]))
    return lines


def _rejoined(lines: list[Line]) -> list[Line]:
    """With the mark on the ends of quoted lines that a program broke without one."""
    fixed = list(lines)
    for place in range(1, len(lines) - 1):
        above, line, below = fixed[place - 1], lines[place], lines[place + 1]
        is_between = above.depth and below.depth and not line.depth and not line.is_code
        if is_between and len(above.text) >= _BROKEN_FROM and above.text[-1].isalnum() and line.text[:1].islower():
            fixed[place] = Line(above.depth, line.text)
    return fixed


def _code_end(raws: list[str], start: int, fence: str) -> int:
    """Where the fenced block that begins at `start` ends; `start` itself when nothing closes it."""
    closing = re.compile(rf" {{0,3}}{re.escape(fence)}{re.escape(fence[0])}*[ \t]*")
    for place in range(start + 1, min(len(raws), start + _LONGEST_CODE)):
        if closing.fullmatch(raws[place]):
            return place
    return start


def _forward_at(lines: list[Line], says_so: bool) -> int:
    """Where the letter that is handed on begins; the end when there is none."""
    shown = _unquoted_texts(lines)
    for place, line in enumerate(lines):
        begins_quote = line.depth == 1 and (not place or not lines[place - 1].depth)  # Apple Mail marks it like a quote
        if line.is_code or (line.depth and not begins_quote):
            continue
        if attributions.is_forward_line(line.text):
            return place
        if not line.depth and _quote_at(lines, shown, place):
            return _above_separator(lines, place) if says_so else len(lines)
    return len(lines)


def _own(lines: list[Line]) -> list[Line]:
    """Cut the first quote that a program made, or keep it where somebody answered within it."""
    shown = _unquoted_texts(lines)
    start = _self_announced(lines)
    for place, line in enumerate(lines[:start]):
        if line.depth == 0 and not line.is_code and (found := _quote_at(lines, shown, place)):
            above, below = found
            before = _unsigned(lines[: _above_separator(lines, above)])
            return before + (_answers(lines[below:], has_before=_says(before)) if _is_quoted(lines, below) else [])
    before = _unsigned(lines[:start])
    return before + (_answers(lines[start:], has_before=_says(before)) if start < len(lines) else [])


def _quote_at(lines: list[Line], shown: list[str], place: int) -> tuple[int, int] | None:
    """Where a quote begins whose announcement ends at `place` (or begins there, for headers), and what is below."""
    text = lines[place].text
    if (start := _announced_from(shown, place, _below(lines, place + 1))) is not None:
        return start, place + 1
    if (end := attributions.header_block_end(shown, place)) is not None:
        return place, end + 1
    if attributions.is_original_line(text) and _is_quoted(lines, place + 1):
        return place, place + 1
    if attributions.is_reply_line(text) and (start := _announced_above(shown, place)) is not None:
        return start, place + 1
    return None


def _announced_from(shown: list[str], place: int, below: Below) -> int | None:
    last = shown[place].rstrip()[-1:]
    if not last or last not in ":：-*_道>" + attributions.CLIENT_QUOTE:
        return None
    return attributions.attribution_start(shown, place, below=below)


def _announced_above(shown: list[str], place: int) -> int | None:
    """Where the announcement of the hub's line at `place` begins, in whatever language; None when there is none."""
    above = place - 1
    while above >= 0 and place - above < _NEAR and not shown[above].strip():
        above -= 1
    if above < 0 or attributions.is_separator(shown[above]):
        return place
    return attributions.attribution_start(shown, above, below=Below.ONLY_QUOTES)


def _above_separator(lines: list[Line], start: int) -> int:
    """Where the rule or `-----Original Message-----` above a quote begins, when there is one."""
    place = start
    while place and not lines[place - 1].text.strip():
        place -= 1
    if place and lines[place - 1].depth == 0 and attributions.is_separator(lines[place - 1].text):
        return place - 1
    return start


def _is_quoted(lines: list[Line], place: int) -> bool:
    """Whether the first line with words from `place` on is quoted."""
    return _below(lines, place) is not Below.WORDS


def _below(lines: list[Line], place: int) -> Below:
    start = place
    while start < len(lines) and not lines[start].depth and not lines[start].text.strip():
        start += 1
    if start == len(lines) or not lines[start].depth:
        return Below.WORDS
    end = next((at for at in range(start, len(lines)) if not lines[at].depth and lines[at].text.strip()), len(lines))
    return Below.ONLY_QUOTES if end == len(lines) else Below.QUOTE


def _answers(lines: list[Line], *, has_before: bool) -> list[Line]:
    """What was answered below or within the quoted `lines`."""
    lines = _without_announcements(lines)
    last_quoted = max((place for place, line in enumerate(lines) if line.depth), default=-1)
    tail = _unsigned(lines[last_quoted + 1 :])
    first_answer = next((place for place, line in enumerate(lines) if not line.depth and line.text.strip()), len(lines))
    if first_answer > last_quoted:  # one block, and what stands below it
        if _says(tail) and _FOOTER.match(next(line.text for line in tail if line.text.strip())):
            return [Line(0, ""), *tail] if has_before else []
        if not has_before:
            return tail
        return [Line(0, ""), *lines[: last_quoted + 1], *tail] if _says(tail) else []
    kept = lines[: last_quoted + 1] + tail
    while kept and (kept[-1].depth or not kept[-1].text.strip()):
        kept.pop()  # quoted, and nobody answered it
    return [Line(0, ""), *kept]


def _without_announcements(lines: list[Line]) -> list[Line]:
    """Without further lines of programs: they hold addresses of people, and the hub's own for answers."""
    shown = _unquoted_texts(lines)
    dropped: set[int] = set()
    for place, line in enumerate(lines):
        if line.depth == 0 and not line.is_code and (found := _quote_at(lines, shown, place)):
            start, below = found
            if not _is_quoted(lines, below):
                lines = lines[: _above_separator(lines, start)]  # the rest of the letter is quoted without marks
                break
            dropped.update(range(start, below))
        elif line.depth and (attributions.is_reply_line(line.text) or line.text.strip() == attributions.CLIENT_QUOTE):
            dropped.add(place)
        elif line.depth:
            dropped.update(_announcement_within(lines, place))
    return [line for place, line in enumerate(lines) if place not in dropped]


def _announcement_within(lines: list[Line], place: int) -> range:
    """The lines of a program's that end at the quoted line `place`: they are within the quote."""
    first = max(0, place - 2)
    texts = [line.text if line.depth == lines[place].depth else "" for line in lines[first : place + 1]]
    start = _announced_from(texts, place - first, Below.WORDS)
    return range(0) if start is None else range(first + start, place + 1)


def _self_announced(lines: list[Line]) -> int:
    """Where a quote begins that shows by itself that a program made it; the end of the lines when none does.

    Apple Mail puts its announcement inside the quote; the hub's own line stands in no other.
    """
    start = 0
    for place, line in enumerate(lines):
        if not line.depth:
            start = place + 1
        elif attributions.is_reply_line(line.text) or (place - start < _NEAR and _announces_itself(lines, place)):
            return start
    return len(lines)


def _announces_itself(lines: list[Line], place: int) -> bool:
    block = [line.text for line in lines[place : place + attributions.MOST_FIELD_LINES] if line.depth]
    return len(_announcement_within(lines, place)) > 0 or attributions.header_block_end(block, 0) is not None


def _unsigned(lines: list[Line]) -> list[Line]:
    """Without the signature below the last of the person's own words."""
    first = max((place for place, line in enumerate(lines) if line.depth), default=-1) + 1
    kept = above_signature([(line.text, line.is_code) for line in lines[first:]])
    return lines[: first + kept]


def _says(lines: list[Line]) -> bool:
    return any(line.text.strip() for line in lines)


def _unquoted_texts(lines: list[Line]) -> list[str]:
    return ["" if line.depth else line.text for line in lines]


def _tidy(lines: list[Line]) -> str:
    """The lines as Markdown: quotes marked and set apart from answers, no runs of empty lines outside code."""
    lines = _without_empty_edges(_without_empty_edges(lines[::-1])[::-1])
    out: list[str] = []
    depth = 0
    for place, line in enumerate(lines):
        mark = "> " * line.depth
        is_apart = not out or not out[-1].strip("> ")
        if line.depth != depth and not is_apart:
            out.append(("> " * min(depth, line.depth)).rstrip())
            is_apart = True
        depth = line.depth
        text = line.text if line.is_code else _ended(line.text, lines[place + 1 : place + 2])
        if text.strip() or line.is_code or not is_apart:
            out.append(mark + text if text else mark.rstrip())
    return re.sub(r"\A (?=\S)", "", "\n".join(out).strip("\n"))


def _ended(text: str, below: list[Line]) -> str:
    """Without spaces at its end, but for the two that break a line in Markdown."""
    text = text.replace(attributions.CLIENT_QUOTE, "")
    has_break = text.endswith("  ") and text.strip() and any(line.text.strip() for line in below)
    return text.rstrip() + ("  " if has_break else "")


def _without_empty_edges(lines: list[Line]) -> list[Line]:
    """Without marks on the empty lines that begin a quote."""
    kept: list[Line] = []
    for line in lines:
        is_edge = line.depth and not line.text.strip() and not (kept and kept[-1].depth)
        kept.append(Line(0, "") if is_edge else line)
    return kept
