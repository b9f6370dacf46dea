"""Gives members certificates the way they get them: by doing every lesson."""

from __future__ import annotations

from tests.factories.training import make_course
from training.models import Certificate
from training.pages import LessonPage
from training.services import learning


def make_certified_course(home, slug="open-data", **fields):
    """A published course with two lessons that gives a certificate for two years."""
    given = {"gives_certificate": True, "certificate_months": 24, "certificate_office": "Office of Data"} | fields
    return make_course(home, slug, **given)


def do_course(member, course, *, at=None):
    """Mark every lesson; the member's newest certificate of the course, or None."""
    for lesson in LessonPage.objects.readable().under(course.path).order_by("path"):
        learning.complete(member=member, lesson=lesson, at=at)
    return Certificate.objects.of(member).filter(course=course).with_standing().newest_first().first()


def give_certificate(member, home, *, at=None, slug="open-data", **fields):
    """A certificate of a course of its own."""
    return do_course(member, make_certified_course(home, slug, **fields), at=at)
