"""The tour's page and pictures are what its table says; `make screenshots` makes both. No browser is needed here."""

import subprocess
import sys

import pytest
from PIL import Image

from tests.browser import tour
from tests.browser.take_screenshots import MAX_BYTES, tidy

pytestmark = pytest.mark.once


def faults(images=tour.IMAGES):
    """What is missing, too much, or of another size than the table says."""
    wanted = {shot.picture(width, scheme): (shot, width) for shot, width, scheme in tour.pictures()}
    there = {path.name for path in images.iterdir()}
    found = [f"{name}: not there" for name in sorted(wanted.keys() - there)]
    found += [f"{name}: in no table" for name in sorted(there - wanted.keys())]
    for name in sorted(wanted.keys() & there):
        shot, width = wanted[name]
        with Image.open(images / name) as picture:
            if picture.width != width or not 200 <= picture.height <= shot.height(width):
                found.append(f"{name}: {picture.width} x {picture.height}")
    return found


def test_page_and_pictures_are_those_of_the_table():
    assert faults() == [], "run `make screenshots`"
    assert tour.PAGE.read_text() == tour.page(), "run `make screenshots`"


def test_the_pictures_can_be_taken_where_no_setting_is_made():
    """`make screenshots` serves a hub; Django is not set up in its own process."""
    command = [sys.executable, "-c", "import tests.browser.take_screenshots"]
    done = subprocess.run(command, cwd=tour.ROOT, env={}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_there_are_enough_pictures_and_they_are_small():
    assert len(list(tour.pictures())) >= 30
    assert sum(path.stat().st_size for path in tour.IMAGES.iterdir()) <= MAX_BYTES


def test_each_page_has_words_of_its_own():
    for said in (
        [shot.name for shot in tour.SHOTS],
        [shot.title for shot in tour.SHOTS],
        [shot.words for shot in tour.SHOTS],
    ):
        assert len(said) == len(set(said))
    assert [shot.name for shot in tour.SHOTS if not shot.words.endswith(".")] == []


def test_planted_picture_of_another_size_or_name_is_caught_and_tidied_away(tmp_path, monkeypatch):
    first = next(tour.pictures())[0]
    for shot, width, scheme in tour.pictures():
        Image.new("RGB", (width, 300)).save(tmp_path / shot.picture(width, scheme))
    assert faults(tmp_path) == []
    Image.new("RGB", (640, 300)).save(tmp_path / first.picture(1280, "light"))
    Image.new("RGB", (320, 9_000)).save(tmp_path / first.picture(320, "dark"))
    Image.new("RGB", (10, 10)).save(tmp_path / "old-1280-light.webp")
    (tmp_path / first.picture(1280, "dark")).unlink()
    assert faults(tmp_path) == [
        "home-1280-dark.webp: not there",
        "old-1280-light.webp: in no table",
        "home-1280-light.webp: 640 x 300",
        "home-320-dark.webp: 320 x 9000",
    ]

    monkeypatch.setattr("tests.browser.take_screenshots.IMAGES", tmp_path)
    tidy()
    assert not (tmp_path / "old-1280-light.webp").exists()
