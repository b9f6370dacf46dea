"""Makes the sample's video with its captions and chapters: `python -m training.sample.make_video` (ffmpeg, Playwright).

Each sentence is spoken by flite, which ffmpeg brings, so that the captions have the very times of the speech.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import sync_playwright

COURSE = Path(__file__).parent / "courses" / "comparing-groups-fairly"
NAME = "counts-or-rates"
SPEAKER = "Narrator"
PAUSE = 0.6  # seconds between sentences


@dataclass(frozen=True)
class Slide:
    """What is shown while it is said."""

    title: str
    rows: tuple[tuple[str, ...], ...]
    sentences: tuple[str, ...]


SLIDES = (
    Slide(
        "Counts or rates?",
        (("Two counties. One question:",), ("where is help needed most?",)),
        ("Two counties count the same thing.", "Where is help needed most?"),
    ),
    Slide(
        "The counts",
        (("County A", "120 cases"), ("County B", "300 cases")),
        (
            "County A counts one hundred twenty cases.",
            "County B counts three hundred cases.",
            "By the counts, County B looks worse.",
        ),
    ),
    Slide(
        "The people",
        (("County A", "10,000 people"), ("County B", "100,000 people")),
        ("But County A has ten thousand people.", "County B has one hundred thousand people."),
    ),
    Slide(
        "The rates",
        (("County A", "12 per 1,000"), ("County B", "3 per 1,000")),
        (
            "Divide the cases by the people.",
            "County A has twelve cases for every thousand people.",
            "County B has three cases for every thousand people.",
            "By the rates, County A has four times as many.",
        ),
    ),
    Slide(
        "Publish both",
        (("Count", "how many people"), ("Rate", "where it is worse"), ("These numbers are invented.",)),
        (
            "So publish both.",
            "The count says how many people need help.",
            "The rate says where help is needed most.",
            "These numbers are invented for this lesson.",
        ),
    ),
)
_STYLE = """body{margin:0;width:960px;height:540px;background:#0b2b45;color:#fff;font:40px/1.4 "Public Sans",sans-serif;
display:grid;align-content:center;padding:0 80px;box-sizing:border-box}h1{font-size:60px;margin:0 0 28px}
p{margin:0;display:grid;grid-template-columns:320px 1fr;border-top:2px solid #6f8fa8;padding:14px 0}
p:has(span:only-child){grid-template-columns:1fr}"""


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise FileNotFoundError(f"{name} is not installed.")
    return found


def _ffmpeg(*options: str) -> None:
    subprocess.run([_program("ffmpeg"), "-y", "-loglevel", "error", *options], check=True)  # noqa: S603


def _seconds(file: Path) -> float:
    command = [_program("ffprobe"), "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", str(file)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)  # noqa: S603


def _draw(folder: Path) -> list[Path]:
    """A picture of each slide."""
    files = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_program("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 960, "height": 540})
        for number, slide in enumerate(SLIDES):
            rows = "".join(f"<p>{''.join(f'<span>{cell}</span>' for cell in row)}</p>" for row in slide.rows)
            page.set_content(f"<style>{_STYLE}</style><h1>{slide.title}</h1>{rows}")
            files.append(folder / f"{number}.png")
            page.screenshot(path=files[-1])
        browser.close()
    return files


def _stamp(seconds: float) -> str:
    minutes, rest = divmod(round(seconds * 1000), 60_000)
    return f"{minutes:02}:{rest // 1000:02}.{rest % 1000:03}"


def make() -> None:
    """Write the three files into the folder of the course."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pictures = _draw(folder)
        at, captions, chapters, sounds, shown = 0.0, ["WEBVTT"], ["WEBVTT"], list[str](), list[str]()
        for number, slide in enumerate(SLIDES):
            begin = at
            for place, sentence in enumerate(slide.sentences):
                sound = folder / f"{number}-{place}.wav"
                said = sentence.replace(",", "\\,").replace("'", "")
                _ffmpeg(
                    "-f", "lavfi", "-i", f"flite=text='{said}':voice=slt", "-af", f"apad=pad_dur={PAUSE}", str(sound)
                )
                length = _seconds(sound)
                captions.append(f"{_stamp(at)} --> {_stamp(at + length - PAUSE / 2)}\n<v {SPEAKER}>{sentence}")
                sounds.append(f"file '{sound}'")
                at += length
            chapters.append(f"{_stamp(begin)} --> {_stamp(at)}\n{slide.title}")
            shown += [f"file '{pictures[number]}'", f"duration {at - begin:.3f}"]
        (folder / "sounds.txt").write_text("\n".join(sounds))
        (folder / "pictures.txt").write_text("\n".join([*shown, f"file '{pictures[-1]}'"]))
        _ffmpeg(
            *("-f", "concat", "-safe", "0", "-i", str(folder / "pictures.txt")),
            *("-f", "concat", "-safe", "0", "-i", str(folder / "sounds.txt")),
            *("-vf", "fps=5,format=yuv420p", "-c:v", "libvpx-vp9", "-crf", "40", "-b:v", "0", "-g", "25"),
            *("-c:a", "libopus", "-b:a", "20k", "-ac", "1", "-t", f"{at:.3f}", "-fflags", "+bitexact"),
            *("-map_metadata", "-1", str(COURSE / f"{NAME}.webm")),
        )
    (COURSE / f"{NAME}.vtt").write_text("\n\n".join(captions) + "\n")
    (COURSE / f"{NAME}.chapters.vtt").write_text("\n\n".join(chapters) + "\n")


if __name__ == "__main__":
    make()
