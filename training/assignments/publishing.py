"""What keeps an assignment from being published: nothing to do, nothing to hand in, no rubric to answer by."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from community.pages.publishing import Fault

from .pages import AssignmentLessonPage


def assignment_faults(lesson: AssignmentLessonPage) -> Iterator[Fault]:
    """One fault for each thing that is missing."""
    if not lesson.body:
        yield Fault(_("What to do"), _("Nothing says what to do."), _("Write it."), "assignment-body")
    if not (lesson.takes_text or lesson.takes_link or lesson.takes_file):
        what = _("Nothing can be handed in.")
        yield Fault(_("What is handed in"), what, _("Allow a text, a link or a file."), "assignment-takes")
    rubric = lesson.criteria
    if not rubric:
        what = _("There is no criterion, so nobody knows how the work is looked at.")
        yield Fault(_("Rubric"), what, _("Add one with two levels at least."), "assignment-rubric")
    for number, criterion in enumerate(rubric, 1):
        names = {level.name.strip().casefold() for level in criterion.levels}
        if len(names) < len(criterion.levels):
            where = _("Criterion %(number)d") % {"number": number}
            yield Fault(where, _("Two levels have the same name."), _("Give each its own."), "assignment-rubric")
