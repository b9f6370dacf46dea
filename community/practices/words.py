"""What an author writes: which parts a practice has, and what is missing before it can be reviewed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .models import Version

if TYPE_CHECKING:
    from community.people.models import Member

    from .addresses import Target

TEXTS = ("title", "summary", "problem", "context", "approach", "steps", "result", "cost", "contact", "caution")
NEEDED = ("title", "summary", "problem", "context", "approach", "steps", "result", "cost", "contact")


@dataclass(frozen=True)
class Written:
    """One state of a form: `texts` by the names of TEXTS, tags by name, links in order, authors beside the owner."""

    texts: Mapping[str, str]
    tags: tuple[str, ...] = ()
    links: tuple[Target, ...] = ()
    coauthors: tuple[Member, ...] = ()


def missing(version: Version) -> list[str]:
    """What the parts are called that are still empty."""
    fields = {field.name: field.verbose_name for field in Version._meta.fields}
    return [str(fields[name]) for name in NEEDED if not getattr(version, name).strip()]
