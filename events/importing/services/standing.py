"""How an outside calendar stands: its last refresh went well, failed, or it is stopped."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from community.people.models import Member
from community.people.services import record
from events.importing.enums import ImportState
from events.models import CalendarImport, OutsideCalendar

from .telling import tell_of_failures

EVERY = timedelta(hours=6)
LONGEST_PAUSE = timedelta(days=2)
TOLD_AFTER = 3  # failures in a row; one alone is nobody's business
RUNS_KEPT = 30


def well(*, calendar: OutsideCalendar, at: datetime) -> None:
    """A refresh went well: what failed before is over."""
    OutsideCalendar.objects.filter(pk=calendar.pk).update(
        failures=0, failing_since=None, error="", checked_at=at, next_at=at + EVERY
    )


@transaction.atomic
def failed(*, calendar: OutsideCalendar, why: str, at: datetime) -> None:
    """A refresh failed: the next one waits twice as long. After three in a row, who brought the calendar in is told."""
    current = OutsideCalendar.objects.select_for_update(of=("self",)).get(pk=calendar.pk)
    current.failing_since = current.failing_since or at
    current.next_at = at + min(EVERY * 2 ** min(current.failures, 10), LONGEST_PAUSE)
    current.failures += 1
    current.error = why[:500]
    current.etag = current.modified = current.body_hash = ""  # so that the same answer is read again
    current.save()
    if current.failures >= TOLD_AFTER:
        tell_of_failures(calendar=current, at=at)


@transaction.atomic
def stop(*, calendar: OutsideCalendar, by: Member | None, at: datetime) -> None:
    """Ask its address no more; what came of it stays. Audited; idempotent."""
    if OutsideCalendar.objects.filter(pk=calendar.pk, stopped_at=None).update(stopped_at=at):
        record(by=by, action="stop", about=calendar)


def end_of_run(*, row: CalendarImport, at: datetime) -> None:
    """What the end of a run says of its calendar; old runs that no event refers to go."""
    if row.calendar is None:
        return
    if row.state == ImportState.REFUSED:
        failed(calendar=row.calendar, why=row.refusal, at=at)
        return
    well(calendar=row.calendar, at=at)
    newest = list(row.calendar.imports.order_by("-pk").values_list("pk", flat=True)[:RUNS_KEPT])
    row.calendar.imports.filter(pk__lt=newest[-1], events=None).delete()
