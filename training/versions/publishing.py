"""What keeps a major change from being published: nobody says what changed."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from community.pages.publishing import Fault
from training.enums import Change
from training.pages import LessonPage


def change_faults(lesson: LessonPage) -> Iterator[Fault]:
    """A major change without a sentence for learners."""
    if lesson.change == Change.MAJOR and not lesson.what_changed.strip():
        yield Fault(
            where=_("This change, for learners"),
            what=_("A major change asks learners to do the lesson again, and does not say why."),
            mend=_("Write in one sentence what changed, or make it a minor change."),
            anchor="lesson-change",
        )
