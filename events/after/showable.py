"""What keeps a recording from being shown: no video, no captions, no transcript, or faults in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from community.pages.captions.transcript import clock, read_transcript
from community.pages.captions.webvtt import read_webvtt

if TYPE_CHECKING:
    from events.after.models import Recording

_SHOWN = 10  # faults told at once
_LATE = 2  # seconds that words may outlast the video


def lacks(recording: Recording) -> list[str]:
    """One sentence for each thing that is missing or wrong; empty when people may watch it."""
    return [*_video(recording), *_captions(recording), *_transcript(recording)]


def _video(recording: Recording) -> Iterator[str]:
    if not recording.file and not recording.address:
        yield _("There is no video. Upload one, or write its address.")
    if recording.address and not recording.has_captions_there:
        yield _("Say that the video at that address shows captions, or upload the video here.")


def _captions(recording: Recording) -> Iterator[str]:
    if not recording.captions.strip():
        yield _("There are no captions, so deaf people can’t follow it. Upload them as WebVTT.")
        return
    read = read_webvtt(recording.captions)
    yield from (_("Captions: %(fault)s") % {"fault": fault} for fault in read.faults[:_SHOWN])
    late = next((cue for cue in read.cues if _is_after(recording, cue.start // 1000)), None)
    if late is not None:
        yield _("Captions: line %(line)d begins after the end of the video. Do they belong to another one?") % {
            "line": late.line
        }


def _transcript(recording: Recording) -> Iterator[str]:
    read = read_transcript(recording.transcript)
    if not read.has_words and not read.faults:
        yield _(
            "There is no transcript, so nobody can read or search it. Leave it empty to have it made from captions."
        )
    yield from (_("Transcript: %(fault)s") % {"fault": fault} for fault in read.faults[:_SHOWN])
    last = max((each.seconds for chapter in read.chapters for each in chapter.paragraphs), default=0)
    if _is_after(recording, last):
        yield _("Transcript: it goes on after the end of the video, at %(time)s.") % {"time": clock(last)}


def _is_after(recording: Recording, seconds: int) -> bool:
    return recording.seconds is not None and seconds > recording.seconds + _LATE
