import pytest

from community.search.models import SearchEntry
from community.search.services import rebuild
from tests.factories.training import (
    WaitingNotebookFactory,
    make_article,
    make_course,
    make_module,
    make_notebook_lesson,
)
from training.pages import ArticleLessonPage, CoursePage, ModulePage

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(home):
    page = make_article(make_module(make_course(home, lessons=0)), html="<h2>Wells</h2><p>Twelve artesian wells.</p>")
    for kind in (CoursePage, ModulePage):
        kind.objects.get().save_revision().publish()
    page.save_revision().publish()
    return ArticleLessonPage.objects.get()


def found(kind=""):
    return sorted(
        SearchEntry.objects.for_kind(kind).filter(kind__in=["course", "lesson"]).values_list("url", flat=True)
    )


def test_published_course_and_lesson_are_found_by_everybody(article):
    assert found() == ["/training/open-data/", "/training/open-data/start/lesson-1/"]
    assert set(SearchEntry.objects.filter(kind="lesson").values_list("scope", flat=True)) == {"everybody"}


def test_lesson_is_found_by_its_words(article, client):
    page = client.get("/search/?q=artesian").text
    assert "/training/open-data/start/lesson-1/" in page


def test_notebook_is_found_by_its_words(article, home):
    make_notebook_lesson(ModulePage.objects.get())
    assert "There are twelve." in SearchEntry.objects.get(url__endswith="/notebook/").text


def test_waiting_notebook_is_not_found(article):
    make_notebook_lesson(ModulePage.objects.get(), version=WaitingNotebookFactory())
    assert found("lesson") == ["/training/open-data/start/lesson-1/"]


def test_draft_of_a_published_lesson_is_not_found(article):
    article.title = "Secret draft title"
    article.save_revision()
    assert not SearchEntry.objects.filter(title__contains="Secret").exists()


@pytest.mark.parametrize("page_type", [CoursePage, ModulePage, ArticleLessonPage])
def test_unpublishing_drops_the_lesson_and_publishing_brings_it_back(article, page_type):
    page = page_type.objects.get()
    page.unpublish()
    assert found("lesson") == []
    page_type.objects.get().save_revision().publish()
    assert found("lesson") == ["/training/open-data/start/lesson-1/"]


def test_new_slug_of_the_course_moves_the_lessons_address(article, client):
    course = CoursePage.objects.get()
    course.slug = "better-data"
    course.save_revision().publish()
    assert found() == ["/training/better-data/", "/training/better-data/start/lesson-1/"]
    assert client.get("/training/better-data/start/lesson-1/").status_code == 200


def test_lesson_moved_to_another_course_has_its_new_address(article, home):
    other = make_module(make_course(home, "other", lessons=0))
    article.move(other, pos="last-child")
    assert found("lesson") == ["/training/other/start/lesson-1/"]


def test_deleting_the_course_drops_all_of_it(article):
    CoursePage.objects.get().delete()
    assert found() == []


def test_rebuild_writes_the_same_entries(article):
    make_notebook_lesson(ModulePage.objects.get())
    before = list(SearchEntry.objects.order_by("kind", "key").values_list("kind", "key", "title", "text", "url"))
    counts = rebuild()
    after = list(SearchEntry.objects.order_by("kind", "key").values_list("kind", "key", "title", "text", "url"))
    assert [row for row in after if row[0] in {"course", "lesson"}] == [
        row for row in before if row[0] in {"course", "lesson"}
    ]
    assert (counts["course"], counts["lesson"]) == (1, 2)
