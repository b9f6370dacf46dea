import json

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.models import Page

from community.people.models import AuditEntry
from tests.factories.notebooks import PIXEL, code, markdown, notebook, shown
from tests.factories.people import MemberFactory
from tests.factories.training import make_course, make_module, make_notebook_file, make_notebook_lesson
from training.models import Completion, ExerciseAttempt, NotebookFile, NotebookPublication, NotebookVersion
from training.notebook_lessons import services as lessons
from training.notebook_lessons.services import note_attempt
from training.notebooks.rendering import render_notebook
from training.services import learning
from training.services.notebooks import convert, upload_notebook
from training.services.section import ensure_training_index

pytestmark = pytest.mark.django_db

SOLUTION = markdown("It is forty-two.", metadata={"tags": ["solution"]})
SOLVED = notebook(markdown("## Try it\n\nHow many?"), SOLUTION, markdown("## And then"))


def converted(source, by=None, name="lesson.ipynb"):
    version = upload_notebook(source=source, name=name, by=by)
    return convert(version_pk=version.pk, render=lambda data, _seconds: render_notebook(data))


@pytest.fixture
def lesson(home):
    ensure_training_index()  # who may publish there
    return make_notebook_lesson(make_module(make_course(home, lessons=0)), version=converted(SOLVED))


@pytest.fixture
def key(lesson):
    return lesson.notebook.solutions[0]["key"]


@pytest.fixture
def editor():
    person = MemberFactory()
    person.groups.add(Group.objects.get(name="Editors"))
    return person


@pytest.fixture
def desk(lesson, editor, client_for):
    return client_for(editor), f"/training/notebooks/{lesson.pk}/"


def sent(source=SOLVED, name="lesson.ipynb", **fields):
    return {"upload": SimpleUploadedFile(name, source), "then": "draft", **fields}


def publish(lesson, source):
    page = type(lesson).objects.get(pk=lesson.pk)
    page.notebook = converted(source)
    page.save_revision().publish()


def test_solution_is_not_in_the_page_until_the_learner_says_they_tried(lesson, key, member, client_for, client):
    learner, url = client_for(member), lesson.get_absolute_url()
    assert "forty-two" not in client.get(url).text
    assert "Sign in to open the solutions" in client.get(url).text
    assert "forty-two" not in learner.get(url).text
    response = learner.post(f"{url}tried/", {"solution": key})
    assert (response.status_code, response.url) == (303, f"{url}#solution-{key}")
    assert f'<details open id="solution-{key}" class="hub-details hub-solution">' in learner.get(url).text
    assert "forty-two" not in client_for(MemberFactory()).get(url).text
    assert not Completion.objects.exists()


def test_visitor_who_says_so_is_sent_to_sign_in(lesson, key, client):
    assert client.post(f"{lesson.get_absolute_url()}tried/", {"solution": key}).status_code == 302
    assert not ExerciseAttempt.objects.exists()


@pytest.mark.parametrize("solution", ["", "no-such-key", "x" * 200])
def test_unknown_exercise_is_refused_in_a_sentence(lesson, member, client_for, solution):
    response = client_for(member).post(f"{lesson.get_absolute_url()}tried/", {"solution": solution})
    assert response.status_code == 422
    assert "changed in the meantime" in response.text
    assert not ExerciseAttempt.objects.exists()


def test_the_words_around_solutions_are_all_there_and_editors_see_everything(lesson, editor, client_for, client):
    page = client.get(lesson.get_absolute_url()).text
    assert page.index("How many?") < page.index("The solution opens") < page.index("And then</h2>")
    own = client_for(editor).get(lesson.get_absolute_url()).text
    assert "forty-two" in own
    assert "I have tried it" not in own


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_many_presses_at_once_leave_one_row(at_once, lesson, key, member):
    at_once(6, lambda _number: note_attempt(member=member, lesson_pk=lesson.pk, solution=key))
    assert ExerciseAttempt.objects.count() == 1


def test_download_and_script_hold_no_solution_and_have_the_lessons_name(lesson, client):
    response = client.get(f"/training/notebooks/{lesson.pk}/download/")
    saved = json.loads(b"".join(response))
    assert 'filename="notebook.ipynb"' in response["Content-Disposition"]
    assert "forty-two" not in json.dumps(saved)
    assert len(saved["cells"]) == 3
    assert "forty-two" not in b"".join(client.get(f"/training/notebooks/{lesson.pk}/script/")).decode()


def test_notebook_without_solutions_is_handed_out_as_it_was_uploaded(lesson, client):
    source = notebook(markdown("Just words."))
    publish(lesson, source)
    assert b"".join(client.get(f"/training/notebooks/{lesson.pk}/download/")) == source


