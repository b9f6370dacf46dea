"""The outline in the Wagtail admin: arranged by plain forms, by those whom Wagtail's permissions allow it."""

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission, Page

from tests.factories.people import MemberFactory
from tests.factories.training import body, make_article, make_course, make_module
from training.models import LessonVersion
from training.outlines.board import board_of
from training.pages import ArticleLessonPage, CoursePage, ModulePage
from training.services.section import ensure_training_index

pytestmark = pytest.mark.django_db


@pytest.fixture
def course(home):
    ensure_training_index()
    course = make_course(home, lessons=0)
    first, second = make_module(course, "first"), make_module(course, "second")
    for number in (1, 2, 3):
        make_article(first, f"lesson-{number}")
    make_article(second, "lesson-9")
    return CoursePage.objects.get(pk=course.pk)


@pytest.fixture
def cms(course, client_for):
    person = MemberFactory()
    person.groups.add(Group.objects.get(name="Instructors"))
    return client_for(person)


def page(slug):
    return Page.objects.get(slug=slug)


def url(course, act=""):
    return f"/cms/training/outlines/{course.pk}/{act}"


def send(cms, course, act, **fields):
    stamp = fields.pop("stamp", None) or board_of(CoursePage.objects.get(pk=course.pk)).stamp
    return cms.post(url(course, act), {"stamp": stamp, **fields})


def slugs(course):
    rows = CoursePage.objects.get(pk=course.pk).get_descendants().order_by("path")
    return list(rows.values_list("slug", flat=True))


def test_the_page_lists_kinds_states_and_minutes(cms, course):
    make_article(page("second").specific, "unwritten", live=False)
    changed = ArticleLessonPage.objects.get(slug="lesson-2")
    changed.title = "A new name"
    changed.save_revision()
    shown = cms.get(url(course)).text
    for words in ("5 lessons, 100 minutes.", "A new name", "Changed since published", "Draft", "Article lesson",
                  "Publish 2 pages that learners don’t have yet"):  # fmt: skip
        assert words in shown


def test_up_and_down_change_the_order_and_stop_at_the_edge(cms, course):
    response = send(cms, course, "reorder/", page=page("lesson-3").pk, way="up")
    assert (response.status_code, response["Location"]) == (303, f"{url(course)}#page-{page('lesson-3').pk}")
    assert slugs(course) == ["first", "lesson-1", "lesson-3", "lesson-2", "second", "lesson-9"]
    send(cms, course, "reorder/", page=page("first").pk, way="down")
    send(cms, course, "reorder/", page=page("first").pk, way="down")
    assert slugs(course) == ["second", "lesson-9", "first", "lesson-1", "lesson-3", "lesson-2"]


def test_to_another_module_and_the_old_address_leads_there(cms, course, client):
    send(cms, course, "transfer/", page=page("lesson-1").pk, module=page("second").pk)
    assert slugs(course) == ["first", "lesson-2", "lesson-3", "second", "lesson-9", "lesson-1"]
    old, new = "/training/open-data/first/lesson-1/", "/training/open-data/second/lesson-1/"
    assert client.get(old, follow=True).redirect_chain == [(new, 302)]


def test_a_slug_that_is_taken_there_is_told(cms, course):
    make_article(page("second").specific, "lesson-1")
    before = slugs(course)
    lesson = page("first").get_children().get(slug="lesson-1")
    response = send(cms, course, "transfer/", page=lesson.pk, module=page("second").pk)
    assert response.status_code == 422
    assert "has a lesson with the same address (lesson-1)" in response.text
    assert slugs(course) == before


def test_rename_publishes_what_was_published_and_keeps_the_address(cms, course):
    send(cms, course, "rename/", page=page("lesson-1").pk, title="Begin")
    assert (page("lesson-1").title, page("lesson-1").live) == ("Begin", True)


def test_rename_of_a_changed_page_waits_in_its_draft(cms, course):
    lesson = ArticleLessonPage.objects.get(slug="lesson-1")
    lesson.body = body("<p>Half a thought</p>")
    lesson.save_revision()
    send(cms, course, "rename/", page=lesson.pk, title="Begin")
    stored = ArticleLessonPage.objects.get(pk=lesson.pk)
    assert (stored.title, stored.draft_title) == ("Lesson 1", "Begin")
    assert "Half a thought" in stored.get_latest_revision_as_object().draft_reading().html
    assert "Half a thought" not in stored.draft_reading().html


