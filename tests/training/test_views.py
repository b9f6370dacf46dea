import re
import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories.people import MemberFactory
from tests.factories.training import (
    NotebookVersionFactory,
    WaitingNotebookFactory,
    make_article,
    make_course,
    make_index,
    make_module,
    make_notebook_lesson,
    notebook_source,
)
from training.models import Completion, Enrolment, NotebookVersion
from training.pages import CoursePage, LessonPage, ModulePage, NotebookLessonPage
from training.services import learning
from training.services.notebooks import convert, upload_notebook

pytestmark = pytest.mark.django_db

COURSE = "/training/open-data/"
LESSON = f"{COURSE}start/lesson-1/"


def token():
    return {"form_token": str(uuid.uuid4())}


@pytest.fixture
def course(home):
    return make_course(home, lessons=3)


@pytest.fixture
def learner(member, client_for):
    return client_for(member)


def test_catalogue_without_any_page_answers(db, client):
    response = client.get("/training/")
    assert response.status_code == 200
    assert "No course yet" in response.text


def test_catalogue_shows_published_courses_only(home, client):
    make_course(home, title="Water data")
    make_course(home, slug="draft", title="Secret draft", live=False)
    page = client.get("/training/").text
    assert "Water data" in page
    assert "Secret draft" not in page


def test_catalogue_shows_the_members_own_progress(course, member, learner, client):
    learning.complete(member=member, lesson=LessonPage.objects.order_by("path").first())
    assert "1 of 3 done" in learner.get("/training/").text
    visitors = client.get("/training/").text
    assert "1 of 3 done" not in visitors
    assert "1 person enrolled" in visitors


def test_course_page_for_a_visitor_leads_to_the_log_in_and_back(course, client):
    page = client.get(COURSE).text
    assert f"/accounts/login/?next={COURSE}" in page
    assert "Read the first lesson" in page
    assert '<form method="post" action="/training' not in page


def test_course_page_of_an_enrolled_learner_leads_to_the_next_lesson(course, member, learner):
    learning.complete(member=member, lesson=LessonPage.objects.order_by("path").first())
    page = learner.get(COURSE).text
    assert "1 of 3 done" in page
    assert "Next: Lesson 2" in page
    assert "Leave this course" in page


@pytest.mark.parametrize("action", ["enrol", "leave", "start/lesson-1/done", "start/lesson-1/undo"])
def test_buttons_ask_a_visitor_to_sign_in_and_come_back_to_a_page(course, client, action):
    response = client.post(f"{COURSE}{action}/", token())
    back = LESSON if "lesson" in action else COURSE
    assert (response.status_code, response.url) == (302, f"/accounts/login/?next={back}")
    assert not Enrolment.objects.exists()


@pytest.mark.parametrize("action", ["enrol", "leave", "start/lesson-1/done", "start/lesson-1/undo"])
def test_buttons_refuse_get(course, learner, action):
    assert learner.get(f"{COURSE}{action}/").status_code == 405


def test_enrol_and_leave(course, member, learner):
    response = learner.post(f"{COURSE}enrol/", token())
    assert (response.status_code, response.url) == (303, COURSE)
    assert Enrolment.objects.get().is_active
    assert learner.post(f"{COURSE}leave/").status_code == 303
    assert not Enrolment.objects.get().is_active


def test_mark_done_goes_on_to_the_next_lesson(course, learner):
    response = learner.post(f"{LESSON}done/", token())
    assert (response.status_code, response.url) == (303, f"{COURSE}start/lesson-2/")
    page = learner.get(LESSON).text
    assert "You have done this lesson" in page
    assert "Mark as not done" in page


def test_mark_the_last_lesson_done_leads_to_the_course(course, learner):
    for number in (2, 3, 1):
        response = learner.post(f"{COURSE}start/lesson-{number}/done/", token())
    assert response.url == COURSE
    assert "You have done every lesson of this course" in learner.get(COURSE).text


def test_mark_as_not_done(course, learner):
    learner.post(f"{LESSON}done/", token())
    response = learner.post(f"{LESSON}undo/", token())
    assert (response.status_code, response.url) == (303, LESSON)
    assert "Mark done and continue" in learner.get(LESSON).text


