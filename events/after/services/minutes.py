"""Writing, approving and publishing minutes; what was published stays as a version."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from community.people.errors import HubError
from community.people.models import Member
from community.people.services import record
from events.after.enums import MinutesState
from events.after.models import Minutes, MinutesVersion
from events.enums import Status, Visibility
from events.models import Occurrence
from events.services.scheduling import lock_date

from .telling import MINUTES, tell_of_news
from .versions import locked, refuse_stale

if TYPE_CHECKING:
    from events.querysets import OccurrenceQuerySet
    from forum.rendering import PostText


class MinutesRefused(HubError):
    """A step comes before this one."""


@transaction.atomic
def write_minutes(
    *, occurrence: Occurrence, by: Member, text: PostText, version: int, at: datetime | None = None
) -> Minutes:
    """Keep a draft, or a correction of what was published; `version` is 0 while there is none. Audited.

    Another text takes an approval back; readers go on seeing what was published. Raises ChangedMeanwhile, DateGone.
    """
    date = lock_date(occurrence)
    row = Minutes.objects.select_for_update(of=("self",)).filter(occurrence=date).first()
    refuse_stale(row.version if row else 0, version)
    if row is not None and row.text == text.source:
        return row
    row = row or Minutes(occurrence=date, version=0)
    row.text, row.html, row.state, row.version = text.source, text.html, MinutesState.DRAFT, row.version + 1
    row.approved_by, row.approved_at, row.approved_in = None, None, None
    row.written_by, row.written_at = by, at or timezone.now()
    row.save()
    record(by=by, action="write", about=row, after={"version": row.version})
    return row


@transaction.atomic
def approve_minutes(
    *, minutes: Minutes, by: Member, version: int, meeting: Occurrence | None = None, at: datetime | None = None
) -> Minutes:
    """Say that the text is right, as `by` read it: `version`. Audited; idempotent.

    `meeting` is the later one of the same group that approved it, if one did. Raises ChangedMeanwhile, MinutesRefused.
    """
    row = locked(minutes, version=version)
    if meeting is not None and not meetings_after(row.occurrence).filter(pk=meeting.pk).exists():
        raise MinutesRefused(_("Choose a later meeting of the same group."))
    if row.is_draft:
        row.state, row.approved_by, row.approved_at = MinutesState.APPROVED, by, at or timezone.now()
        row.approved_in = meeting
        row.save(update_fields=["state", "approved_by", "approved_at", "approved_in"])
        after = {"version": row.version, "meeting": meeting.pk if meeting else None}
        record(by=by, action="approve", about=row, after=after)
    return row


def meetings_after(date: Occurrence, at: datetime | None = None) -> OccurrenceQuerySet:
    """Later meetings of the group that have begun, so that they may have approved its minutes; the next one first."""
    group = date.series.group_id
    later = Occurrence.objects.filter(series__group=group, series__group__isnull=False, start_at__gt=date.start_at)
    later = later.filter(Q(series__visibility=Visibility.EVERYBODY) | Q(series__visibility=date.series.visibility))
    begun = later.filter(status=Status.SCHEDULED, series__live=True, start_at__lte=at or timezone.now())
    return begun.order_by("start_at", "pk")


@transaction.atomic
def publish_minutes(
    *, minutes: Minutes, by: Member, version: int, note: str = "", at: datetime | None = None
) -> MinutesVersion:
    """Show approved minutes to everybody who may see the date; who takes part hears of it. Audited.

    From the second time on `note` says what was corrected. The same text is published once. Raises MinutesRefused when
    nobody approved it, when the date has not begun, and without a note; ChangedMeanwhile.
    """
    at = at or timezone.now()
    row = locked(minutes, version=version)
    if row.state == MinutesState.PUBLISHED:
        return row.versions.get(number=row.number)
    if not row.is_approved or row.approved_by is None:
        raise MinutesRefused(_("Approve the minutes first."))
    if row.occurrence.start_at > at:
        raise MinutesRefused(_("The date has not begun. Publish its minutes afterwards."))
    if row.number and not note:
        raise MinutesRefused(_("Say what was corrected: people have read the former version."))
    row.number, row.state = row.number + 1, MinutesState.PUBLISHED
    row.save(update_fields=["number", "state"])
    made = MinutesVersion.objects.create(
        minutes=row,
        number=row.number,
        text=row.text,
        html=row.html,
        note=note if row.number > 1 else "",
        approved_by=row.approved_by,
        approved_in=row.approved_in,
        by=by,
        at=at,
    )
    record(by=by, action="publish", about=row, after={"number": row.number, "note": made.note})
    tell_of_news(occurrence=row.occurrence, what=MINUTES, by=by, at=at, number=row.number)
    return made
