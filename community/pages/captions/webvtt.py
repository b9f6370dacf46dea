"""Reads WebVTT strictly, by the syntax of the W3C's WebVTT (section 4): every fault with its line and the reason.

Players are lenient: they drop a broken cue, and nobody notices that words are missing. So nothing is let in that a
player would drop. Styles are not taken: captions look as each learner set them.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from django.utils.translation import gettext as _

MOST_CUES = 6_000
_MOST_IN_ONE = 100  # faults told of one caption
_TIME = r"(?:(\d{2,4}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMING = re.compile(rf"{_TIME}[ \t]+-->[ \t]+{_TIME}((?:[ \t]+\S+)*)[ \t]*\Z", re.ASCII)
_COMMA = re.compile(r"\d{2}:\d{2},\d{3}", re.ASCII)
_PERCENT = r"(?:100(?:\.0+)?|\d{1,2}(?:\.\d+)?)%"
_SETTINGS = {
    "vertical": re.compile(r"rl|lr"),
    "line": re.compile(rf"(?:-?\d{{1,4}}|{_PERCENT})(?:,(?:start|center|end))?"),
    "position": re.compile(rf"{_PERCENT}(?:,(?:line-left|center|line-right))?"),
    "size": re.compile(_PERCENT),
    "align": re.compile(r"start|center|end|left|right"),
}
_TAG = re.compile(r"<(/?)([a-z]*)((?:\.[^\s.<>&]+)*)(?:[ \t\n]+([^<>]*))?>|<(\d[\d:.]*)>|([<>])")
_TAGS = {"c", "i", "b", "u", "ruby", "rt", "v", "lang"}
_REFERENCE = re.compile(r"&(?!(?:[a-zA-Z]{2,31}|#\d{1,7}|#x[0-9a-fA-F]{1,6});)")


@dataclass(frozen=True)
class CaptionFault:
    """What is wrong in a line, counted from 1."""

    line: int
    reason: str

    def __str__(self) -> str:
        return _("Line %(line)d: %(reason)s") % {"line": self.line, "reason": self.reason}


@dataclass(frozen=True)
class Cue:
    """Words from `start` to `end`, in milliseconds: pieces of (who says it or "", the words)."""

    line: int
    start: int
    end: int
    pieces: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        """The words alone."""
        return " ".join(words for _voice, words in self.pieces)


@dataclass
class Captions:
    """What a file says; use the cues when there is no fault."""

    cues: list[Cue] = field(default_factory=list)
    faults: list[CaptionFault] = field(default_factory=list)


def read_webvtt(text: str) -> Captions:
    """Every cue and every fault of a WebVTT file."""
    lines = normal_lines(text).split("\n")
    read = Captions()
    if not re.match(r"WEBVTT(?:[ \t].*)?\Z", lines[0]):
        read.faults.append(CaptionFault(1, _("The file must begin with the word WEBVTT. Export the captions again.")))
        return read
    blocks = list(_blocks(lines))
    for number, block in blocks[1:] if blocks and blocks[0][0] == 1 else blocks:
        _read_block(number, block, read)
    if blocks and len(blocks[0][1]) > 1:
        reason = _("Take out what stands right below WEBVTT, and leave an empty line there.")
        read.faults.insert(0, CaptionFault(2, reason))
    if not read.cues and not read.faults:
        read.faults.append(CaptionFault(1, _("There is no caption in it.")))
    if len(read.cues) > MOST_CUES:
        reason = _("More than %(most)d captions. Split the video.") % {"most": MOST_CUES}
        read.faults.append(CaptionFault(read.cues[MOST_CUES].line, reason))
    return read


def normal_lines(text: str) -> str:
    """The text without a byte order mark, with line feeds alone."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").rstrip("\n") + "\n"


