"""What an outside calendar no longer holds: its untouched draft goes, organizers hear of everything else."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F

from community.people.services import record
from events import rule_parts
from events.importing import making
from events.importing.enums import ImportState, Outside
from events.importing.facts import Reading
from events.models import CalendarImport, DateChange, ImportedEvent, Occurrence, RegistrationRules, Series
from events.services.scheduling import summary_of

from .seeing import seen
from .telling import tell_of_change_outside


@dataclass
class MissingEvents:
    """The events that `row`, a run over a whole outside calendar, did not find."""

    row: CalendarImport
    reading: Reading
    at: datetime

    def settle(self, *, until: float) -> bool:
        """An event in a transaction; False when the time is up and some are left. Idempotent.

        A calendar that breaks off says nothing about what should have followed. What it holds and can't be read is not
        missing. What is over leaves most calendars some day, and means nothing.
        """
        if self.row.calendar is None or not self.reading.is_whole:
            return True
        unread = {making.key_for(problem.uid) for problem in self.reading.left_out if problem.uid}
        left = ImportedEvent.objects.missing_since(self.row).exclude(key__in=unread)
        for pk in list(left.values_list("pk", flat=True)):
            if time.monotonic() > until:
                return False
            self._settle(pk)
        return True

    @transaction.atomic
    def _settle(self, pk: int) -> None:
        missing = ImportedEvent.objects.missing_since(self.row)
        known = missing.select_for_update(of=("self",)).select_related("series").filter(pk=pk).first()
        if known is None:  # another task was faster
            return
        if _last_end(known.series) <= self.at:
            ImportedEvent.objects.filter(pk=pk).update(outside=Outside.OVER)
        elif is_untouched_draft(known):
            self._count("removed")
            _remove(known.series, self.row)
        else:
            self._count("gone")
            ImportedEvent.objects.filter(pk=pk).update(outside=Outside.GONE)
            tell_of_change_outside(event=known, facts=f"gone{self.row.pk}", at=self.at)

    def _count(self, name: str) -> None:
        running = CalendarImport.objects.filter(pk=self.row.pk, state=ImportState.RUNNING)
        running.update(**{name: F(name) + 1})


def is_untouched_draft(event: ImportedEvent) -> bool:
    """Nobody published it, changed it or set rules for it: nothing of anybody's work is in it."""
    series = event.series
    return (
        not series.live
        and series.first_published_at is None
        and event.seen == seen(series)
        and not Occurrence.objects.filter(series=series).exists()
        and not RegistrationRules.objects.filter(series=series).exists()
    )


def _last_end(series: Series) -> datetime:
    """When the last date that it says, or holds, is over."""
    held = series.occurrences.order_by("-end_at").values_list("end_at", flat=True).first()
    return held or series.end_of(rule_parts.every_date(series.parsed_rule, start=series.start)[-1])


def _remove(series: Series, row: CalendarImport) -> None:
    record(by=row.by, action="remove", about=series, before=summary_of(series))
    DateChange.objects.filter(series=series).delete()
    series.delete()
