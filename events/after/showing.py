"""What the pages of events show of what hangs on dates, as far as the viewer may have it. Reads; changes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q, prefetch_related_objects
from django.utils import timezone

from events.models import Occurrence

from .models import Material, Minutes, OutcomeNote, Recording, SurveyAnswer

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member
    from events.models import Series
    from events.querysets import OccurrenceQuerySet

    Viewer = Member | AnonymousUser

PAST_SHOWN = 5


@dataclass(frozen=True)
class Hanging:
    """The part “afterwards” of a date's page."""

    materials: list[Material]
    outcomes: list[OutcomeNote]
    has_recording: bool
    has_minutes: bool
    asks: bool
    has_answered: bool

    def __bool__(self) -> bool:
        return bool(self.materials or self.outcomes or self.has_recording or self.has_minutes or self.asks)


def marked(dates: OccurrenceQuerySet, viewer: Viewer) -> OccurrenceQuerySet:
    """Say of each date what `viewer` finds there. No query of its own."""
    here = OuterRef("pk")
    found = dates.annotate(
        has_materials=Exists(Material.objects.open_to(viewer).filter(occurrence=here)),
        has_recording=Exists(Recording.objects.open_to(viewer).filter(occurrence=here)),
        has_minutes=Exists(Minutes.objects.open_to(viewer).filter(occurrence=here)),
        has_outcomes=Exists(OutcomeNote.objects.filter(occurrence=here)),
    )
    mine = SurveyAnswer.objects.filter(member=viewer.pk, survey__occurrence=here)
    open_still = mine.filter(survey__closes_at__gt=timezone.now())
    return found.annotate(asks=Exists(open_still), has_answered=Exists(mine.filter(answered_at__isnull=False)))


def hanging_on(date: Occurrence, viewer: Viewer) -> Hanging:
    """What there is at a date that was read by `marked`: one query for materials and one for outcomes, if any."""
    there: Any = date
    if not hasattr(date, "has_minutes"):
        there = marked(Occurrence.objects.filter(pk=date.pk), viewer).get()
    materials = list(Material.objects.open_to(viewer).filter(occurrence=date)) if there.has_materials else []
    for row in materials:
        row.occurrence = date
    return Hanging(
        materials=materials,
        outcomes=list(OutcomeNote.objects.filter(occurrence=date)) if there.has_outcomes else [],
        has_recording=there.has_recording,
        has_minutes=there.has_minutes,
        asks=there.asks,
        has_answered=there.has_answered,
    )


def bring_outcomes(dates: Iterable[Occurrence]) -> None:
    """Read what came of those of the marked `dates` that have something: one query, or none."""
    prefetch_related_objects([date for date in dates if getattr(date, "has_outcomes", False)], "outcome_notes")


def latest_past(series: Series, viewer: Viewer) -> list[Occurrence]:
    """The latest past dates of a series at which `viewer` finds something."""
    dates = marked(series.occurrences.past().select_related("series"), viewer)
    something = Q(has_materials=True) | Q(has_recording=True) | Q(has_minutes=True) | Q(has_outcomes=True)
    found = list(dates.filter(something)[:PAST_SHOWN])
    bring_outcomes(found)
    return found
