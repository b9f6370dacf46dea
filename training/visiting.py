"""What the views of training share: the course and lesson an address names, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from .addresses import catalogue_url
from .outline import LessonLink
from .pages import CoursePage
from .study import Study, study_course

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member


def see_other(url: str) -> HttpResponse:
    """After a form: go and see."""
    return HttpResponseRedirect(url, status=303)


def crumbs(*steps: tuple[str, str]) -> list[tuple[str, str]]:
    """The way from the home page to a page of training."""
    return [(_("Home"), "/"), (_("Training"), catalogue_url()), *steps]


def study_or_404(viewer: Member | AnonymousUser, course: str) -> Study:
    """The published course as `viewer` studies it."""
    return study_course(viewer, get_object_or_404(CoursePage.objects.visible_to(viewer), slug=course))


def lesson_or_404(viewer: Member | AnonymousUser, course: str, module: str, lesson: str) -> tuple[Study, LessonLink]:
    """The lesson at that address, when learners can read it."""
    study = study_or_404(viewer, course)
    link = study.outline.find(module, lesson)
    if link is None:
        raise Http404
    return study, link
