"""Facts that already happened: search, notebooks and what learners are told follow pages, the schedule a migration."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.apps import AppConfig
from django.contrib.auth.models import Group
from django.db.models.signals import post_delete, post_migrate
from django.dispatch import receiver
from django_q.models import Schedule
from wagtail.models import Page, Revision
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from community.people.models import Member
from community.search.services import forget
from events.models import Occurrence
from events.signals import attended

from .outline import STEP
from .pages import CoursePage, LessonPage, NotebookLessonPage, TrainingPage
from .runs.permissions import COORDINATORS
from .runs.services.attendance import credit_attendance
from .services.findability import index_branch
from .services.finishing import record_finishes
from .services.notebooks import publish_notebook
from .versions.services import record_version

HAND_IN = "training: hand in quiz attempts whose time is over"
ASK = "training: ask whether courses were used, after 30 and 60 days"


@receiver(page_published, dispatch_uid="training.published")
@receiver(page_unpublished, dispatch_uid="training.unpublished")
@receiver(page_slug_changed, dispatch_uid="training.slug_changed")
@receiver(post_page_move, dispatch_uid="training.moved")
def follow_page(sender: object, instance: Page, **kwargs: Any) -> None:
    """Write the search entries of the page and of what hangs below it again."""
    if issubclass(instance.specific_class or Page, TrainingPage):  # a moved page comes as a plain Page
        index_branch(page=instance)


@receiver(page_published, sender=NotebookLessonPage, dispatch_uid="training.notebook_published")
def follow_notebook(sender: object, instance: NotebookLessonPage, **kwargs: Any) -> None:
    """Let the published page's notebook take its place."""
    publish_notebook(lesson=instance)


@receiver(page_published, dispatch_uid="training.lesson_published")
def follow_lesson(sender: object, instance: Page, revision: Revision, **kwargs: Any) -> None:
    """Record its version, after its notebook took its place; learners hear of it."""
    if isinstance(instance, LessonPage) and instance.live:  # scheduled ones come here too, before their date
        by = revision.user
        record_version(lesson_pk=instance.pk, by=by if isinstance(by, Member) else None)


@receiver(page_unpublished, dispatch_uid="training.outline_shrank")
def follow_withdrawal(sender: object, instance: Page, **kwargs: Any) -> None:
    """Who had done all of what is left has finished."""
    if issubclass(instance.specific_class or Page, TrainingPage):
        finish_course_at(instance.path)


@receiver(post_page_move, dispatch_uid="training.outline_moved")
def follow_move(sender: object, instance: Page, parent_page_before: Page, **kwargs: Any) -> None:
    """The same for the course that a lesson or module left."""
    if issubclass(instance.specific_class or Page, TrainingPage) and not instance.path.startswith(
        parent_page_before.path
    ):
        finish_course_at(parent_page_before.path)


def finish_course_at(path: str) -> None:
    """Write down who finished the course that the page of that tree path belongs to."""
    above = [path[:end] for end in range(STEP, len(path) + 1, STEP)]
    for course in CoursePage.objects.live().filter(path__in=above):
        record_finishes(course=course)


@receiver(attended, dispatch_uid="training.attended")
def follow_attendance(
    sender: object, occurrence: Occurrence, member: Member, is_present: bool, at: datetime, **kwargs: Any
) -> None:
    """Whoever was at a session of a run has done its lesson."""
    credit_attendance(occurrence=occurrence, member=member, is_present=is_present, at=at)


@receiver(post_delete, sender=CoursePage, dispatch_uid="training.course_deleted")
def forget_course(sender: object, instance: CoursePage, **kwargs: Any) -> None:
    """Drop the entry."""
    forget(kind="course", key=instance.pk)


@receiver(post_delete, sender=LessonPage, dispatch_uid="training.lesson_deleted")
def forget_lesson(sender: object, instance: LessonPage, **kwargs: Any) -> None:
    """Drop the entry; the course has a lesson less."""
    forget(kind="lesson", key=instance.pk)
    finish_course_at(instance.path)


@receiver(post_migrate, dispatch_uid="training.prepare_schedule")
def prepare_schedule(sender: AppConfig, **kwargs: Any) -> None:
    """Make the schedules that are missing; an operator may change them."""
    if sender.name != "django_q":  # once per migrate, when the tables of django-q2 are there
        return
    values = {"func": "training.tasks.hand_in_attempts", "schedule_type": Schedule.MINUTES, "minutes": 5}
    Schedule.objects.get_or_create(name=HAND_IN, defaults=values)
    daily = {"func": "training.tasks.ask_about_use", "schedule_type": Schedule.DAILY}
    Schedule.objects.get_or_create(name=ASK, defaults=daily)
    Group.objects.get_or_create(name=COORDINATORS)  # who is in it, an operator says
