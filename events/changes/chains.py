"""A series and what goes on from it, as one calendar file: whoever subscribed to the first keeps all dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from events.models import Continuation, Occurrence, Series, SeriesCalendar

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member


@dataclass(frozen=True)
class Chain:
    """The stored texts; the tag is another one after each change, the date never goes back."""

    blocks: list[str]
    zones: set[str]
    tag: str
    changed_at: datetime


def chain_of(series: Series, viewer: Member | AnonymousUser) -> Chain | None:
    """The calendar of a published `series` with the later ones that go on from it, as far as `viewer` sees them.

    One query; `series` comes with `continues`. None before the series was ever settled. A later one that is hidden by
    now still counts for the date, which would go back otherwise.
    """
    continues: Continuation | None = getattr(series, "continues", None)
    first = continues.first_id if continues else series.pk
    later = Q(series__continues__first=first, series__starts_on__gte=series.starts_on)
    seen = Series.objects.visible_to(viewer).filter(live=True, pk=OuterRef("pk"))
    found = SeriesCalendar.objects.filter(Q(pk=series.pk) | later).annotate(is_seen=Exists(seen)).order_by("pk")
    rows = list(found)
    if series.pk not in {row.pk for row in rows}:
        return None
    shown = [row for row in rows if row.is_seen]
    return Chain(
        blocks=[row.block for row in shown],
        zones={row.zone for row in shown},
        tag=".".join(f"{row.pk}-v{row.version}" for row in shown),
        changed_at=max(row.stamped_at for row in rows),
    )


def moved_on(slug: str, pk: int, viewer: Member | AnonymousUser) -> Occurrence | None:
    """The date that was at `slug` before another series took it over, if `viewer` sees that one: old links lead on."""
    former = Series.objects.filter(slug=slug).values("continues__first", "pk").first()
    if former is None:
        return None
    first = former["continues__first"] or former["pk"]
    later = Series.objects.visible_to(viewer).filter(continues__first=first).values("pk")
    return Occurrence.objects.filter(pk=pk, series__in=later).select_related("series").first()