def test_new_modules_and_lessons_are_drafts_at_the_end(cms, course, client):
    send(cms, course, "modules/", title="Leave")
    module = ModulePage.objects.get(title="Leave")
    assert module.slug not in ModulePage.reserved_slugs
    for kind, title in (("articlelessonpage", "Text"), ("quizlessonpage", "Check")):
        assert send(cms, course, "lessons/", module=module.pk, kind=kind, title=title).status_code == 303
    assert [row.title for row in Page.objects.child_of(module)] == ["Text", "Check"]
    assert not Page.objects.descendant_of(module, inclusive=True).live().exists()
    assert "Text" not in client.get("/training/open-data/").text


def test_publish_all_publishes_the_right_ones_and_names_the_faulty(cms, course):
    module = page("second").specific
    make_article(module, "right", live=False)
    make_article(module, "wrong", live=False, html='<p>It is <a href="/forum/">here</a>.</p>')
    response = cms.post(url(course, "publish/"), {"stamp": board_of(course).stamp}, follow=True)
    assert "1 page is published." in response.text
    assert "does not say where it leads" in response.text
    assert (page("right").live, page("wrong").live) == (True, False)
    assert LessonVersion.objects.get().lesson_id == page("right").pk


@pytest.mark.parametrize(
    ("act", "fields"),
    [("rename/", {"title": "Kept words"}), ("reorder/", {"way": "up"}), ("publish/", {}), ("modules/", {"title": "K"})],
)
def test_a_form_from_before_somebody_s_change_changes_nothing_and_keeps_what_was_typed(cms, course, act, fields):
    stamp = board_of(course).stamp
    send(cms, course, "reorder/", page=page("lesson-3").pk, way="up")
    before = slugs(course)
    response = send(cms, course, act, page=page("lesson-1").pk, stamp=stamp, **fields)
    assert response.status_code == 409
    assert "Somebody changed this outline meanwhile." in response.text
    assert slugs(course) == before
    assert f'value="{fields["title"]}"' in response.text if "title" in fields else True


@pytest.mark.parametrize(
    ("act", "fields", "words"),
    [
        ("rename/", {"title": ""}, "Write a title."),
        ("lessons/", {"kind": "coursepage", "title": "X"}, "Select a valid choice"),
        ("reorder/", {"way": "sideways"}, "Select a valid choice"),
        ("reorder/", {"way": "up", "page": 999_999}, "no part of this course any more"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_sentence(cms, course, act, fields, words):
    given = {"page": page("lesson-1").pk, "module": page("first").pk, **fields}
    response = send(cms, course, act, **given)
    assert response.status_code == 422
    assert words in response.text


def test_who_may_not_edit_the_course_finds_nothing(course, client_for):
    writer = MemberFactory()
    writer.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client = client_for(writer)
    assert client.get(url(course)).status_code == 404
    assert send(client, course, "modules/", title="Mine").status_code == 404
    assert not ModulePage.objects.filter(title="Mine").exists()


def test_who_may_change_but_not_publish_orders_nothing_and_renames_in_the_draft(home, course, client_for):
    group = Group.objects.create(name="Writers")
    permission = Permission.objects.get(codename="change_page", content_type__app_label="wagtailcore")
    GroupPagePermission.objects.create(group=group, page=course, permission=permission)
    writer = MemberFactory()
    writer.groups.add(group)
    writer.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client, before = client_for(writer), slugs(course)
    assert send(client, course, "reorder/", page=page("lesson-2").pk, way="up").status_code == 422
    assert send(client, course, "transfer/", page=page("lesson-2").pk, module=page("second").pk).status_code == 422
    assert send(client, course, "modules/", title="Mine").status_code == 422
    assert slugs(course) == before
    assert send(client, course, "rename/", page=page("lesson-1").pk, title="Begin").status_code == 303
    assert (page("lesson-1").title, page("lesson-1").draft_title) == ("Lesson 1", "Begin")
    make_article(page("second").specific, "unwritten", live=False)
    shown = client.post(url(course, "publish/"), {"stamp": board_of(course).stamp}, follow=True)
    assert "Left as they are: " in shown.text
    assert not page("unwritten").live


def test_the_course_s_editor_leads_there(cms, course):
    assert url(course) in cms.get(f"/cms/pages/{course.pk}/edit/").text


def test_eighty_lessons_take_as_many_queries_as_four(cms, course, count_queries):
    few = count_queries(cms, url(course))
    module = page("second").specific
    for number in range(76):
        make_article(module, f"more-{number}", live=number % 2 == 0)
    assert count_queries(cms, url(course)) == few
