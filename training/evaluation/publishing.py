"""What keeps a course from being published: checks that can't show a gain."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from community.pages.publishing import Fault
from training.pages import CoursePage


def check_faults(course: CoursePage) -> Iterator[Fault]:
    """One check without the other, a quiz of another course, a quiz for both that may be taken once only."""
    opening, closing = course.opening_check, course.closing_check
    if (opening is None) != (closing is None):
        yield _fault(
            _("An opening check needs a closing check, and the other way round."),
            _("Choose both, or none. Both may be the same quiz."),
        )
    for quiz in {check.pk: check for check in (opening, closing) if check is not None}.values():
        if not (course.path and quiz.course_path == course.path):
            yield _fault(
                _("“%(title)s” is a quiz of another course.") % {"title": quiz.title},
                _("Choose a quiz of this course."),
            )
    if opening is not None and opening == closing and opening.attempts_allowed == 1:
        yield _fault(
            _("“%(title)s” is both checks, and allows one attempt only.") % {"title": opening.title},
            _("Allow two attempts or more in that quiz, or choose two quizzes."),
        )


def _fault(what: str, mend: str) -> Fault:
    return Fault(where=_("What learners gain"), what=what, mend=mend, anchor="course-checks")
