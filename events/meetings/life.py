"""Decisions as a sign of life of their group."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Max
from django.utils.translation import gettext_lazy, ngettext

from community.workgroups.life import Sign
from community.workgroups.models import WorkGroup

from .models import Decision


def _latest(groups: Sequence[int], at: datetime) -> dict[int, datetime]:
    found = Decision.objects.filter(group__in=groups, at__lte=at).order_by().values("group").annotate(latest=Max("at"))
    return dict(found.values_list("group", "latest"))


def _holds(group: WorkGroup) -> int:
    return group.decisions.count()


def _words(count: int) -> str:
    return ngettext("%(count)d decision", "%(count)d decisions", count) % {"count": count}


DECIDED = Sign("decisions", gettext_lazy("Decisions taken"), _latest, _holds, _words)
