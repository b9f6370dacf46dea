"""Keeping an outside calendar up to date: asked on a schedule through the one door, read by a run of its own."""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django_q.tasks import async_task

from community.people.services import record
from community.safety.fetching import FetchRefused, fetch_external
from community.safety.races import again_after_race
from events.importing.permissions import can_bring_in
from events.models import CalendarImport, OutsideCalendar

from . import bringing
from .standing import EVERY, failed, stop, well

if TYPE_CHECKING:
    from collections.abc import Callable

    from community.people.models import Member
    from community.safety.fetching import Fetched
    from community.workgroups.models import WorkGroup

TASK = "events.tasks.refresh_outside_calendar"
_LEASE = timedelta(minutes=15)  # whoever asks has this long; after a crash somebody else asks then
_BETWEEN = timedelta(minutes=1)  # however often the button is pressed
_READ_WHOLE = timedelta(days=30)  # so that series without an end go on, though nothing changed there
_OK, _UNCHANGED, _GONE = 200, 304, 410


@again_after_race
@transaction.atomic
def keep_up_to_date(*, by: Member, group: WorkGroup | None, address: str) -> OutsideCalendar:
    """Ask `address` now and from now on; the same address for the same group is one calendar. Audited."""
    known = sha256(address.encode()).hexdigest()
    calendar = OutsideCalendar.objects.select_for_update(of=("self",)).filter(group=group, address_hash=known).first()
    if calendar is None:
        calendar = OutsideCalendar.objects.create(by=by, group=group, address=address, address_hash=known)
        record(by=by, action="keep up to date", about=calendar, after={"group": group.pk if group else None})
        async_task(TASK, calendar.pk)
    elif calendar.stopped_at is not None:
        start_again(calendar=calendar, by=by)
    return calendar


@transaction.atomic
def start_again(*, calendar: OutsideCalendar, by: Member, at: datetime | None = None) -> None:
    """Go on with a calendar that was stopped; from now on its drafts are made by `by`. Audited; idempotent."""
    stopped = OutsideCalendar.objects.filter(pk=calendar.pk, stopped_at__isnull=False)
    if stopped.update(
        stopped_at=None, by=by, next_at=at or timezone.now(), failures=0, failing_since=None, error="", read_at=None
    ):
        record(by=by, action="start again", about=calendar)
        async_task(TASK, calendar.pk)


@transaction.atomic
def ask_now(*, calendar: OutsideCalendar, at: datetime | None = None) -> bool:
    """Ask its address before its time; False when that was done a moment ago, or it is stopped."""
    at = at or timezone.now()
    rested = Q(asked_at=None) | Q(asked_at__lte=at - _BETWEEN)
    if not OutsideCalendar.objects.filter(rested, pk=calendar.pk, stopped_at=None).update(next_at=at):
        return False
    async_task(TASK, calendar.pk)
    return True


def refresh_due(*, at: datetime | None = None) -> int:
    """Enqueue a task for each calendar that is due; return how many. A second task for one finds nothing to do."""
    due = list(OutsideCalendar.objects.due(at or timezone.now()).values_list("pk", flat=True))
    for pk in due:
        async_task(TASK, pk)
    return len(due)


def refresh(*, pk: int, at: datetime | None = None, fetch: Callable[..., Fetched] = fetch_external) -> str:
    """Ask the address of a calendar that is due, once whoever else tries; enqueue a run when it says something new.

    Returns how it ended, for the task list.
    """
    at = at or timezone.now()
    if not OutsideCalendar.objects.due(at).filter(pk=pk).update(next_at=at + _LEASE, asked_at=at):
        return "not due"
    calendar = OutsideCalendar.objects.select_related("by", "group").get(pk=pk)
    if not can_bring_in(calendar.by, calendar.group):
        why = _("%(name)s may not schedule for this any more. Somebody else can start it again.")
        failed(calendar=calendar, why=why % {"name": calendar.by}, at=at)
        stop(calendar=calendar, by=None, at=at)
        return "stopped"
    if calendar.imports.unfinished().exists():
        return "still being read"
    try:
        return _take(calendar, _answer(calendar, at, fetch), at)
    except FetchRefused as refusal:
        failed(calendar=calendar, why=refusal.message, at=at)
        return "failed"


def _is_known(calendar: OutsideCalendar, at: datetime) -> bool:
    """What it said last was read whole, not too long ago: the same again need not be read."""
    return bool(calendar.read_at and calendar.read_at > at - _READ_WHOLE and not calendar.failures)


def _answer(calendar: OutsideCalendar, at: datetime, fetch: Callable[..., Fetched]) -> Fetched:
    marks = {"etag": calendar.etag, "modified": calendar.modified} if _is_known(calendar, at) else {}
    return fetch(calendar.address, accept="text/calendar, */*;q=0.1", **marks)


@transaction.atomic
def _take(calendar: OutsideCalendar, answer: Fetched, at: datetime) -> str:
    if answer.status == _UNCHANGED and _is_known(calendar, at):
        well(calendar=calendar, at=at)
        return "unchanged"
    if answer.status != _OK:
        said = _("The address answers with an error (%(status)d). Check it, or try later.") % {"status": answer.status}
        if answer.status == _GONE:
            said = _("The address answers that this calendar is gone for good. Stop it, or ask whoever publishes it.")
        failed(calendar=calendar, why=said, at=at)
        return f"answered {answer.status}"
    body_hash = sha256(answer.body).hexdigest()
    is_known = _is_known(calendar, at) and calendar.body_hash == body_hash
    OutsideCalendar.objects.filter(pk=calendar.pk).update(
        etag=_mark(answer, "etag", 200), modified=_mark(answer, "last-modified", 100), body_hash=body_hash
    )
    if is_known:
        well(calendar=calendar, at=at)
        return "unchanged"
    OutsideCalendar.objects.filter(pk=calendar.pk).update(read_at=at, next_at=at + EVERY)
    values = {
        "group": calendar.group,
        "came_from": calendar.address,
        "is_address": True,
        "source": answer.body or b"\n",
    }
    run = CalendarImport.objects.create(by=calendar.by, calendar=calendar, **values)
    async_task(bringing.TASK, run.pk)
    return "new"


def _mark(answer: Fetched, name: str, longest: int) -> str:
    """A header to send back the next time; none that could not be one."""
    value = answer.headers.get(name, "")
    return value if value.isascii() and value.isprintable() and len(value) <= longest else ""