def test_those_who_were_there_before_are_told_what_changed(lesson, member, client_for, client):
    learning.enrol(member=member, course=lesson.get_parent().get_parent().specific)
    publish(lesson, notebook(markdown("## Try it\n\nHow many wells?"), SOLUTION, markdown("## And then")))
    late = MemberFactory()
    learning.enrol(member=late, course=lesson.get_parent().get_parent().specific)
    url = lesson.get_absolute_url()
    assert "1 text changed" in client_for(member).get(url).text
    assert "1 text changed" not in client_for(late).get(url).text
    assert "1 text changed" not in client.get(url).text


def test_desk_lists_lessons_and_says_what_to_mend(lesson, desk):
    browser, url = desk
    undescribed = notebook(markdown("## Draw"), code("draw()", shown(image_png=PIXEL)))
    assert lesson.title in browser.get("/training/notebooks/").text
    assert browser.post(url, sent(undescribed)).status_code == 303
    draft = NotebookVersion.objects.latest("pk")
    convert(version_pk=draft.pk, render=lambda data, _seconds: render_notebook(data))
    page = browser.get(url).text
    assert "Notebook, cell 2" in page
    assert "The figure has no description." in page
    refused = browser.post(f"{url}publish/")
    assert refused.status_code == 422
    assert "The draft is kept and not published" in refused.text
    assert NotebookPublication.objects.get(lesson=lesson).version_id == lesson.notebook_id


def test_upload_is_a_draft_unless_it_shall_be_published(lesson, desk, editor):
    browser, url = desk
    browser.post(url, sent(notebook(markdown("A draft."))))
    lesson.refresh_from_db()
    assert lesson.has_unpublished_changes
    assert lesson.get_latest_revision().user == editor
    assert browser.post(url, sent(notebook(markdown("At once.")), then="publish")).status_code == 303
    version = NotebookVersion.objects.latest("pk")
    lesson.refresh_from_db()
    assert (lesson.notebook, lesson.has_unpublished_changes) == (version, False)
    convert(version_pk=version.pk, render=lambda data, _seconds: render_notebook(data))
    assert NotebookPublication.objects.get(lesson=lesson).version == version


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"then": "draft"}, "Choose a notebook first."),
        (sent(b"{", "lesson.ipynb"), "not a complete notebook"),
        (sent(b"{}", "lesson.txt"), "must end in .ipynb"),
    ],
)
def test_broken_upload_is_refused_at_once_and_nothing_changes(desk, data, words):
    browser, url = desk
    before = NotebookVersion.objects.count()
    response = browser.post(url, data)
    assert (response.status_code, words in response.text) == (422, True)
    assert NotebookVersion.objects.count() == before


def test_locked_page_takes_no_upload(lesson, desk):
    browser, url = desk
    Page.objects.filter(pk=lesson.pk).update(locked=True)
    response = browser.post(url, sent())
    assert response.status_code == 422
    assert "The page is locked" in response.text
    assert browser.post(f"{url}publish/").status_code == 409


def test_source_with_solutions_is_for_those_who_edit(lesson, desk, member, client_for):
    browser, url = desk
    assert b"forty-two" in b"".join(browser.get(f"{url}source/"))
    assert client_for(member).get(f"{url}source/").status_code == 404


def test_files_are_listed_replaced_handed_out_and_removed(lesson, desk, client):
    browser, url = desk
    for data in (b"well,depth\nW-1,40\n", b"well,depth\nW-1,41\n", b"well,depth\nW-1,41\n"):
        response = browser.post(f"{url}files/", {"file": SimpleUploadedFile("wells.csv", data)})
        assert response.status_code == 303
    row = NotebookFile.objects.get()
    page = client.get(lesson.get_absolute_url()).text
    assert "wells.csv" in page
    assert "CSV, 18" in page
    response = client.get(f"/training/notebooks/files/{row.pk}/")
    assert b"".join(response) == data
    assert 'filename="wells.csv"' in response["Content-Disposition"]
    assert browser.post(f"/training/notebooks/files/{row.pk}/remove/").status_code == 303
    assert not NotebookFile.objects.exists()
    assert AuditEntry.objects.filter(action="remove file").count() == 1


def test_file_that_the_door_refuses_or_that_is_one_too_many(lesson, desk, monkeypatch):
    browser, url = desk
    response = browser.post(f"{url}files/", {"file": SimpleUploadedFile("run.exe", b"MZ")})
    assert (response.status_code, "must end in" in response.text) == (422, True)
    monkeypatch.setattr(lessons, "MOST_FILES", 1)
    make_notebook_file(lesson)
    response = browser.post(f"{url}files/", {"file": SimpleUploadedFile("b.csv", b"a,b\n1,2\n")})
    assert (response.status_code, "1 files at most" in response.text) == (422, True)


def test_desk_asks_no_more_for_many_lessons(lesson, desk, django_assert_max_num_queries):
    browser, _url = desk
    module = lesson.get_parent().specific
    browser.get("/training/notebooks/")
    with django_assert_max_num_queries(14):
        browser.get("/training/notebooks/")
    for number in range(12):
        make_notebook_lesson(module, f"more-{number}")
    with django_assert_max_num_queries(14):
        browser.get("/training/notebooks/")
