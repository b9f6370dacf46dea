"""Numbers as people type them."""

from __future__ import annotations

import re
from decimal import Decimal

_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{1,12})?")
_PLAIN = re.compile(r"[+-]?(?:[0-9]{1,15}(?:\.[0-9]{0,12})?|\.[0-9]{1,12})")
_MINUS = "\N{MINUS SIGN}"


def read_number(typed: str, *, unit: str = "") -> Decimal | None:
    """The number in `typed` (“1,250.5”, “-3”, “12.5 feet” when that is the `unit`), or None.

    No exponents: a number a person would not write must not make the arithmetic long.
    """
    words = typed.strip().replace(_MINUS, "-")
    if unit and words.casefold().endswith(unit.casefold()):
        words = words[: -len(unit)].rstrip()
    if _GROUPED.fullmatch(words):
        words = words.replace(",", "")
    return Decimal(words) if _PLAIN.fullmatch(words) else None


def in_figures(number: Decimal) -> str:
    """Without zeros at its end and without an exponent."""
    words = f"{number:f}"
    return words.rstrip("0").rstrip(".") if "." in words else words
