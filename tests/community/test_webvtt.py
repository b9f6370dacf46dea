import time
from itertools import pairwise

import pytest

from community.pages.captions.transcript import read_transcript, write_transcript
from community.pages.captions.webvtt import Cue, read_webvtt

GOOD = """WEBVTT - made by hand

NOTE A comment
in two lines

first
00:00:01.000 --> 00:00:04.000 line:90%,end align:start
<v.loud Ana Reyes>Wells &amp; springs, <i>counted</i>.</v> <v Ben>Twice.</v>

00:05.500 --> 01:00:00.000
<c.big>One</c> <00:06.000>two
three
"""


def test_a_good_file_has_its_cues_and_no_fault():
    read = read_webvtt("\ufeff" + GOOD.replace("\n", "\r\n"))
    assert read.faults == []
    assert [(cue.line, cue.start, cue.end, cue.pieces) for cue in read.cues] == [
        (7, 1000, 4000, (("Ana Reyes", "Wells & springs, counted."), ("Ben", "Twice."))),
        (10, 5500, 3_600_000, (("", "One two three"),)),
    ]


CUE = "00:01.000 --> 00:02.000"
BROKEN = {
    "no signature": ("1\n00:01.000 --> 00:02.000\nHi\n", 1, "WEBVTT"),
    "no caption": ("WEBVTT\n", 1, "no caption"),
    "lines below the signature": ("WEBVTT\nKind: captions\n\n" + CUE + "\nHi\n", 2, "empty line"),
    "comma": ("WEBVTT\n\n00:01,000 --> 00:02,000\nHi\n", 3, "comma"),
    "61 seconds": ("WEBVTT\n\n00:61.000 --> 01:02.000\nHi\n", 3, "times"),
    "no times": ("WEBVTT\n\none\nHi\n", 3, "needs a line with its times"),
    "ends before it begins": ("WEBVTT\n\n00:03.000 --> 00:02.000\nHi\n", 3, "ends before"),
    "out of order": (f"WEBVTT\n\n00:03.000 --> 00:04.000\nHi\n\n{CUE}\nHo\n", 6, "before the caption above"),
    "no empty line between": (f"WEBVTT\n\n{CUE}\nHi\n{CUE}\nHo\n", 5, "empty line before the next"),
    "no words": (f"WEBVTT\n\n{CUE}\n\n00:03.000 --> 00:04.000\nHi\n", 3, "no words"),
    "unknown setting": (f"WEBVTT\n\n{CUE} colour:red\nHi\n", 3, "no setting"),
    "setting twice": (f"WEBVTT\n\n{CUE} align:end align:end\nHi\n", 3, "twice"),
    "styles": (f"WEBVTT\n\nSTYLE\n::cue {{ }}\n\n{CUE}\nHi\n", 3, "styles"),
    "unknown tag": (f"WEBVTT\n\n{CUE}\nOne\n<font>Hi</font>\n", 5, "&lt;"),
    "stray sign": (f"WEBVTT\n\n{CUE}\nDepth < 5\n", 4, "&lt;"),
    "ampersand": (f"WEBVTT\n\n{CUE}\nWells & springs\n", 4, "&amp;"),
    "tag left open": (f"WEBVTT\n\n{CUE}\n<i>Hi\n", 4, "not closed"),
    "tags crossed": (f"WEBVTT\n\n{CUE}\n<i><b>Hi</i></b>\n", 4, "closes nothing"),
    "voice without a name": (f"WEBVTT\n\n{CUE}\n<v>Hi\n", 4, "who"),
    "time outside": (f"WEBVTT\n\n{CUE}\nHi <00:09.000>ho\n", 4, "outside"),
}


@pytest.mark.parametrize(("text", "line", "reason"), BROKEN.values(), ids=BROKEN)
def test_each_fault_has_its_line_and_reason(text, line, reason):
    first = read_webvtt(text).faults[0]
    assert (first.line, reason in first.reason) == (line, True), first


def test_every_fault_is_told_at_once():
    text = "WEBVTT\n\n" + "\n\n".join(f"00:01,{number:03} --> 00:02.000\nHi" for number in range(40))
    assert [fault.line for fault in read_webvtt(text).faults] == list(range(3, 123, 3))


def cue(start, end, *pieces):
    return Cue(0, start, end, pieces)


def test_transcript_joins_cues_and_splits_at_voice_pause_and_chapter():
    cues = [
        cue(0, 2000, ("Ana", "One,")),
        cue(2000, 3000, ("Ana", "two.")),
        cue(3000, 4000, ("Ben", "Three.")),
        cue(9000, 9500, ("Ben", "Four.")),
        cue(9600, 9900, ("Ben", "Five.")),
    ]
    chapters = [cue(0, 9600, ("", "Start")), cue(9600, 9900, ("", "End"))]
    assert write_transcript(cues, chapters) == (
        "## Start\n\n[0:00 Ana] One, two.\n\n[0:03 Ben] Three.\n\n[0:09 Ben] Four.\n\n## End\n\n[0:10 Ben] Five.\n"
    )


def test_two_hours_of_captions_are_read_written_and_read_again():
    cues = [f"{n // 750:02}:{n * 48 // 10 // 60 % 60:02}:{n * 48 // 10 % 60:02}.{n * 48 % 10}00" for n in range(1501)]
    text = "WEBVTT\n\n" + "\n\n".join(
        f"{start} --> {end}\n<v Ana>This is sentence number {number} of a long talk."
        for number, (start, end) in enumerate(pairwise(cues))
    )
    begin = time.process_time()
    read = read_webvtt(text)
    assert (read.faults, len(read.cues)) == ([], 1500)
    written = write_transcript(read.cues)
    shown = read_transcript(written)
    assert time.process_time() - begin < 5
    assert shown.faults == []
    paragraphs = shown.chapters[0].paragraphs
    assert 150 < len(paragraphs) < 350
    assert len({paragraph.anchor for paragraph in paragraphs}) == len(paragraphs)
    assert sum(paragraph.words.count("sentence number") for paragraph in paragraphs) == 1500


def test_an_edited_transcript_tells_its_faults():
    read = read_transcript("## Start\n\n[0:05 Ana] One.\n\nTwo.\n\n[0:04] Three.\n")
    assert [(fault.line, fault.reason[:12]) for fault in read.faults] == [(5, "Begin each p"), (7, "Its time is ")]
    assert [chapter.title for chapter in read.chapters] == ["Start"]


def test_a_long_row_of_signs_does_not_stall():
    begin = time.process_time()
    read_webvtt("WEBVTT\n\n00:01.000 --> 00:02.000\n" + "<" * 50_000 + "&" * 50_000 + "\n")
    read_transcript("[" * 50_000)
    assert time.process_time() - begin < 5
