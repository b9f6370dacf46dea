"""Practices cite resources of the library: the published words of each, with their links."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.utils.translation import ngettext

from community.library.registries import Citing

from .enums import State
from .models import Link


def _say(count: int) -> str:
    return ngettext("%(count)d practice", "%(count)d practices", count) % {"count": count}


def _cited() -> Iterable[tuple[int, Iterable[str]]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    rows = Link.objects.filter(version__state=State.PUBLISHED).exclude(kind="")
    for practice, address in rows.values_list("version__practice", "address"):
        found[practice].append(address)
    return found.items()


CITING = Citing("practice", _say, _cited)
