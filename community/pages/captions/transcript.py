"""The transcript of a video as text: made from captions, edited by people, read into paragraphs and headings.

A paragraph begins with its time and, where it is known, who speaks: `[1:05 Ana Reyes] Words.` A line `## Words` is a
heading. Empty lines stand between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from .webvtt import CaptionFault, Cue, read_webvtt

LONG = 320  # characters after which a paragraph ends with its sentence
LONGEST = 800  # and after which it ends anywhere
PAUSE = 4_000  # milliseconds of silence that end one
_MARK = re.compile(r"\[(?:(\d{1,2}):)?(\d{1,2}):([0-5]\d)(?:[ \t]+([^\]\n]{1,80}))?\][ \t]*(.*)", re.DOTALL | re.ASCII)
_SENTENCE_END = re.compile(r"[.!?…]['\"”’)]?\Z")


@dataclass(frozen=True)
class Paragraph:
    """Words said from a time on. The anchor is a media fragment (W3C Media Fragments URI 1.0, 4.2.1)."""

    seconds: int
    voice: str
    words: str

    @property
    def anchor(self) -> str:
        """Its place in the page."""
        return f"t={self.seconds}"

    @property
    def clock(self) -> str:
        """The time as a player shows it."""
        return clock(self.seconds)


@dataclass
class Chapter:
    """Paragraphs below a heading; those before the first heading have none."""

    title: str = ""
    paragraphs: list[Paragraph] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        """Where it begins in the page."""
        return f"chapter-{self.paragraphs[0].seconds}" if self.paragraphs else ""


@dataclass
class Transcript:
    """What the text says, and what is wrong in it."""

    chapters: list[Chapter] = field(default_factory=list)
    faults: list[CaptionFault] = field(default_factory=list)

    @property
    def has_words(self) -> bool:
        """Somebody says something."""
        return any(chapter.paragraphs for chapter in self.chapters)


def clock(seconds: int) -> str:
    """1:05 or 1:02:05."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def write_transcript(cues: Sequence[Cue], chapters: Sequence[Cue] = ()) -> str:
    """The text of a transcript: cues joined into paragraphs, chapters as headings."""
    headings = list(chapters)
    blocks: list[str] = []
    former = -1
    for start, voice, words in _paragraphs(cues, [chapter.start for chapter in chapters]):
        while headings and headings[0].start <= start:
            title = headings.pop(0).text
            if not headings or headings[0].start > start:  # of several before the next words, the last one counts
                blocks.append(f"## {title}")
        seconds = max(start // 1000, former + 1)  # one anchor each
        former = seconds
        blocks.append(f"[{clock(seconds)}{' ' + voice if voice else ''}] {words}")
    return "\n\n".join(blocks) + "\n" if blocks else ""


def transcript_of(captions: str, chapters: str = "") -> str:
    """The transcript these captions make; empty while they have faults."""
    read, headings = read_webvtt(captions), read_webvtt(chapters)
    if read.faults:
        return ""
    return write_transcript(read.cues, () if headings.faults else headings.cues)


def _paragraphs(cues: Sequence[Cue], starts: Sequence[int]) -> Iterator[tuple[int, str, str]]:
    """(start in milliseconds, voice, words): a new one for a new voice, a chapter, a pause, or when it is long."""
    start, voice, words, end, waiting = 0, "", "", 0, list(starts)
    for cue in cues:
        begins = bool(waiting) and cue.start >= waiting[0]
        while waiting and cue.start >= waiting[0]:
            waiting.pop(0)
        for speaker, said in cue.pieces:
            name = speaker.replace("]", ")")[:80].strip()
            is_full = len(words) > LONGEST or (len(words) > LONG and _SENTENCE_END.search(words))
            if words and (name != voice or begins or cue.start - end > PAUSE or is_full):
                yield start, voice, words
                words = ""
            if not words:
                start, voice = cue.start, name
            words = f"{words} {said}".strip()
            begins = False
        end = cue.end
    if words:
        yield start, voice, words


def read_transcript(text: str) -> Transcript:
    """Chapters and paragraphs, and each fault with its line."""
    read = Transcript()
    former = -1
    for number, block in _blocks(text):
        if block.startswith("#"):
            read.chapters.append(Chapter(block.lstrip("#").strip()))
            if "\n" in block:
                read.faults.append(CaptionFault(number, _("Leave an empty line after a heading.")))
            continue
        found = _MARK.match(block)
        if found is None:
            reason = _("Begin each paragraph with its time in brackets, such as [1:05] or [1:05 Ana Reyes].")
            read.faults.append(CaptionFault(number, reason))
            continue
        seconds = (int(found[1] or 0) * 60 + int(found[2])) * 60 + int(found[3])
        if seconds <= former:
            read.faults.append(CaptionFault(number, _("Its time is not later than that of the paragraph above.")))
        former = max(former, seconds)
        if not read.chapters:
            read.chapters.append(Chapter())
        read.chapters[-1].paragraphs.append(Paragraph(seconds, (found[4] or "").strip(), " ".join(found[5].split())))
    return read


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    block: list[str] = []
    lines = [*text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), ""]
    for number, line in enumerate(lines, 1):
        if line.strip():
            block.append(line.strip())
        elif block:
            yield number - len(block), "\n".join(block)
            block = []
