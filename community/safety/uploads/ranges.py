"""Parts of a stored file: what a Range header asks for (RFC 9110, section 14)."""

from __future__ import annotations

import re
from typing import IO

_ONE_RANGE = re.compile(r"\s*bytes\s*=\s*(\d{0,18})\s*-\s*(\d{0,18})\s*\Z", re.IGNORECASE | re.ASCII)


class OutOfRange(Exception):
    """The range begins behind the end: answered by 416 (RFC 9110, 15.5.17)."""


def byte_range(header: str, size: int) -> tuple[int, int] | None:
    """First and last byte of the one range asked for; None when the whole is to be sent. Raises OutOfRange.

    A server may ignore the header: so it does for several ranges, other units, and what is no range.
    """
    found = _ONE_RANGE.match(header)
    if found is None or found[1] == found[2] == "":
        return None
    if found[1] == "":  # the last bytes
        count = min(int(found[2]), size)
        if not count:
            raise OutOfRange
        return size - count, size - 1
    first = int(found[1])
    last = int(found[2]) if found[2] else size - 1
    if last < first and found[2]:
        return None
    if first >= size:
        raise OutOfRange
    return first, min(last, size - 1)


class Part:
    """A file that ends after `length` bytes. It has no descriptor of its own: a server must not send the whole file."""

    def __init__(self, file: IO[bytes], first: int, length: int) -> None:
        file.seek(first)
        self._file = file
        self._left = length

    def read(self, most: int = -1) -> bytes:
        """At most `most` bytes; none at the end."""
        wanted = self._left if most < 0 else min(most, self._left)
        data = self._file.read(wanted) if wanted else b""
        self._left -= len(data)
        return data

    def close(self) -> None:
        """Close the file itself."""
        self._file.close()
