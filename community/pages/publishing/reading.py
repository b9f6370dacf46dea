"""What a draft will look like to a reader: the HTML of each block, and where the block stands in the editor."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from bs4 import BeautifulSoup, Tag
from django.db.models import Field, Model
from django.utils.translation import gettext as _
from wagtail.fields import RichTextField, StreamField
from wagtail.rich_text import expand_db_html

from .faults import Fault

_NOT_PROSE = ["code", "pre", "kbd", "samp", "math"]


@dataclass(frozen=True)
class Part:
    """A piece of text as it will be served."""

    name: str
    html: str
    anchor: str = ""

    @cached_property
    def soup(self) -> BeautifulSoup:
        """The piece, parsed once for all checks."""
        return BeautifulSoup(self.html, "html.parser")

    def fault(self, what: str, mend: str) -> Fault:
        """A fault of this piece."""
        return Fault(self.name, what, mend, self.anchor)


def parts_of(instance: Model) -> list[Part]:
    """Every text of `instance` that holds HTML, in the order of its fields and blocks."""
    return [part for field in instance._meta.concrete_fields for part in _parts(instance, field)]


def _parts(instance: Model, field: Field) -> Iterator[Part]:
    value = getattr(instance, field.attname)
    if isinstance(field, StreamField):
        for number, block in enumerate(value or (), 1):
            name = _("%(kind)s (block %(number)d)") % {"kind": block.block.label, "number": number}
            yield Part(name, block.render(), f"block-{block.id}-section" if block.id else "")
    elif isinstance(field, RichTextField) and value:
        yield Part(str(field.verbose_name).capitalize(), expand_db_html(value))


def words_of(tag: Tag) -> str:
    """What a screen reader says of it: its text, and the descriptions of its images."""
    said = [str(image.get("alt", "")) for image in tag.find_all("img")]
    return " ".join(" ".join([tag.get_text(" "), *said]).split())


def is_prose(tag: Tag) -> bool:
    """Whether it holds no code."""
    return tag.find(_NOT_PROSE) is None and tag.find_parent(_NOT_PROSE) is None


def short(words: str) -> str:
    """So much of it that an editor finds the place."""
    return words if len(words) <= 60 else f"{words[:57].rstrip()}…"
