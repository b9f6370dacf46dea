"""What a tag may look like, and which tag a name means."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.utils.text import slugify

from .models import LONGEST_TAG

SHORTEST_TAG = 1
_SHAPE = re.compile(r"[^\W_]+(?:[ -][^\W_]+)*")


def tag_slug(name: str) -> str:
    """What two names of one tag have in common: “Open Data” and “open-data” are one."""
    return slugify(name)


def has_shape(name: str) -> bool:
    """Letters and numbers, with single blanks or hyphens between; something of it is left in an address."""
    fits = SHORTEST_TAG <= len(name) <= LONGEST_TAG and _SHAPE.fullmatch(name) is not None
    return fits and SHORTEST_TAG <= len(tag_slug(name)) <= LONGEST_TAG


def without_twins(names: Iterable[str]) -> list[str]:
    """The names in their order, one for each tag."""
    by_slug: dict[str, str] = {}
    for name in names:
        by_slug.setdefault(tag_slug(name), name)
    return list(by_slug.values())
