"""The body of an answer: unpacked as it comes, up to the cap and not one byte further."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from http.client import HTTPResponse, IncompleteRead

from .connections import TooMuch

_CHUNK = 16_384
_GZIP = 16 + zlib.MAX_WBITS


class UnknownPacking(Exception):
    """Packed in a way nobody asked for."""


def read_body(answer: HTTPResponse, most: int) -> bytes:
    """All of it, at most `most` bytes unpacked; raises TooMuch, UnknownPacking, zlib.error, OSError, HTTPException."""
    packing = (answer.headers.get("Content-Encoding") or "identity").strip().lower()
    if packing in {"identity", ""}:
        return _plain(answer, most)
    if packing not in {"gzip", "x-gzip"}:
        raise UnknownPacking
    return _unpacked(answer, most)


def _pieces(answer: HTTPResponse) -> Iterator[bytes]:
    while piece := answer.read(_CHUNK):
        yield piece
    if answer.length:  # http.client says nothing of a body that ends too early when it is read in pieces
        raise IncompleteRead(b"", answer.length)


def _plain(answer: HTTPResponse, most: int) -> bytes:
    body = bytearray()
    for piece in _pieces(answer):
        body += piece
        if len(body) > most:
            raise TooMuch
    return bytes(body)


def _unpacked(answer: HTTPResponse, most: int) -> bytes:
    body = bytearray()
    unpacker = zlib.decompressobj(_GZIP)
    is_begun = False
    for piece in _pieces(answer):
        is_begun = True
        left = piece
        while left:
            if unpacker.eof:  # gzip may hold several parts (RFC 1952, 2.2)
                unpacker = zlib.decompressobj(_GZIP)
            body += unpacker.decompress(left, most + 1 - len(body))
            if len(body) > most:
                raise TooMuch
            left = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
    if is_begun and not unpacker.eof:
        raise zlib.error("cut")
    return bytes(body)
