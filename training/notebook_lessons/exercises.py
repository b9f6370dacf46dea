"""A notebook's text in passages: solutions are kept back from learners who have not tried the exercise."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser

from community.people.models import Member
from community.safety.html import stored

from .models import ExerciseAttempt

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from training.models import NotebookVersion
    from training.pages import LessonPage

_OPENING = "<details "


@dataclass(frozen=True)
class Passage:
    """A piece of the lesson; of a solution that is kept back only the key."""

    html: SafeString
    kept_back: str = ""


def tried_by(viewer: Member | AnonymousUser, lesson: LessonPage) -> set[str]:
    """The keys of the solutions that are open to `viewer`."""
    if not viewer.is_authenticated:
        return set()
    rows = ExerciseAttempt.objects.filter(member=viewer, lesson=lesson.pk)
    return set(rows.values_list("solution", flat=True))


def passages(version: NotebookVersion, tried: Collection[str], *, shows_all: bool = False) -> list[Passage]:
    """The stored lesson, cut where its solutions are; nothing is parsed here."""
    return list(_cut(version, tried, shows_all=shows_all))


def _cut(version: NotebookVersion, tried: Collection[str], *, shows_all: bool) -> Iterator[Passage]:
    at = 0
    for solution in version.solutions:
        key, start, end = solution["key"], solution["start"], solution["end"]
        yield Passage(stored(version.html[at:start]))
        if shows_all or key in tried:
            is_open = "" if shows_all else "open "
            opening = f'{_OPENING}{is_open}id="solution-{key}" '
            yield Passage(stored(version.html[start:end].replace(_OPENING, opening, 1)))
        else:
            yield Passage(stored(""), kept_back=key)
        at = end
    yield Passage(stored(version.html[at:]))
