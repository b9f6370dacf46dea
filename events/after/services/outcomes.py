"""Writing, changing and taking out what came of a date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.people.errors import HubError
from community.people.models import Member
from community.people.services import record
from community.safety.races import again_after_race
from events.after.models import OutcomeNote
from events.after.models.outcomes import Link
from events.models import Occurrence
from events.services.scheduling import lock_date

from .versions import locked, twin_of

if TYPE_CHECKING:
    from uuid import UUID

MOST_NOTES = 10


class OutcomeRefused(HubError):
    """No more notes for this date."""


@again_after_race
@transaction.atomic
def write_outcome(
    *,
    occurrence: Occurrence,
    by: Member,
    text: str,
    links: Sequence[Link] = (),
    form_token: UUID | None = None,
    at: datetime | None = None,
) -> OutcomeNote:
    """Add a note with its links. The same form sent twice is one note. Audited.

    Raises OutcomeRefused, DateGone.
    """
    date = lock_date(occurrence)
    if twin := twin_of(OutcomeNote, by, form_token):
        return twin
    if date.outcome_notes.count() >= MOST_NOTES:
        text = _("A date can have %(most)d notes on what came of it. Add to one of them.") % {"most": MOST_NOTES}
        raise OutcomeRefused(text)
    note = OutcomeNote.objects.create(
        occurrence=date,
        text=text,
        links=[asdict(link) for link in links],
        by=by,
        at=at or timezone.now(),
        form_token=form_token,
    )
    record(by=by, action="write", about=note, after=_summary(note))
    return note


@transaction.atomic
def change_outcome(
    *, note: OutcomeNote, by: Member, version: int, text: str, links: Sequence[Link] = ()
) -> OutcomeNote:
    """Write it anew, with these links. Audited. Raises ChangedMeanwhile, NothingThere."""
    row = locked(note, version=version)
    before = _summary(row)
    row.text, row.links, row.version = text, [asdict(link) for link in links], row.version + 1
    row.save(update_fields=["text", "links", "version"])
    record(by=by, action="change", about=row, before=before, after=_summary(row))
    return row


@transaction.atomic
def take_out_outcome(*, note: OutcomeNote, by: Member) -> None:
    """Delete it. Audited; a second time does nothing."""
    row = OutcomeNote.objects.select_for_update(of=("self",)).filter(pk=note.pk).first()
    if row is not None:
        record(by=by, action="take out", about=row, before=_summary(row))
        row.delete()


def _summary(note: OutcomeNote) -> dict[str, Any]:
    return {"date": note.occurrence_id, "text": note.text, "links": note.links}
