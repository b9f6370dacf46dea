"""Saying which deliverable a meeting moved, and how."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.people.models import Member
from community.people.services import record
from community.workgroups.models import Deliverable
from events.meetings.models import MovedDeliverable
from events.models import Occurrence

from .refusals import MeetingRefused, date_for


@transaction.atomic
def move_deliverable(
    *, occurrence: Occurrence, deliverable: Deliverable, by: Member, words: str, at: datetime | None = None
) -> MovedDeliverable:
    """Write what the meeting did for it; a second time anew. Raises MeetingRefused, GroupRefused, DateGone."""
    date = date_for(by, occurrence)
    if deliverable.group_id != date.series.group_id:
        raise MeetingRefused(_("That is promised by another group. Choose a deliverable of this one."))
    said = {"words": words, "by": by, "at": at or timezone.now()}
    row, _is_new = MovedDeliverable.objects.update_or_create(occurrence=date, deliverable=deliverable, defaults=said)
    record(by=by, action="move", about=row, after={"deliverable": deliverable.pk, "words": words})
    return row


@transaction.atomic
def take_out_moved(*, row: MovedDeliverable, by: Member) -> None:
    """Take the note away, not the deliverable; a second time does nothing. Raises MeetingRefused, GroupRefused."""
    date = date_for(by, row.occurrence)
    current = date.moved_deliverables.filter(pk=row.pk).first()
    if current is not None:
        record(by=by, action="take out", about=current, before={"words": current.words})
        current.delete()
