"""The recording of a talk at a past event: the course's own video, given to the date through the services of events."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

from community.notifications.services.telling import without_mail
from community.pages.captions.transcript import transcript_of
from community.safety.uploads import Purpose, admit
from events.after.models import Recording
from events.after.services.recordings import save_recording, show_recording
from events.models import Occurrence

EVENT = "Data community of practice: quarterly meeting"
_FOLDER = Path(__file__).parent / "courses" / "comparing-groups-fairly"
_NAME = "counts-or-rates"


def show_talk(now: datetime) -> None:
    """Show the talk at the latest past date of the event; once."""
    past = Occurrence.objects.filter(series__title=EVENT).past(now).select_related("series").first()
    if past is None or past.series.scheduled_by is None or Recording.objects.filter(occurrence=past).exists():
        return
    by, captions = past.series.scheduled_by, (_FOLDER / f"{_NAME}.vtt").read_text("utf-8")
    file = SimpleUploadedFile(f"{_NAME}.webm", (_FOLDER / f"{_NAME}.webm").read_bytes())
    chapters = (_FOLDER / f"{_NAME}.chapters.vtt").read_text("utf-8")
    with without_mail():
        row = save_recording(
            occurrence=past,
            by=by,
            version=0,
            captions=captions,
            transcript=transcript_of(captions, chapters),
            let_in=(file, admit(file, purpose=Purpose.VIDEO)),
            at=past.end_at,
        )
        show_recording(recording=row, by=by, version=row.version, at=past.end_at)
