"""Bringing in a calendar: asked on a page, done in a task, an event in a transaction, so that a stop loses nothing."""

from __future__ import annotations

import logging
import time
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django_q.tasks import async_task

from community.people.errors import HubError
from community.people.services import record
from community.safety.fetching import FetchRefused, fetch_external
from community.safety.races import again_after_race
from events.enums import Visibility
from events.importing import making
from events.importing.enums import ImportState, Outside
from events.importing.facts import Problem, Reading
from events.importing.isolation import read_within
from events.importing.wording import located, sentence
from events.models import CalendarImport, DateChange, ImportedEvent, Series
from events.privacy import is_of_private_group
from events.services.scheduling import revise, schedule

from .going_on import go_on, store_draft
from .missing import MissingEvents
from .seeing import seen
from .standing import end_of_run
from .telling import tell_of_change_outside, tell_of_import

if TYPE_CHECKING:
    from collections.abc import Callable

    from community.people.models import Member
    from community.safety.fetching import Fetched
    from community.workgroups.models import WorkGroup

TASK = "events.tasks.bring_in_calendar"
SECONDS_AT_ONCE = 20.0  # a task has a minute; what is left goes into another one
MOST_REMARKS = 500
_OK = 200
_log = logging.getLogger("hub.events")


class TakenMeanwhile(Exception):
    """The same task runs twice, and the other one did this event."""


@transaction.atomic
def ask_for_import(
    *,
    by: Member,
    group: WorkGroup | None,
    came_from: str,
    data: bytes = b"",
    form_token: UUID | None = None,
) -> CalendarImport:
    """Enqueue the import of a file's bytes or, without any, of an address. Audited; the same form sent twice is one."""
    values = {"group": group, "came_from": came_from[:2_000], "is_address": not data, "source": data}
    if form_token is None:
        asked, is_new = CalendarImport.objects.create(by=by, **values), True
    else:
        asked, is_new = CalendarImport.objects.get_or_create(by=by, form_token=form_token, defaults=values)
    if is_new:
        record(by=by, action="bring in", about=asked, after={"group": group.pk if group else None})
        async_task(TASK, asked.pk)
    return asked


def carry_on(
    *,
    pk: int,
    at: datetime | None = None,
    seconds: float = SECONDS_AT_ONCE,
    fetch: Callable[..., Fetched] = fetch_external,
) -> CalendarImport:
    """Do what is left of an import, for `seconds` at most; then another task goes on. Idempotent."""
    at = at or timezone.now()
    row = CalendarImport.objects.select_related("by", "calendar").get(pk=pk)
    if row.is_ended:
        return row
    reading = _read(row, fetch, at)
    found = making.wholes(reading.events)
    if row.state == ImportState.WAITING:
        _begin(row, reading, len(found))
    row.refresh_from_db()
    until = time.monotonic() + seconds
    while not row.is_ended and row.place < len(found):
        try:
            _bring_in(row, found[row.place], at)
        except TakenMeanwhile:
            return row
        row.refresh_from_db()
        if time.monotonic() > until and row.place < len(found):
            async_task(TASK, row.pk)
            return row
    if not row.is_ended:
        if not MissingEvents(row, reading, at).settle(until=until):
            async_task(TASK, row.pk)
            return row
        _end(row, ImportState.DONE, at)
    return row


@transaction.atomic
def _end(row: CalendarImport, state: ImportState, at: datetime, *, refusal: str = "") -> None:
    """Once, whichever task comes first: what it found is told, and its bytes go."""
    running = CalendarImport.objects.unfinished().filter(pk=row.pk)
    if running.update(state=state, refusal=refusal[:500], ended_at=timezone.now(), source=b""):
        row.refresh_from_db()
        tell_of_import(row=row, at=at)
        end_of_run(row=row, at=at)
    row.refresh_from_db()


def _read(row: CalendarImport, fetch: Callable[..., Fetched], at: datetime) -> Reading:
    """What the calendar says; an address is asked once, and its answer kept until the import has ended."""
    if row.is_address and not row.source:
        try:
            answer = fetch(row.came_from, accept="text/calendar, */*;q=0.1")
        except FetchRefused as refusal:
            _end(row, ImportState.REFUSED, at, refusal=refusal.message)
            return Reading()
        if answer.status != _OK:
            said = _("The address answers with an error (%(status)d). Check it, or try later.")
            _end(row, ImportState.REFUSED, at, refusal=said % {"status": answer.status})
            return Reading()
        row.source = answer.body
        row.save(update_fields=["source"])
    reading = read_within(bytes(row.source)) if row.source else Reading(refused=Problem("empty"))
    if reading.refused is not None:
        _end(row, ImportState.REFUSED, at, refusal=sentence(reading.refused))
    return reading


