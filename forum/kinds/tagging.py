"""What a tag may look like, which tag a name means, and the names of a topic's tags inside a query."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.db.models import OuterRef, Subquery, TextField, Value
from django.db.models.functions import Coalesce, Concat
from django.utils.text import slugify

from .models import LONGEST_TAG, MOST_TAGS, TopicTag

SHORTEST_TAG = 1
_SHAPE = re.compile(r"[^\W_]+(?:[ -][^\W_]+)*")


def tag_slug(name: str) -> str:
    """What two names of one tag have in common: “Open Data” and “open-data” are one."""
    return slugify(name)


def has_shape(name: str) -> bool:
    """Letters and numbers, with single blanks or hyphens between; something of it is left in an address."""
    fits = SHORTEST_TAG <= len(name) <= LONGEST_TAG and _SHAPE.fullmatch(name) is not None
    return fits and SHORTEST_TAG <= len(tag_slug(name)) <= LONGEST_TAG


def tag_names(topic: str = "topic") -> Concat:
    """The names of a topic's tags, a blank after each, within a query of rows that name it `topic`."""
    parts: list[Coalesce | Value] = []
    for place in range(MOST_TAGS):
        name = TopicTag.objects.filter(topic=OuterRef(topic), place=place).values("tag__name")[:1]
        parts += [Coalesce(Subquery(name, output_field=TextField()), Value(""), output_field=TextField()), Value(" ")]
    return Concat(*parts, output_field=TextField())


def without_twins(names: Iterable[str]) -> list[str]:
    """The names in their order, one for each tag."""
    by_slug: dict[str, str] = {}
    for name in names:
        by_slug.setdefault(tag_slug(name), name)
    return list(by_slug.values())
