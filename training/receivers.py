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

from .pages import ArticleLessonPage, CoursePage, LessonPage, NotebookLessonPage, TrainingPage
from .runs.permissions import COORDINATORS
from .runs.services.attendance import credit_attendance
from .services.findability import index_branch
from .services.notebooks import publish_notebook
from .services.telling import tell_of_new_words

HAND_IN = "training: hand in quiz attempts whose time is over"


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


@receiver(page_published, sender=ArticleLessonPage, dispatch_uid="training.article_published")
def follow_article(sender: object, instance: ArticleLessonPage, revision: Revision, **kwargs: Any) -> None:
    """Learners hear of its new words."""
    by = revision.user
    tell_of_new_words(article=instance, by=by if isinstance(by, Member) else None)


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
    """Drop the entry."""
    forget(kind="lesson", key=instance.pk)


@receiver(post_migrate, dispatch_uid="training.prepare_schedule")
def prepare_schedule(sender: AppConfig, **kwargs: Any) -> None:
    """Make the schedule when it is missing; an operator may change it."""
    if sender.name != "django_q":  # once per migrate, when the tables of django-q2 are there
        return
    values = {"func": "training.tasks.hand_in_attempts", "schedule_type": Schedule.MINUTES, "minutes": 5}
    Schedule.objects.get_or_create(name=HAND_IN, defaults=values)
    Group.objects.get_or_create(name=COORDINATORS)  # who is in it, an operator says
