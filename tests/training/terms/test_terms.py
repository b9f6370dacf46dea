"""Words of the glossary in lessons: noted when a lesson is published and when the glossary changes, never when read."""

import pytest
from django_q.models import OrmQ

from community.glossary.models import Term
from community.glossary.services import drop_term, keep_term
from tests.factories.training import make_article, make_course, make_module
from training.models import LessonTerm
from training.tasks import note_terms as note_terms_task
from training.terms.services import MOST_TERMS, terms_of

pytestmark = pytest.mark.django_db


def make_term(name, others=""):
    return keep_term(term=Term(name=name, others=others, meaning=f"What {name} means."), by=None)


@pytest.fixture
def course(home):
    return make_course(home, "course", lessons=0)


def write(lesson, text):
    """Publish `text` as the lesson's words."""
    lesson.body = [("text", f"<p>{text}</p>")]
    lesson.save_revision().publish()


def names(lesson):
    return [term.name for term in terms_of(lesson.pk)]


def test_words_follow_what_is_published(course):
    make_term("Metadata", "data about data")
    make_term("API")
    lesson = make_article(make_module(course))
    write(lesson, "An API gives data about data; the api of it.")
    assert names(lesson) == ["API", "Metadata"]
    lesson.body = [("text", "<p>Metadata.</p>")]
    lesson.save_revision()  # a draft
    assert names(lesson) == ["API", "Metadata"]
    lesson.get_latest_revision().publish()
    assert names(lesson) == ["Metadata"]
    lesson.refresh_from_db()
    lesson.unpublish()
    note_terms_task()
    assert names(lesson) == []


def test_lessons_are_looked_through_when_the_glossary_changes(course, django_capture_on_commit_callbacks):
    lesson = make_article(make_module(course))
    write(lesson, "Every API has a base.")
    with django_capture_on_commit_callbacks(execute=True):
        term = make_term("API")
    assert [task.func() for task in OrmQ.objects.all()][-1] == "training.tasks.note_terms"
    assert names(lesson) == []
    assert "lessons looked through" in note_terms_task()
    before = LessonTerm.objects.get().pk
    note_terms_task()
    assert (names(lesson), LessonTerm.objects.get().pk) == (["API"], before)
    drop_term(term=term, by=None)
    assert names(lesson) == []


def test_no_lesson_explains_more_than_it_can_bear(course):
    every = [f"Word{chr(97 + number)}" for number in range(MOST_TERMS + 3)]
    for name in every:
        make_term(name)
    lesson = make_article(make_module(course))
    write(lesson, " ".join(reversed(every)))
    assert names(lesson) == every[::-1][:MOST_TERMS]


def test_the_page_explains_them(course, client):
    make_term("Metadata")
    lesson = make_article(make_module(course))
    write(lesson, "Metadata first.")
    page = client.get(lesson.get_absolute_url()).content.decode()
    assert "1 word of the field in this lesson" in page
    assert "What Metadata means." in page
