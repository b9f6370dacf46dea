"""Keeping, showing and taking out the recording of a date. Nothing is shown without captions and transcript."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from community.pages.captions.transcript import transcript_of
from community.people.errors import HubError
from community.people.models import Member
from community.people.services import record
from events.after.enums import Audience
from events.after.models import Recording
from events.after.showable import lacks
from events.models import Occurrence
from events.services.scheduling import lock_date

from .files import forget_bytes, keep_file, seconds_of
from .telling import RECORDING, forget_news, tell_of_news
from .versions import locked, refuse_stale

if TYPE_CHECKING:
    from .files import LetIn


class RecordingRefused(HubError):
    """Something is missing before people may watch it."""


@transaction.atomic
def save_recording(
    *,
    occurrence: Occurrence,
    by: Member,
    version: int,
    address: str = "",
    has_captions_there: bool = False,
    captions: str = "",
    transcript: str = "",
    audience: Audience = Audience.VIEWERS,
    let_in: LetIn | None = None,
    at: datetime | None = None,
) -> Recording:
    """Keep what there is of a recording; `version` is 0 while there is none. Audited.

    A new file, or an address, takes the place of the old one. An empty transcript is made from the captions, and one
    that was so made is made again from new ones. One that is shown and lacks something now is hidden. Raises
    ChangedMeanwhile, DateGone.
    """
    date = lock_date(occurrence)
    row = Recording.objects.select_for_update(of=("self",)).filter(occurrence=date).first()
    refuse_stale(row.version if row else 0, version)
    row = row or Recording(occurrence=date, version=0)
    was_made = row.transcript.strip() == transcript_of(row.captions).strip()
    is_old = not transcript.strip() or (transcript.strip() == row.transcript.strip() and was_made)
    row.captions, row.transcript = captions, transcript_of(captions) if is_old and captions else transcript.strip()
    row.audience, row.by, row.at, row.version = audience, by, at or timezone.now(), row.version + 1
    _put_video(row, address, let_in)
    row.has_captions_there = has_captions_there and bool(row.address)
    if row.is_shown and lacks(row):
        row.shown_at = None
        forget_news(occurrence=date, what=RECORDING)
    row.save()
    record(by=by, action="save", about=row, after={"date": date.pk, "video": row.name or row.address})
    return row


def _put_video(row: Recording, address: str, let_in: LetIn | None) -> None:
    if let_in is None and (not address or not row.file):
        row.address = address
        return
    forget_bytes(row.file)
    row.address, row.file, row.name, row.size, row.content_type, row.seconds = address, "", "", 0, "", None
    if let_in is not None:
        row.address, row.content_type, row.seconds = "", let_in[1].content_type, seconds_of(let_in)
        keep_file(row, let_in)


@transaction.atomic
def show_recording(*, recording: Recording, by: Member, version: int, at: datetime | None = None) -> Recording:
    """Let people watch it. Audited; who takes part hears of it once.

    Raises RecordingRefused with what is missing, ChangedMeanwhile, NothingThere.
    """
    at = at or timezone.now()
    row = locked(recording, version=version)
    if missing := lacks(row):
        raise RecordingRefused(" ".join(missing))
    if not row.is_shown:
        row.shown_at = at
        row.save(update_fields=["shown_at"])
        record(by=by, action="show", about=row)
        tell_of_news(occurrence=row.occurrence, what=RECORDING, by=by, at=at)
    return row


@transaction.atomic
def hide_recording(*, recording: Recording, by: Member) -> None:
    """Nobody but organizers sees it any more. Audited; idempotent."""
    if Recording.objects.filter(pk=recording.pk, shown_at__isnull=False).update(shown_at=None):
        record(by=by, action="hide", about=recording)
        forget_news(occurrence=recording.occurrence, what=RECORDING)


@transaction.atomic
def take_out_recording(*, recording: Recording, by: Member) -> None:
    """Delete it, with its bytes. Audited; a second time does nothing."""
    row = Recording.objects.select_for_update(of=("self",)).filter(pk=recording.pk).first()
    if row is None:
        return
    record(by=by, action="take out", about=row, before={"date": row.occurrence_id, "video": row.name or row.address})
    forget_bytes(row.file)
    row.delete()
    forget_news(occurrence=recording.occurrence, what=RECORDING)
