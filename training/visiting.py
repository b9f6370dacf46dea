"""What the views of training share: the course and lesson an address names, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from wagtail.contrib.redirects.models import Redirect

from .addresses import catalogue_url, lesson_url, slugs_of
from .models import Enrolment
from .outline import LessonLink
from .pages import CoursePage, LessonPage
from .study import Study, study_course

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import AnyRequest, Member


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
    """The lesson at that address, when learners can read it; also at one that it had before it was moved or renamed."""
    page = CoursePage.objects.visible_to(viewer).filter(slug=course).first()
    study = study_course(viewer, page) if page else None
    if study and (link := study.outline.find(module, lesson)):
        return study, link
    if moved := moved_lesson(viewer, lesson_url(course, module, lesson)):
        return moved
    raise Http404


def moved_lesson(viewer: Member | AnonymousUser, address: str) -> tuple[Study, LessonLink] | None:
    """The lesson that had that address before; Wagtail writes a redirect when a page gets another one."""
    page = LessonPage.objects.visible_to(viewer).filter(pk__in=_pages_once_at(address)).first()
    if page is None:
        return None
    study = study_course(viewer, get_object_or_404(CoursePage.objects.visible_to(viewer), path=page.course_path))
    link = study.outline.get(page.pk)
    return (study, link) if link else None


def tell_of_withdrawn(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Where learners could read a lesson once and can't now, say so instead of a bare “not found”."""

    @wraps(view)
    def told(request: AnyRequest, course: str, module: str, lesson: str) -> HttpResponse:
        try:
            return view(request, course=course, module=module, lesson=lesson)
        except Http404:
            left = _course_of_withdrawn(request.user, lesson_url(course, module, lesson))
            if left is None:
                raise
            context = {"course": left, "is_post": request.method == "POST"}
            return render(request, "training/lesson_withdrawn.html", context, status=404)

    return told


def _pages_once_at(address: str) -> QuerySet[Any]:
    path = Redirect.normalise_path(address)
    return Redirect.objects.filter(old_path=path, redirect_page__isnull=False).values("redirect_page")


def _course_of_withdrawn(viewer: Member | AnonymousUser, address: str) -> CoursePage | None:
    """The course of a lesson that was published at that address once: a course to be seen, or the viewer's own."""
    end = "/" + "/".join(slugs_of(address, 3)) + "/"
    there = Q(url_path__endswith=end) | Q(pk__in=_pages_once_at(address))
    page = LessonPage.objects.filter(there, first_published_at__isnull=False).first()
    if page is None:
        return None
    course = CoursePage.objects.filter(path=page.course_path).first()
    is_own = viewer.is_authenticated and Enrolment.objects.of(viewer).filter(course=course).exists()
    return course if course and (course.live or is_own) else None
