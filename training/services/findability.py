"""Keeping search true when pages are published, withdrawn, moved or deleted."""

from __future__ import annotations

from django.db import transaction
from wagtail.models import Page

from community.search.services import index
from training.pages import CoursePage, LessonPage


@transaction.atomic
def index_branch(*, page: Page) -> None:
    """Write the entries of `page` and of every course and lesson below it again."""
    for course in CoursePage.objects.filter(path__startswith=page.path):
        index(kind="course", row=course)
    for lesson in LessonPage.objects.filter(path__startswith=page.path):
        index(kind="lesson", row=lesson)
