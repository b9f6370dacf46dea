"""Who hears that something is there after a date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from community.notifications.services.telling import notify, take_back
from events.after.standing import who_took_part
from events.enums import Told

if TYPE_CHECKING:
    from datetime import datetime

    from community.people.models import Member
    from events.models import Occurrence

MATERIALS, RECORDING, MINUTES, AGENDA = "materials", "recording", "minutes", "agenda"


def tell_of_news(*, occurrence: Occurrence, what: str, by: Member, at: datetime, number: int = 1) -> None:
    """Tell who takes part that there is an agenda, materials, a recording or minutes; the first time of each.

    Corrected minutes have another `number`, and are told again.
    """
    to = who_took_part(occurrence).values_list("pk", flat=True)
    place, key = occurrence.series.place, f"{what}-{number}"
    notify(kind=Told.AFTER, to=to, about=occurrence.pk, places=[place], key=key, by=by, at=at)


def forget_news(*, occurrence: Occurrence, what: str) -> None:
    """Who has not read of it needs not hear of it any more: it was taken away."""
    take_back(kind=Told.AFTER, about=occurrence.pk, key=f"{what}-1")
