"""format=flowed (RFC 3676): lines that a program broke are put together again."""

from __future__ import annotations

_SIGNATURE = "-- "


def unflowed(text: str, *, joins_words: bool) -> str:
    """`text` with each paragraph on one line; `joins_words` is DelSp=yes, where the space at the break goes too."""
    lines: list[str] = []
    is_open, open_depth = False, 0
    for raw in text.split("\n"):
        depth, line = _unquoted(raw)
        flows = line.endswith(" ") and line != _SIGNATURE
        shown = line[:-1] if flows and joins_words else line
        if is_open and depth == open_depth and line != _SIGNATURE:
            lines[-1] += shown
        else:
            lines.append(">" * depth + " " + shown if depth else shown)
        is_open, open_depth = flows, depth
    return "\n".join(lines)


def _unquoted(raw: str) -> tuple[int, str]:
    line = raw.lstrip(">")
    depth = len(raw) - len(line)
    return depth, line.removeprefix(" ")  # stuffed with a space, so that it doesn't look quoted
