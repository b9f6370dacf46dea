"""The words of a mail as Markdown that shows them as they were written, in pieces that fit a post."""

from __future__ import annotations

import re
from collections.abc import Iterator

from forum.rendering import PostText, compose

FITS = 24_000  # characters of Markdown in one post
_LONGEST_LINE = 8_000
_DEEPEST_QUOTE = 6
_QUOTE = re.compile(r"(?:>[ ]?)+")
_ADDRESS = re.compile(r"https?://[^\s<>\"\\`|^{}\[\]]+", re.IGNORECASE)
_BEHIND = re.compile(r"[.,;:!?')*_]+$")
_SIGNS = re.compile(r"[\\`*_\[\]<>#|~&@$!^]")
_OPENS = re.compile(r"([-+=:]|\d{1,9}(?=[.)]))")
_GAP = re.compile(r"[ ]{2,}")
_NBSP = "\u00a0"


def posts_of(text: str, *, is_markdown: bool) -> list[PostText]:
    """The text as one post or as several, each rendered; nothing of it is left out."""
    return [_composed(piece, raw) for piece, raw in _pieces(text, is_markdown=is_markdown)]


def _composed(markdown: str, raw: str) -> PostText:
    text = compose(markdown)
    if not text.is_plain:
        return text
    fence = "`" * max([3, *(len(ticks) + 1 for ticks in re.findall("`+", raw))])
    return compose(f"{fence}\n{raw}\n{fence}")


def _pieces(text: str, *, is_markdown: bool) -> Iterator[tuple[str, str]]:
    """Markdown and the words it stands for; cut between lines."""
    shown: list[str] = []
    raw: list[str] = []
    length = 0
    depth = 0
    for line in _short_lines(text):
        made, depth = ([line], 0) if is_markdown else _as_written(line, depth)
        if length + sum(map(len, made)) > FITS and shown:
            yield "\n".join(shown), "\n".join(raw)
            shown, raw, length = [], [], 0
        shown += made
        raw.append(line)
        length += sum(len(each) + 1 for each in made)
    yield "\n".join(shown), "\n".join(raw)


def _short_lines(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        for start in range(0, max(len(line), 1), _LONGEST_LINE):
            yield line[start : start + _LONGEST_LINE]


def _as_written(line: str, depth_above: int) -> tuple[list[str], int]:
    """The line as Markdown, after a line that ends a deeper or begins a deeper quote; and how deep it is quoted."""
    match = _QUOTE.match(line)
    marks = match[0] if match else ""
    depth = min(marks.count(">"), _DEEPEST_QUOTE)
    rest = line[len(marks) :].expandtabs(8).rstrip()
    if marks.count(">") > depth:
        rest = ">" * (marks.count(">") - depth) + " " + rest
    between = ["> " * min(depth, depth_above)] if depth != depth_above else []
    words = _escaped(rest)
    return [*(each.rstrip() for each in between), f"{'> ' * depth}{words}{'  ' if words else ''}".rstrip("\n")], depth


def _escaped(line: str) -> str:
    bare = line.lstrip(" ")
    indent = _NBSP * (len(line) - len(bare))
    found = ""
    place = 0
    for match in _ADDRESS.finditer(bare):
        address = _BEHIND.sub("", match[0])
        found += _plain(bare[place : match.start()], opens=place == 0) + f"<{address}>"
        place = match.start() + len(address)
    return indent + found + _plain(bare[place:], opens=place == 0)


def _plain(text: str, *, opens: bool) -> str:
    text = _SIGNS.sub(r"\\\g<0>", text)
    if opens and (match := _OPENS.match(text)):
        end = match.end() if match[0].isdecimal() else 0
        text = f"{text[:end]}\\{text[end:]}"
    return _GAP.sub(lambda gap: _NBSP * (len(gap[0]) - 1) + " ", text)
