"""Checks of headings, pictures, tables and capitals in what editors write (WCAG 1.1.1, 1.3.1, 2.4.6)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bs4 import Tag
from django.db.models import Model
from django.utils.translation import gettext as _

from .faults import Fault
from .links import link_faults
from .reading import Part, is_prose, parts_of, short, words_of

TITLE_LEVEL = 1  # the page's title is its heading 1
MOST_LETTERS_OF_A_HEADING = 60
LEAST_SHOUTED_WORDS, LEAST_SHOUTED_LETTERS = 4, 20
_HEADINGS = re.compile(r"h[1-6]")
_TEXTS = ["p", "li", "dt", "dd", "td", "th", "blockquote", "caption", "figcaption", "h2", "h3", "h4", "h5", "h6"]
_WORD = re.compile(r"[^\W\d_]{2,}")
_FILE_NAME = re.compile(r"[\w .()-]+\.(png|jpe?g|gif|webp|avif|svg|bmp|tiff?)", re.IGNORECASE)
_SAYS_NOTHING = re.compile(r"(an? )?(image|picture|photo|graphic|figure|chart|diagram|img|dsc)[ _-]*\d*", re.IGNORECASE)


def text_faults(instance: Model) -> list[Fault]:
    """Everything below, for each text of `instance`, in the order of its texts."""
    parts = parts_of(instance)
    order = [part.name for part in parts]
    return sorted(_all(parts), key=lambda fault: order.index(fault.where))


def _all(parts: Sequence[Part]) -> Iterator[Fault]:
    yield from heading_faults(parts)
    for part in parts:
        for check in (lookalike_faults, image_faults, caption_faults, table_faults, capital_faults):
            yield from check(part)
    yield from link_faults(parts)


def heading_faults(parts: Sequence[Part]) -> Iterator[Fault]:
    """Empty headings, a second heading 1, and jumps; the page's title comes before the first part."""
    level = TITLE_LEVEL
    for part in parts:
        for heading in part.soup.find_all(_HEADINGS):
            words, own = words_of(heading), int(heading.name[1])
            if not words:
                yield part.fault(_("A heading is empty."), _("Write it, or delete the empty line."))
                continue
            values = {"words": short(words), "own": own, "before": level, "right": level + 1}
            if own == TITLE_LEVEL:
                yield part.fault(
                    _("“%(words)s” is a heading 1, as the page’s title is.") % values,
                    _("Make it a heading 2."),
                )
            elif own > level + 1:
                yield part.fault(
                    _("The heading “%(words)s” jumps from level %(before)d to level %(own)d.") % values,
                    _("Make it a heading %(right)d, or write the heading %(right)d that is missing above.") % values,
                )
            level = own


def lookalike_faults(part: Part) -> Iterator[Fault]:
    """Paragraphs in bold that play a heading: nobody can jump to them."""
    for paragraph in part.soup.find_all("p"):
        inner = [child for child in paragraph.contents if isinstance(child, Tag) or str(child).strip()]
        words = words_of(paragraph)
        is_bold = len(inner) == 1 and isinstance(inner[0], Tag) and inner[0].name in {"b", "strong"}
        is_short = 0 < len(words) <= MOST_LETTERS_OF_A_HEADING and words[-1] not in ".!?:;,…"
        if is_bold and is_short and paragraph.find_next_sibling() is not None:
            yield part.fault(
                _("“%(words)s” looks like a heading and is a bold paragraph.") % {"words": short(words)},
                _("Make it a heading, or end it like a sentence."),
            )


def image_faults(part: Part) -> Iterator[Fault]:
    """Pictures without a description, or with one that says nothing. Wagtail stores "decorative" as an empty one."""
    mend = _("Describe what the image tells the reader, or mark it as decorative.")
    for image in part.soup.find_all("img"):
        alt = image.get("alt")
        words = " ".join(str(alt or "").split())
        if alt is None:
            yield part.fault(_("An image has no description."), mend)
        elif _FILE_NAME.fullmatch(words) or _SAYS_NOTHING.fullmatch(words):
            yield part.fault(
                _("The description “%(words)s” does not say what an image shows.") % {"words": words}, mend
            )


def caption_faults(part: Part) -> Iterator[Fault]:
    """Figures whose caption is missing or empty."""
    for figure in part.soup.find_all("figure"):
        caption = figure.find("figcaption")
        if caption is None or not words_of(caption):
            yield part.fault(_("A figure has no caption."), _("Write one sentence below it."))


def table_faults(part: Part) -> Iterator[Fault]:
    """Tables that a screen reader can't name or whose cells have no heading."""
    for table in part.soup.find_all("table"):
        caption = table.find("caption")
        name = words_of(caption) if caption else ""
        if not name:
            yield part.fault(_("A table has no caption."), _("Say in a caption what the table shows."))
        if not any(words_of(cell) for cell in table.find_all("th")):
            yield part.fault(
                _("The table “%(name)s” has no header row.") % {"name": short(name)} if name
                else _("A table has no header row."),
                _("Turn the header row on, and say in it what each column holds."),
            )  # fmt: skip


def capital_faults(part: Part) -> Iterator[Fault]:
    """Whole paragraphs in capitals: hard to read, and some screen readers spell them out."""
    for text in part.soup.find_all(_TEXTS):
        words = " ".join(text.get_text(" ").split())
        spoken = _WORD.findall(words)
        is_long = len(spoken) >= LEAST_SHOUTED_WORDS and sum(map(len, spoken)) >= LEAST_SHOUTED_LETTERS
        if is_long and words == words.upper() and is_prose(text) and not text.find(_TEXTS):
            yield part.fault(
                _("“%(words)s” is written in capitals.") % {"words": short(words)},
                _("Write it as a sentence; use bold for what matters."),
            )