@pytest.mark.parametrize("action", ["enrol", "start/lesson-1/done", "start/lesson-1/undo"])
def test_form_without_its_token_is_shown_again(course, learner, action):
    response = learner.post(f"{COURSE}{action}/", {"form_token": "no token"})
    assert response.status_code == 422
    assert "Press the button once more" in response.text
    assert not Completion.objects.exists()


def test_double_submit_of_done_makes_one_row(course, learner):
    sent = token()
    answers = [learner.post(f"{LESSON}done/", sent).url for _ in range(2)]
    assert answers == [f"{COURSE}start/lesson-2/"] * 2
    assert Completion.objects.count() == 1


def test_lesson_page_has_outline_contents_rule_and_neighbours(course, learner):
    page = learner.get(f"{COURSE}start/lesson-2/").text
    assert 'aria-current="page">' in page
    assert 'href="#part-begin-here">Begin here</a>' in page
    assert '<h2 id="part-begin-here"' in page
    assert "This lesson counts as done when you mark it done." in page
    assert "Previous: Lesson 1" in page
    assert "Marking it enrols you" in page


def test_visitor_reads_a_lesson(course, client):
    page = client.get(LESSON).text
    assert "nobody uses" in page
    assert "Next: Lesson 2" in page
    assert "Mark done" not in page


def test_headings_of_an_article_are_text_in_the_contents(home, client):
    html = "<h2>Rows &amp; <b>columns</b></h2><h2>Rows &amp; columns</h2><p>x</p>"
    make_article(make_module(make_course(home, lessons=0)), html=html)
    page = client.get(LESSON).text
    assert '<a href="#part-rows-columns">Rows &amp; columns</a>' in page
    assert '<a href="#part-rows-columns-2">Rows &amp; columns</a>' in page


def test_module_leads_to_its_place_in_the_course(course, client):
    assert client.get(f"{COURSE}start/").url == f"{COURSE}#module-start"
    assert client.get(f"{COURSE}elsewhere/").status_code == 404


@pytest.mark.parametrize("page_type", [CoursePage, ModulePage, LessonPage])
def test_unpublished_page_hides_the_lesson_from_everybody_who_learns(course, member, learner, client, page_type):
    learning.enrol(member=member, course=course)
    page_type.objects.order_by("path").update(live=False)
    for browser in (client, learner):
        assert browser.get(LESSON).status_code == 404
        assert browser.post(f"{LESSON}done/", token()).status_code == 404
        assert browser.post(f"{LESSON}undo/", token()).status_code == 404
    assert not Completion.objects.exists()


def test_unpublished_course_is_404_and_gone_from_the_dashboard(course, member, learner):
    learning.enrol(member=member, course=course)
    course.unpublish()
    assert learner.get(COURSE).status_code == 404
    assert learner.post(f"{COURSE}enrol/", token()).status_code == 404
    assert course.title not in learner.get("/my/").text


def test_page_of_a_moved_index_still_has_its_address(course, home, client):
    index = make_index(home)
    index.slug = "learn"
    index.save()
    assert client.get("/learn/open-data/start/lesson-1/").url == LESSON


