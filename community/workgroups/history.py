"""What changed in a charter from one kept version to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .models import CHARTER, CharterVersion, WorkGroup


@dataclass(frozen=True)
class Changed:
    """One part of the charter: what it is called, what it said and says."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    """One version with what it changed; nothing for the first one."""

    version: CharterVersion
    parts: list[Changed]
    is_first: bool


def changes_of(versions: Sequence[CharterVersion], before: CharterVersion | None) -> list[Change]:
    """What each of `versions` (latest first, without gaps) changed; `before` is the one before the last of them."""
    pairs = zip(versions, [*versions[1:], before], strict=True)
    return [Change(version, _parts(version, former), former is None) for version, former in pairs]


def _parts(version: CharterVersion, former: CharterVersion | None) -> list[Changed]:
    if former is None:
        return []
    said = [(name, former.charter.get(name, ""), version.charter.get(name, "")) for name in CHARTER]
    return [Changed(_label(name), before, after) for name, before, after in said if before != after]


def _label(name: str) -> str:
    label = str(WorkGroup._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    return label[:1].upper() + label[1:]
