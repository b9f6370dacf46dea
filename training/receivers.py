"""Facts that already happened: search, notebooks and what learners are told follow pages, the schedule a migration."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.apps import AppConfig
from django.contrib.auth.models import Group
from django.db.models.signals import post_delete, post_migrate, post_save
from django.dispatch import receiver
from django_q.models import Schedule
from django_q.tasks import async_task
from wagtail.models import Page, Revision
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from community.glossary.signals import glossary_changed
from community.people.models import Member
from community.search.services import forget
from events.courses.services import enter_courses
from events.models import Occurrence
from events.signals import attended
from forum.models import Topic
from forum.signals import topics_merged

from .citing import note_citations
from .models import LessonTopic, RunSession
from .outline import STEP
from .pages import CoursePage, LessonPage, NotebookLessonPage, TrainingPage
from .runs.permissions import COORDINATORS
from .runs.services.attendance import credit_attendance
from .services.findability import index_branch
from .services.finishing import record_finishes
from .services.notebooks import publish_notebook
from .terms.services import note_terms
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
    """Record its version, after its notebook took its place, its words of the glossary, and what it cites."""
    if isinstance(instance, LessonPage) and instance.live:  # scheduled ones come here too, before their date
        by = revision.user
        record_version(lesson_pk=instance.pk, by=by if isinstance(by, Member) else None)
        note_terms(lesson_pk=instance.pk)
        note_citations(lesson_pk=instance.pk)


@receiver(glossary_changed, dispatch_uid="training.glossary_changed")
def follow_glossary(sender: object, **kwargs: Any) -> None:
    """Have a task look through all lessons for what is in the glossary now."""
    async_task("training.tasks.note_terms", group="training")


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


@receiver(topics_merged, dispatch_uid="training.topics_merged")
def follow_merge(sender: object, former: Topic, into: Topic, **kwargs: Any) -> None:
    """Lessons that were talked about in the merged topic are talked about in the other one."""
    LessonTopic.objects.filter(topic=former).update(topic=into)


@receiver(post_delete, sender=CoursePage, dispatch_uid="training.course_deleted")
def forget_course(sender: object, instance: CoursePage, **kwargs: Any) -> None:
    """Drop the entry of the search, and close that of the calendar."""
    forget(kind="course", key=instance.pk)
    enter_courses(keys=[instance.pk])


@receiver(post_save, sender=CoursePage, dispatch_uid="training.course_in_calendar")
def enter_course(sender: object, instance: CoursePage, **kwargs: Any) -> None:
    """The calendar knows it by its name and address, and whether people may read it."""
    if not kwargs.get("raw"):
        enter_courses(keys=[instance.pk])


@receiver(post_delete, sender=RunSession, dispatch_uid="training.session_out_of_calendar")
def leave_course(sender: object, instance: RunSession, **kwargs: Any) -> None:
    """An event is no longer among the dates of the course."""
    enter_courses(keys=[instance.run.course_id])


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