def _begin(row: CalendarImport, reading: Reading, count: int) -> None:
    """Write down what the reader left out, once. Overrides count with the event they belong to."""
    if row.state == ImportState.REFUSED:
        return
    CalendarImport.objects.filter(pk=row.pk, state=ImportState.WAITING).update(
        state=ImportState.RUNNING,
        read=count + len(reading.left_out),
        left_out=len(reading.left_out),
        remarks=[sentence(problem) for problem in reading.left_out][:MOST_REMARKS],
    )


def _bring_in(row: CalendarImport, whole: making.Whole, at: datetime) -> None:
    """One event, and the count of it."""
    try:
        _settle(row, whole, at)
    except making.Over:
        _leave(row, whole, "over", "")
    except making.Cancelled as refusal:
        _leave(row, whole, "left_out", refusal.message, is_there=False)
    except HubError as refusal:
        _leave(row, whole, "left_out", refusal.message)
    except TakenMeanwhile:
        raise
    except Exception:  # noqa: BLE001 - the edge of a task: logged, and the others go on
        _log.exception("Event %s of import %s failed.", whole.key[:12], row.pk)
        _leave(row, whole, "left_out", _("The hub could not take it. Schedule it by hand."))


@again_after_race
@transaction.atomic
def _settle(row: CalendarImport, whole: making.Whole, at: datetime) -> None:
    """Another import that makes the same event at the same moment wins; the second turn finds what it made."""
    end, remarks = _end_of(row, whole, at)
    _count(row, end, _located(whole, remarks))


@transaction.atomic
def _leave(row: CalendarImport, whole: making.Whole, end: str, why: str, *, is_there: bool = True) -> None:
    """Count an event of which nothing is made; one that was known is still there, unless the calendar cancels it."""
    if is_there:
        ImportedEvent.objects.filter(group=row.group_id, key=whole.key).update(latest=row)
    _count(row, end, _located(whole, [why] if why else []))


def _located(whole: making.Whole, remarks: list[str]) -> list[str]:
    return [located(words, line=whole.main.line, title=whole.main.title) for words in remarks]


def _count(row: CalendarImport, end: str, remarks: list[str]) -> None:
    """Raises TakenMeanwhile, which takes back what was written of the event."""
    kept = [*row.remarks, *remarks][:MOST_REMARKS]
    counted = CalendarImport.objects.filter(pk=row.pk, place=row.place, state=ImportState.RUNNING).update(
        place=row.place + 1, remarks=kept, **{end: F(end) + 1}
    )
    if not counted:
        raise TakenMeanwhile


def _end_of(row: CalendarImport, whole: making.Whole, at: datetime) -> tuple[str, list[str]]:
    """Make a draft of an event or bring its draft up to date, unless somebody changed it here."""
    mine = ImportedEvent.objects.select_for_update(of=("self",)).filter(group=row.group_id, key=whole.key)
    known = mine.select_related("series").first()
    if known is None:
        made = making.make(whole, at=at)
        made.series.group = row.group
        if is_of_private_group(made.series):
            made.series.visibility = Visibility.GROUP
        series = schedule(series=made.series, by=row.by, publish=False)
        known = ImportedEvent(group_id=row.group_id, key=whole.key, series=series)
        _keep(known, made, row, whole)
        return "made", made.remarks
    if known.latest_id == row.pk:
        raise making.LeftOut(_("Another event of this calendar has the same UID."))
    known.latest = row
    if known.facts == whole.fingerprint:
        known.outside = Outside.SAME
        known.save(update_fields=["latest", "outside"])
        return ("renewed" if go_on(event=known, by=row.by, at=at) else "known"), []
    if known.seen != seen(known.series):
        _keep_ours(known, row, whole, at)
        return "kept", [_("It was changed here meanwhile, so it stayed as it is.")]
    made = making.make(whole, at=at)
    draft = known.series.get_latest_revision_as_object()
    version = known.series.latest_revision_id
    series = revise(series=made.put_into(draft), by=row.by, version=version, publish=False)
    store_draft(series)
    DateChange.objects.filter(series=series).delete()
    _keep(known, made, row, whole)
    return "renewed", made.remarks


def _keep(known: ImportedEvent, made: making.Made, row: CalendarImport, whole: making.Whole) -> None:
    """Write down the dates that differ, and what the series looks like now."""
    for change in made.changes:
        change.series = known.series
    DateChange.objects.bulk_create(made.changes)
    known.latest, known.outside, known.runs_until = row, Outside.SAME, made.runs_until
    known.facts, known.seen = whole.fingerprint, seen(Series.objects.get(pk=known.series.pk))
    known.save()


def _keep_ours(known: ImportedEvent, row: CalendarImport, whole: making.Whole, at: datetime) -> None:
    """The series stays as somebody made it here; of a calendar that is kept up to date, its organizers hear of it."""
    known.outside = Outside.CHANGED
    known.save(update_fields=["latest", "outside"])
    if row.calendar_id is not None:
        tell_of_change_outside(event=known, facts=whole.fingerprint, at=at)
