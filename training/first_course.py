"""A step of a newcomer's first week: begin one course that fits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db.models import Exists
from django.utils.translation import gettext as _

from community.newcomers.registries import Step, Suggested
from community.newcomers.steps import words_about
from community.people.words import Words

from .addresses import catalogue_url, course_url
from .models import Enrolment
from .pages import CoursePage

if TYPE_CHECKING:
    from community.people.models import Member


def _fitting_course(member: Member, _done: Sequence[int]) -> list[Suggested]:
    """The first course of the catalogue whose title has a word of the member's; else the first one."""
    courses = list(CoursePage.objects.visible_to(member).order_by("path").values_list("pk", "title"))
    words = words_about(member).by_key.keys()
    about = [pk for pk, title in courses if Words.of(title).by_key.keys() & words]
    return [Suggested(pk) for pk in (about or [pk for pk, _title in courses])[:1]]


def _began(member: Member) -> Exists:
    return Exists(Enrolment.objects.filter(member=member))


def _say(title: str) -> str:
    return _("Begin a course: %(title)s") % {"title": title} if title else _("Begin a course")


COURSE = Step(
    "course",
    choose=_fitting_course,
    say=_say,
    address=lambda _key, slug: course_url(slug) if slug else catalogue_url(),
    rows=CoursePage.objects.visible_to,
    title="title",
    slug="slug",
    done=_began,
)
