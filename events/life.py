"""Events that were held as a sign of life of their work group."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Max
from django.utils.translation import gettext_lazy, ngettext

from community.workgroups.life import Sign
from community.workgroups.models import WorkGroup

from .models import Occurrence


def _latest(groups: Sequence[int], at: datetime) -> dict[int, datetime]:
    """Dates of published events that took place and are over."""
    held = Occurrence.objects.past(at).filter(series__group__in=groups, series__live=True)
    return dict(
        held.order_by().values("series__group").annotate(latest=Max("end_at")).values_list("series__group", "latest")
    )


def _holds(group: WorkGroup) -> int:
    return group.series.count()


def _words(count: int) -> str:
    return ngettext("%(count)d event", "%(count)d events", count) % {"count": count}


HELD = Sign("events", gettext_lazy("Events held"), _latest, _holds, _words)
