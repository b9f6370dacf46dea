"""The summary of what changed in a notebook, in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def summary_of(changes: Iterable[Mapping[str, Any]]) -> list[tuple[str, list[str]]]:
    """Each heading under which something changed, with its sentences; parts above the first heading come as “”."""
    by_section: dict[str, list[str]] = {}
    for change in changes:
        by_section.setdefault(change["section"], []).append(_sentence(change))
    return list(by_section.items())


def _sentence(change: Mapping[str, Any]) -> str:
    what, kind, count = change["what"], change["kind"], change["count"]
    if kind == "heading":
        return _("The heading is gone.") if what == "removed" else _("The heading is new.")
    said = {
        "added": ngettext("%(count)d %(kind)s added", "%(count)d %(kind)s added", count),
        "changed": ngettext("%(count)d %(kind)s changed", "%(count)d %(kind)s changed", count),
        "removed": ngettext("%(count)d %(kind)s removed", "%(count)d %(kind)s removed", count),
    }[what]
    return said % {"count": count, "kind": _kind(kind, count)}


def _kind(kind: str, count: int) -> str:
    return {
        "text": ngettext("text", "texts", count),
        "code": ngettext("code cell", "code cells", count),
        "result": ngettext("result", "results", count),
        "solution": ngettext("solution", "solutions", count),
    }[kind]
