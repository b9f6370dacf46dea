"""Files that stand in the text itself, as old programs put them there (POSIX uuencode)."""

from __future__ import annotations

import binascii
import re

_BEGIN = re.compile(r"begin [0-7]{3,4} (\S.{0,200})")


def taken_out(text: str) -> tuple[str, list[tuple[str, bytes]]]:
    """`text` without such files, and the files by name. What doesn't decode stays in the text."""
    files: list[tuple[str, bytes]] = []
    kept: list[str] = []
    waiting: list[str] = []  # the lines of a file that may turn out to be none
    data = bytearray()
    for line in text.split("\n"):
        if not waiting and not _BEGIN.fullmatch(line):
            kept.append(line)
        elif not waiting:
            waiting, data = [line], bytearray()
        elif line.rstrip() == "end" and data:
            files.append((waiting[0].split(" ", 2)[2].strip(), bytes(data)))
            waiting = []
        elif (piece := _piece(line)) is not None:
            waiting.append(line)
            data += piece
        else:
            kept += [*waiting, line]
            waiting = []
    return "\n".join(kept + waiting), files


def _piece(line: str) -> bytes | None:
    try:
        return binascii.a2b_uu(line) if line else b""
    except (binascii.Error, ValueError):
        return None
