"""Lessons cite resources of the library: by the links in what learners read, written when a lesson is published."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape

from django.utils.translation import ngettext

from community.library.registries import Citing
from community.library.services.citing import cite

from .kinds import kinds
from .pages import LessonPage

KIND = "lesson"
_LINK = re.compile(r'<a\b[^<>]*?\bhref="([^"<>]{1,500})"')


def note_citations(*, lesson_pk: int) -> None:
    """Write down which resources a lesson leads to. Idempotent; a lesson that nobody may read leads to none."""
    cite(kind=KIND, key=lesson_pk, addresses=_addresses(lesson_pk))


def _addresses(lesson_pk: int) -> list[str]:
    kind = LessonPage.objects.with_kind().filter(pk=lesson_pk).values_list("kind", flat=True).first()
    if kind is None:
        return []
    return [unescape(address) for address in _LINK.findall(kinds[kind].read(lesson_pk).reading.html)]


def _say(count: int) -> str:
    return ngettext("%(count)d lesson", "%(count)d lessons", count) % {"count": count}


def _cited() -> Iterator[tuple[int, Iterable[str]]]:
    for pk in list(LessonPage.objects.values_list("pk", flat=True)):
        yield pk, [address for address in _addresses(pk) if "/library/" in address]


CITING = Citing(KIND, _say, _cited)