class TestNotebookLesson:
    @pytest.fixture
    def module(self, home):
        return make_module(make_course(home, lessons=0))

    def test_shows_the_stored_html_as_it_is(self, module, client):
        lesson = make_notebook_lesson(module)
        page = client.get(lesson.get_absolute_url()).text
        assert lesson.publication.version.html in page
        assert '<a href="#nb-read">Read the numbers</a>' in page
        assert "Notebook lesson" in page

    def test_waiting_is_no_lesson_for_learners_yet(self, module, client, learner, member):
        lesson = make_notebook_lesson(module, version=WaitingNotebookFactory())
        make_article(module)
        for browser in (client, learner):
            assert browser.get(lesson.get_absolute_url()).status_code == 404
            assert lesson.title not in browser.get(COURSE).text

    def test_waiting_says_so_to_those_who_edit_it(self, module, admin, client_for):
        lesson = make_notebook_lesson(module, version=WaitingNotebookFactory())
        page = client_for(admin).get(lesson.get_absolute_url())
        assert page.status_code == 200
        assert "Waiting for its turn" in page.text
        assert f"/training/notebooks/versions/{lesson.notebook_id}/state/" in page.text

    def test_download_is_an_attachment_of_the_published_version(self, module, client):
        lesson = make_notebook_lesson(module)
        response = client.get(f"/training/notebooks/{lesson.pk}/download/")
        assert response.headers["Content-Disposition"] == 'attachment; filename="notebook.ipynb"'
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert b"".join(response.streaming_content) == notebook_source()

    def test_download_of_a_draft_or_an_article_is_404(self, module, client, admin, client_for):
        lesson = make_notebook_lesson(module)
        lesson.unpublish()
        article = make_article(module)
        for browser in (client, client_for(admin)):
            assert browser.get(f"/training/notebooks/{lesson.pk}/download/").status_code == 404
            assert browser.get(f"/training/notebooks/{article.pk}/download/").status_code == 404

    def test_download_keeps_to_the_version_in_force(self, module, client):
        lesson = make_notebook_lesson(module)
        newer = upload_notebook(source=notebook_source("# Draft"), name="draft.ipynb", by=None)
        NotebookLessonPage.objects.filter(pk=lesson.pk).update(notebook=newer)
        content = client.get(f"/training/notebooks/{lesson.pk}/download/").streaming_content
        assert b"Draft" not in b"".join(content)

    def test_download_of_a_lost_file_is_404(self, module, client):
        lesson = make_notebook_lesson(module)
        source = lesson.publication.version.source
        source.storage.delete(source.name)
        assert client.get(f"/training/notebooks/{lesson.pk}/download/").status_code == 404

    def test_script_is_an_attachment_of_the_published_version(self, module, client):
        lesson = make_notebook_lesson(module)
        response = client.get(f"/training/notebooks/{lesson.pk}/script/")
        assert response.headers["Content-Disposition"] == 'attachment; filename="notebook.py"'
        assert response.headers["Content-Type"] == "text/x-python; charset=utf-8"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert b"".join(response.streaming_content).decode() == lesson.notebook.script

    def test_lesson_offers_a_script_only_when_it_has_one(self, module, client):
        lesson = make_notebook_lesson(module)
        address = f"/training/notebooks/{lesson.pk}/script/"
        assert address in client.get(lesson.get_absolute_url()).text
        NotebookVersion.objects.update(script="")
        assert address not in client.get(lesson.get_absolute_url()).text
        assert client.get(address).status_code == 404

    @pytest.mark.parametrize(
        ("state", "words"),
        [("waiting", "Uploaded at"), ("ready", "1 cell became the lesson."), ("refused", "Cell 3 is too long.")],
    )
    def test_state_says_how_far_the_notebook_is(self, module, admin, client_for, state, words):
        version = NotebookVersionFactory(state=state, message="Cell 3 is too long." * (state == "refused"))
        make_notebook_lesson(module, version=version)
        response = client_for(admin).get(f"/training/notebooks/versions/{version.pk}/state/")
        assert words in response.text
        assert f'data-stage="{state}"' in response.text
        assert response.headers["Cache-Control"] == "no-store"

    def test_state_of_a_draft_is_for_its_uploader_and_for_editors_of_the_lesson(
        self, module, member, admin, client_for
    ):
        lesson = make_notebook_lesson(module)
        draft = WaitingNotebookFactory(uploaded_by=member)
        lesson.notebook = draft
        lesson.save_revision()
        address = f"/training/notebooks/versions/{draft.pk}/state/"
        stranger = MemberFactory()
        found = [client_for(person).get(address).status_code for person in (member, admin, stranger)]
        assert found == [200, 200, 404]

    def test_late_notebook_names_the_task_cluster(self, module, admin, client_for):
        version = WaitingNotebookFactory()
        make_notebook_lesson(module, version=version)
        NotebookVersion.objects.update(uploaded_at=timezone.now() - timedelta(minutes=5))
        assert "task cluster" in client_for(admin).get(f"/training/notebooks/versions/{version.pk}/state/").text

    def test_media_folder_is_served_nowhere(self, module, client):
        name = make_notebook_lesson(module).publication.version.source.name
        assert re.fullmatch(r"notebooks/[0-9a-f]{32}\.ipynb", name)
        assert client.get(f"/media/{name}").status_code == 404

    def test_get_converts_nothing(self, module, client, monkeypatch):
        version = upload_notebook(source=notebook_source(), name="a.ipynb", by=None)
        convert(version_pk=version.pk)
        version.refresh_from_db()
        lesson = make_notebook_lesson(module, version=version)
        monkeypatch.setattr("subprocess.run", lambda *args, **kwargs: pytest.fail("converted on a GET"))
        assert client.get(lesson.get_absolute_url()).status_code == 200