def _blocks(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """(number of the first line, the lines) of each block between empty lines."""
    block: list[str] = []
    for number, line in enumerate(lines, 1):
        if line:
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []
    if block:
        yield len(lines) + 1 - len(block), block


def _read_block(number: int, block: list[str], read: Captions) -> None:
    first = block[0]
    if re.match(r"NOTE(?:[ \t]|\Z)", first):
        return
    if re.match(r"(?:STYLE|REGION)[ \t]*\Z", first):
        reason = _("Take this block of styles out: captions look as each learner has set them.")
        read.faults.append(CaptionFault(number, reason))
        return
    place = 0 if "-->" in first else 1
    if place >= len(block) or "-->" not in block[place]:
        reason = _("A caption needs a line with its times, such as 00:01.000 --> 00:04.000.")
        read.faults.append(CaptionFault(number, reason))
        return
    times = _read_times(number + place, block[place], read)
    words = block[place + 1 :]
    for offset, line in enumerate(words, number + place + 1):
        if "-->" in line:
            read.faults.append(CaptionFault(offset, _("Leave an empty line before the next caption.")))
            return
    faults, pieces = _read_words(number + place + 1, "\n".join(words), times)
    read.faults += faults
    if not words or not any(said.strip() for _voice, said in pieces):
        read.faults.append(CaptionFault(number + place, _("This caption has no words. Write them, or take it out.")))
    if times:
        read.cues.append(Cue(number + place, *times, tuple(pieces)))


def _read_times(number: int, line: str, read: Captions) -> tuple[int, int] | None:
    found = _TIMING.match(line)
    if found is None:
        reason = (
            _("Write the thousandths after a point, not a comma: 00:01.000.")
            if _COMMA.search(line)
            else _("The times must read like 00:01.000 --> 00:04.000, with hours in front where there are any.")
        )
        read.faults.append(CaptionFault(number, reason))
        return None
    start, end = _milliseconds(*found.groups()[:4]), _milliseconds(*found.groups()[4:8])
    if end <= start:
        read.faults.append(CaptionFault(number, _("The caption ends before it begins.")))
    if read.cues and start < read.cues[-1].start:
        read.faults.append(CaptionFault(number, _("It begins before the caption above it. Put them in order of time.")))
    _check_settings(number, found[9].split(), read)
    return start, end


def _milliseconds(hours: str | None, minutes: str, seconds: str, rest: str) -> int:
    return ((int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(rest)


def _check_settings(number: int, settings: list[str], read: Captions) -> None:
    seen: set[str] = set()
    for setting in settings:
        name, _colon, value = setting.partition(":")
        rule = _SETTINGS.get(name)
        if rule is None or name in seen or not rule.fullmatch(value):
            reason = _("“%(setting)s” is no setting of a caption, or stands there twice.") % {"setting": setting[:40]}
            read.faults.append(CaptionFault(number, reason))
        seen.add(name)


def _read_words(
    number: int, text: str, times: tuple[int, int] | None
) -> tuple[list[CaptionFault], list[tuple[str, str]]]:
    """The faults of a caption's text, and what each voice says in it."""
    found_faults: list[tuple[int, str]] = []
    pieces: list[list[str]] = [["", ""]]
    opened: list[str] = []
    place = 0
    for found in _TAG.finditer(text):
        pieces[-1][1] += text[place : found.start()]
        place = found.end()
        if found[5]:
            reason = _stamp_fault(found[5], times)
        elif found[6] or found[2] not in _TAGS:
            reason = _("Write &lt; for < and &gt; for >, or use a tag of captions: i, b, u, v, c, lang, ruby.")
        elif found[1]:
            reason = _close(found[2], opened, pieces)
        else:
            reason = _open(found[2], (found[4] or "").strip(), opened, pieces)
        if reason:
            found_faults.append((found.start(), reason))
        if len(found_faults) > _MOST_IN_ONE:
            break
    pieces[-1][1] += text[place:]
    if opened and opened != ["v"]:  # 4.2.2: the end of a lone voice may be left out
        found_faults.append((len(text), _("The tag <%(tag)s> is not closed.") % {"tag": opened[-1]}))
    found_faults += [
        (stray.start(), _("Write &amp; for the sign &.")) for stray in islice(_REFERENCE.finditer(text), _MOST_IN_ONE)
    ]
    faults = [CaptionFault(number + text.count("\n", 0, at), reason) for at, reason in found_faults]
    said = [(voice, " ".join(html.unescape(words).split())) for voice, words in pieces]
    return faults, [(voice, words) for voice, words in said if words]


def _open(tag: str, words: str, opened: list[str], pieces: list[list[str]]) -> str:
    """Open a tag; the reason why not, or ""."""
    opened.append(tag)
    if tag in {"v", "lang"} and not words:
        return _("Say who or which language: <v Ana Reyes>, <lang es>.")
    if tag == "v":
        pieces.append([html.unescape(words), ""])
    return ""


def _close(tag: str, opened: list[str], pieces: list[list[str]]) -> str:
    """Close a tag; the reason why not, or ""."""
    if not opened or opened[-1] != tag:
        return _("The tag </%(tag)s> closes nothing that is open here.") % {"tag": tag}
    opened.pop()
    if tag == "v":
        pieces.append(["", ""])
    return ""


def _stamp_fault(stamp: str, times: tuple[int, int] | None) -> str:
    found = re.fullmatch(_TIME, stamp, re.ASCII)
    if found is None:
        return _("“<%(stamp)s>” is no time. Write it like <00:01.000>.") % {"stamp": stamp[:20]}
    if times and not times[0] < _milliseconds(*found.groups()) < times[1]:
        return _("The time within the caption lies outside of it.")
    return ""
