"""What is new in a lesson since a learner did it. Nothing is compared here: that was done when it was published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from training.models import LessonVersion

if TYPE_CHECKING:
    from training.outline import LessonLink
    from training.study import Study


@dataclass(frozen=True)
class News:
    """The versions since the learner's, newest first; `is_again`: one of them asks to do the lesson once more."""

    versions: Sequence[LessonVersion]
    is_again: bool


def news_of(study: Study, link: LessonLink) -> News | None:
    """One query for who did an older version, none for others."""
    if link.pk not in study.updated:
        return None
    later = LessonVersion.objects.about([link.pk]).filter(number__gt=study.read[link.pk].version).newest_first()
    return News(list(later.defer("sections")), link.pk in study.again)
