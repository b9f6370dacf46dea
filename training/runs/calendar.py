"""The last day of each run one takes, for one's own calendar. Reads; changes nothing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import CharField, F, TextField, Value
from django.db.models.functions import Cast, Concat, Left
from django.urls import reverse
from django.utils.translation import gettext as _

from events.feeds.registry import OwnDays

from .enums import PlaceState, RunState
from .models import Run

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from community.people.models import Member


def _rows(member: Member, since: date) -> QuerySet[Any]:
    taken = Run.objects.visible_to(member).filter(enrolments__member=member, enrolments__state=PlaceState.IN)
    return (
        taken.filter(ends_on__gte=since)
        .exclude(state=RunState.CANCELLED)
        .annotate(
            day_title=Concat(F("course__title"), Value(": "), F("title"), output_field=TextField()),
            day_on=Cast("ends_on", CharField()),
            day_made=Left(Cast("enrolments__asked_at", CharField()), 10),
            day_version=Cast("version", CharField()),
        )
    )


def _say(title: str) -> str:
    return _("Last day: %(run)s") % {"run": title}


def _url(pk: int) -> str:
    return reverse("training:run", args=[pk])


RUN_DAYS = OwnDays("run", rows=_rows, say=_say, url=_url)
