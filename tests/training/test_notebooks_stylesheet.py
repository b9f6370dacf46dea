"""The colours of code: readable on their paper, and the stored style sheet is the one that is made."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from training.notebooks.stylesheet import DARK, LIGHT, PAPER, code_css

STORED = Path(__file__).resolve().parents[2] / "community" / "static" / "css" / "code.css"
RULE = re.compile(r"([^{}]+)\{([^{}]+)\}")


def brightness(color: str) -> float:
    channels = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * channel for weight, channel in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    dark, light = sorted([brightness(one), brightness(other)])
    return (light + 0.05) / (dark + 0.05)


def pairs(css: str, paper: str) -> list[tuple[str, str, str]]:
    """Every rule's colour with what it stands on."""
    found = []
    for names, body in RULE.findall(css):
        colors = dict(re.findall(r"(?<![-\w])(color|background): (#[0-9a-fA-F]{6})", body))
        if "color" in colors:
            found.append((names.strip(), colors["color"], colors.get("background", paper)))
    return found


@pytest.mark.parametrize("style", [LIGHT, DARK])
def test_every_colour_is_readable_on_its_paper(style):
    light, dark = code_css().split("@media screen and (prefers-color-scheme: dark)")
    checked = pairs(dark if style == DARK else light, PAPER[style])

    assert len(checked) > 15
    assert [(name, contrast(ink, paper)) for name, ink, paper in checked if contrast(ink, paper) < 4.5] == []


def test_the_stored_style_sheet_is_the_one_that_is_made():
    assert STORED.read_text() == code_css()
