"""What keeps a video from being published: no captions, no transcript, or faults in them (docs/adr/0016)."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from community.pages.captions.transcript import clock, read_transcript
from community.pages.captions.webvtt import CaptionFault, Cue, read_webvtt
from community.pages.publishing import Fault
from training.files.publishing import ANCHOR

from .pages import VideoLessonPage

_CAPTIONS, _TRANSCRIPT = "lesson-captions", "lesson-transcript"
_SHOWN = 40
_LATE = 2  # seconds that captions may outlast the video


def video_faults(lesson: VideoLessonPage) -> Iterator[Fault]:
    """The video, its captions and its transcript, each whole."""
    if lesson.file is None:
        yield Fault(_("Video"), _("There is no video."), _("Upload one."), ANCHOR)
    if not lesson.captions.strip():
        what = _("The video has no captions, so deaf people can’t follow it.")
        yield Fault(_("Captions"), what, _("Upload them as WebVTT."), _CAPTIONS)
    else:
        yield from _webvtt_faults(_("Captions"), lesson.captions, lesson)
    if lesson.chapters.strip():
        yield from _webvtt_faults(_("Chapters"), lesson.chapters, lesson)
    read = read_transcript(lesson.transcript)
    if not read.has_words and not read.faults:
        what = _("The video has no transcript, so deafblind people can’t read it and nobody can search it.")
        mend = _("Save the page with captions and an empty transcript: it is made from them.")
        yield Fault(_("Transcript"), what, mend, _TRANSCRIPT)
    last = max((each.seconds for chapter in read.chapters for each in chapter.paragraphs), default=0)
    if _is_after(lesson, last):
        what = _("It goes on after the end of the video, at %(time)s.") % {"time": clock(last)}
        read.faults.append(CaptionFault(1, what))
    for fault in read.faults[:_SHOWN]:
        yield Fault(_("Transcript"), str(fault), _("Correct the text."), _TRANSCRIPT)


def _webvtt_faults(where: str, text: str, lesson: VideoLessonPage) -> Iterator[Fault]:
    read = read_webvtt(text)
    late: Cue | None = next((cue for cue in read.cues if _is_after(lesson, cue.start // 1000)), None)
    if late:
        reason = _("It begins after the end of the video. Do these words belong to another one?")
        read.faults.append(CaptionFault(late.line, reason))
    for fault in read.faults[:_SHOWN]:
        yield Fault(where, str(fault), _("Correct the line, or export it again."), _CAPTIONS)


def _is_after(lesson: VideoLessonPage, seconds: int) -> bool:
    length = lesson.file.seconds if lesson.file else None
    return length is not None and seconds > length + _LATE
