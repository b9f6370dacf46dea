"""Versions are recorded however a lesson is published, once each, and the editor's choice is used up."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Workflow, WorkflowPage, WorkflowTask

from community.notifications.models import Notification
from community.pages.publishing import PublicationRefused
from tests.factories.people import MemberFactory
from tests.factories.training import (
    NotebookVersionFactory,
    WaitingNotebookFactory,
    body,
    make_article,
    make_course,
    make_module,
    make_notebook_lesson,
)
from training.enums import Change, ConversionState
from training.models import LessonVersion, NotebookVersion
from training.pages import ArticleLessonPage, LessonPage
from training.services import learning
from training.services.notebooks import convert
from training.study import study_course

pytestmark = pytest.mark.django_db
NEW = "<h2>Begin here</h2><p>Other words.</p><h2>Go on</h2><p>More.</p>"


@pytest.fixture
def course(home):
    return make_course(home, lessons=0)


@pytest.fixture
def article(course):
    made = make_article(make_module(course))
    made.save_revision().publish()
    return made


def publish(article, change=Change.MINOR, what="", html=NEW, **fields):
    page = ArticleLessonPage.objects.get(pk=article.pk)
    page.change, page.what_changed, page.body = change, what, body(html)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return page


def versions(lesson):
    return list(LessonVersion.objects.filter(lesson=lesson).order_by("number").values_list("number", "change"))


def test_first_publication_is_the_first_version_and_the_next_says_what_changed(article):
    publish(article, what="Two words are better now.")
    assert versions(article) == [(1, "first"), (2, "minor")]
    second = LessonVersion.objects.get(number=2)
    assert (second.added, second.removed, second.reworded) == (["Go on"], [], ["Begin here"])
    assert second.what_changed == "Two words are better now."


@pytest.mark.parametrize("fields", [{"title": "Other"}, {"minutes": 45}, {"body": body()}])
def test_the_same_words_make_no_version(article, fields):
    page = ArticleLessonPage.objects.get(pk=article.pk)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()
    assert versions(article) == [(1, "first")]


def test_a_major_needs_a_sentence_and_is_used_up(article):
    with pytest.raises(PublicationRefused, match="1 thing to mend"):
        publish(article, Change.MAJOR, "  ")
    publish(article, Change.MAJOR, "The law changed.")
    stored = ArticleLessonPage.objects.get(pk=article.pk)
    draft = stored.get_latest_revision_as_object()
    assert [(page.change, page.what_changed) for page in (stored, draft)] == [(Change.MINOR, "")] * 2
    stored.get_latest_revision().publish()
    assert versions(article) == [(1, "first"), (2, "major")]


def test_a_lesson_that_was_done_before_versions_were_kept_has_no_first_one(course, member):
    old, _other = (make_article(make_module(course, slug)) for slug in ("one", "two"))
    learning.complete(member=member, lesson=old)
    publish(old, Change.MAJOR, "The law changed.")
    assert versions(old) == [(1, "major")]
    assert study_course(member, course).again == {old.pk}


def test_a_scheduled_lesson_gets_its_version_when_the_date_comes(article, member):
    learning.complete(member=member, lesson=article)
    publish(article, Change.MAJOR, "The law changed.", go_live_at=timezone.now() + timedelta(days=1))
    assert versions(article) == [(1, "first")]
    with time_machine.travel(timezone.now() + timedelta(days=2), tick=False):
        call_command("publish_scheduled")
    assert versions(article) == [(1, "first"), (2, "major")]
    assert "Other words" in ArticleLessonPage.objects.get(pk=article.pk).draft_reading().html
    assert Notification.objects.filter(member=member, kind="lesson_updated").count() == 1


def test_a_new_lesson_with_a_date_has_no_version_before_it(course):
    module = make_module(course)
    lesson = make_article(module, live=False, go_live_at=timezone.now() + timedelta(days=1))
    lesson.save_revision().publish()
    assert versions(lesson) == []
    with time_machine.travel(timezone.now() + timedelta(days=2), tick=False):
        call_command("publish_scheduled")
    assert versions(lesson) == [(1, "first")]


def test_a_review_that_is_approved_publishes_and_records_the_version(article, course, admin):
    writer = MemberFactory()
    task = GroupApprovalTask.objects.create(name="Check")
    workflow = Workflow.objects.create(name="Review")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    WorkflowPage.objects.create(workflow=workflow, page=course)
    page = ArticleLessonPage.objects.get(pk=article.pk)
    page.change, page.what_changed, page.body = Change.MAJOR, "The law changed.", body(NEW)
    page.save_revision(user=writer)
    state = workflow.start(page, writer).current_task_state
    assert versions(article) == [(1, "first")]
    state.approve(user=admin)
    assert versions(article) == [(1, "first"), (2, "major")]
    assert LessonVersion.objects.get(number=2).by == writer


def test_a_review_of_a_faulty_draft_publishes_nothing(article, course, admin, client_for):
    task = GroupApprovalTask.objects.create(name="Check")
    workflow = Workflow.objects.create(name="Review")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    page = ArticleLessonPage.objects.get(pk=article.pk)
    page.change = Change.MAJOR
    page.save_revision()
    state = workflow.start(page, admin).current_task_state
    client_for(admin).post(f"/cms/pages/workflow/action/{page.pk}/approve/{state.pk}/", {"comment": ""})
    assert versions(article) == [(1, "first")]


def test_a_notebook_s_version_begins_when_it_is_in_force(course, member):
    lesson = make_notebook_lesson(make_module(course))
    learning.complete(member=member, lesson=lesson)
    waiting = WaitingNotebookFactory()
    lesson.notebook, lesson.change, lesson.what_changed = waiting, Change.MAJOR, "All figures are new."
    lesson.save_revision().publish()
    assert versions(lesson) == [(1, "first")]
    ready = NotebookVersionFactory.build(html="<h2>Other</h2><p>Figures.</p>")
    NotebookVersion.objects.filter(pk=waiting.pk).update(
        state=ConversionState.READY, html=ready.html, content_version="0" * 64, converted_at=timezone.now()
    )
    convert(version_pk=waiting.pk)
    convert(version_pk=waiting.pk)
    assert versions(lesson) == [(1, "first"), (2, "major")]
    newest = LessonVersion.objects.get(number=2)
    assert (newest.added, newest.removed) == (["Other"], ["Read the numbers"])


def test_versions_are_append_only_and_go_with_their_lesson(article):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        LessonVersion.objects.update(what_changed="Nothing.")
    LessonPage.objects.get(pk=article.pk).delete()
    assert not LessonVersion.objects.exists()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_eight_editors_publish_at_once_and_no_number_is_given_twice(at_once, article):
    def work(number):
        return publish(article, what=f"Change {number}.", html=f"<p>Words {number}.</p>")

    assert not [outcome for outcome in at_once(8, work) if isinstance(outcome, Exception)]
    numbers = [number for number, _change in versions(article)]
    assert numbers == list(range(1, len(numbers) + 1))
