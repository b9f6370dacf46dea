"""What `/styleguide/` shows of events, with made-up content and no database."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.pages.registries import Specimen
from community.people.zones import zone_in_words

from . import months
from .enums import Kind, Status, Visibility
from .models import Occurrence, Series


def _occurrence(number: int, kind: Kind, *, start: datetime, **fields: Any) -> Occurrence:
    series = Series(
        pk=number,
        title=f"{kind.label}: metadata that people can use",
        slug=f"event-{number}",
        kind=kind,
        summary="One sentence on what people get out of it.",
        visibility=Visibility.GROUP if number == 2 else Visibility.EVERYBODY,
        starts_on=date(2026, 11, 3),
        starts_at=time(10),
        live=True,
    )
    return Occurrence(pk=number, series=series, start_at=start, end_at=start + timedelta(hours=1), **fields)


def _context() -> dict[str, Any]:
    now = timezone.localtime().replace(hour=10, minute=0, second=0, microsecond=0)
    dates = [_occurrence(number, kind, start=now + timedelta(days=number)) for number, kind in enumerate(Kind, 1)]
    dates[0].capacity, dates[0].registered_count = 30, 12
    dates[2].capacity = dates[2].registered_count = 8
    dates[3].status, dates[3].reason = Status.CANCELLED, "The room is flooded."
    today = now.date()
    month = months.build(today.replace(day=1), occurrences=dates, today=today, zone=timezone.get_current_timezone())
    zone = zone_in_words(timezone.get_current_timezone_name())
    return {"dates": dates, "mine": {dates[1].pk}, "month": month, "zone": zone}


SPECIMEN = Specimen(_("Events"), "styleguide/events.html", _context)
