import json
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django_q.models import OrmQ
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from tests.factories.people import MemberFactory
from tests.factories.training import (
    WaitingNotebookFactory,
    make_article,
    make_course,
    make_module,
    make_notebook_lesson,
    notebook_source,
)
from training.enums import ConversionState
from training.models import NotebookPublication, NotebookVersion
from training.pages import ArticleLessonPage, CoursePage, LessonPage, NotebookLessonPage
from training.services import learning
from training.services.section import ensure_training_index
from training.tasks import convert_notebook

pytestmark = pytest.mark.django_db

CASES = Path(__file__).parents[1] / "data" / "notebooks"


@pytest.fixture
def instructor(home):
    ensure_training_index()
    person = MemberFactory()
    person.groups.add(Group.objects.get(name="Instructors"))
    return person


@pytest.fixture
def cms(instructor, client_for):
    return client_for(instructor)


@pytest.fixture
def module(home):
    return make_module(make_course(home, lessons=0))


def ipynb(source, name="lesson.ipynb"):
    return SimpleUploadedFile(name, source, content_type="application/json")


def fields(title="Wells", slug="wells", **more):
    return {"title": title, "slug": slug, "minutes": "20", "summary": "", "note": "", "note_title": "", **more}


def add_address(page_type, parent):
    return f"/cms/pages/add/training/{page_type}/{parent.pk}/"


def run_tasks():
    for row in OrmQ.objects.order_by("pk"):
        convert_notebook(*row.task["args"])
        row.delete()


def comments():
    return {f"comments-{part}": "0" for part in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS")} | {
        "comments-MAX_NUM_FORMS": ""
    }


def post(cms, url, data):
    return cms.post(url, data | comments())


def test_instructor_writes_and_publishes_a_notebook_lesson(cms, module, client):
    sent = fields(upload=ipynb(notebook_source("# Deep wells")), **{"action-publish": "1"})
    response = post(cms, add_address("notebooklessonpage", module), sent)
    assert response.status_code == 302, response.context["form"].errors
    lesson = NotebookLessonPage.objects.get()
    assert lesson.live
    assert client.get(lesson.url).status_code == 404
    run_tasks()
    assert "Deep wells" in client.get(lesson.url).text


def test_instructor_writes_an_article_lesson(cms, module, client):
    text = streamfield([("text", rich_text("<h2>Begin</h2><p>Read this.</p>"))])
    sent = nested_form_data({**fields(), "body": text, "action-publish": "1"})
    assert post(cms, add_address("articlelessonpage", module), sent).status_code == 302
    assert "Read this." in client.get(ArticleLessonPage.objects.get().url).text


def test_instructor_writes_a_course(cms, module, client, instructor):
    before = module.get_parent()
    sent = nested_form_data(
        {
            "title": "Water data", "slug": "water-data", "summary": "About wells.", "level": "advanced", "hours": "3",
            "certificate_months": "0", "cover": "water", "audience": "stewards",
            "outcomes": "Clean a table\nDraw a chart",
            "topics": "water, wells",
            "prerequisites": inline_formset([{"needs": before.pk, "strength": "required"}]),
            "body": streamfield([("text", rich_text("<p>All of it.</p>"))]), "action-publish": "1",
        }
    )  # fmt: skip
    response = post(cms, add_address("coursepage", ensure_training_index()), sent)
    assert response.status_code == 302, response.context["form"].errors
    page = client.get("/training/water-data/").text
    for words in ("Draw a chart", "All of it.", "wells", "Advanced", "For stewards", before.title, "Required"):
        assert words in page


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (lambda: ipynb((CASES / "truncated.ipynb").read_bytes()), "line"),
        (lambda: ipynb(notebook_source(), "lesson.txt"), "must end in .ipynb"),
        (lambda: ipynb(b"\xff\xfe\x00", "a.ipynb"), "not UTF-8"),
        (lambda: ipynb(b"[1, 2]", "a.ipynb"), "not a notebook"),
        (lambda: ipynb(b" " * 5_000_001, "a.ipynb"), "5 MB is the most"),
        (lambda: ipynb(json.dumps({"nbformat": 2}).encode(), "a.ipynb"), "format 2"),
    ],
    ids=["truncated", "other name", "not text", "other JSON", "too big", "old format"],
)
def test_upload_that_is_no_notebook_is_refused_at_once_with_a_sentence(cms, module, file, sentence):
    response = post(cms, add_address("notebooklessonpage", module), fields(upload=file()))
    assert response.status_code == 200
    assert sentence in str(response.context["form"].errors["upload"])
    assert not NotebookVersion.objects.exists()


def test_draft_without_a_notebook_is_kept_and_can_not_be_published(cms, module):
    url = add_address("notebooklessonpage", module)
    refused = post(cms, url, fields(**{"action-publish": "1"}))
    assert "required" in str(refused.context["form"].errors["upload"])
    assert post(cms, url, fields()).status_code == 302
    assert not NotebookLessonPage.objects.get().live


def test_broken_notebook_published_over_a_good_one_leaves_learners_the_former(cms, module, client, monkeypatch):
    lesson = make_notebook_lesson(module)
    former = lesson.publication.version
    source = notebook_source("slow")
    monkeypatch.setattr("training.services.notebooks.SECONDS", 0.001)  # every notebook is too slow
    sent = fields(upload=ipynb(source, "slow.ipynb"), **{"action-publish": "1"})
    assert post(cms, f"/cms/pages/{lesson.pk}/edit/", sent).status_code == 302
    run_tasks()
    assert NotebookVersion.objects.latest("pk").state == ConversionState.REFUSED
    assert former.html in client.get(NotebookLessonPage.objects.get().url).text
    page = cms.get(f"/cms/pages/{lesson.pk}/edit/").text
    assert "slow.ipynb" in page
    assert "took longer than" in page
    assert "Learners read the former notebook, lesson.ipynb" in page


def test_editing_without_a_new_file_keeps_the_notebook(cms, module):
    lesson = make_notebook_lesson(module)
    sent = fields(title="Other title", slug=lesson.slug, **{"action-publish": "1"})
    assert post(cms, f"/cms/pages/{lesson.pk}/edit/", sent).status_code == 302
    lesson.refresh_from_db()
    assert lesson.title == "Other title"
    assert NotebookVersion.objects.get() == lesson.notebook == lesson.publication.version


@pytest.mark.parametrize(
    ("state", "words"),
    [("waiting", "Waiting for its turn"), ("refused", "Cell 3 is too long."), ("ready", "Read the numbers")],
)
def test_preview_shows_the_draft_and_converts_nothing(cms, module, state, words, monkeypatch):
    monkeypatch.setattr("subprocess.run", lambda *args, **kwargs: pytest.fail("converted on a GET"))
    lesson = make_notebook_lesson(module)
    if state != "ready":
        version = WaitingNotebookFactory(state=state, message="Cell 3 is too long." if state == "refused" else "")
        lesson.notebook = version
        lesson.save_revision()
    response = cms.get(f"/cms/pages/{lesson.pk}/view_draft/")
    assert response.status_code == 200
    assert words in response.text


@pytest.mark.parametrize("made", ["course", "article"])
def test_preview_of_other_drafts(cms, module, made):
    page = make_article(module) if made == "article" else CoursePage.objects.get()
    page.save_revision()
    assert cms.get(f"/cms/pages/{page.pk}/view_draft/").status_code == 200


def test_edit_compare_and_history_views_work(cms, module):
    lesson = make_notebook_lesson(module)
    lesson.save_revision()
    first, second = lesson.revisions.order_by("pk")
    for view in ("edit/", "history/", f"revisions/compare/{first.pk}...{second.pk}/", f"revisions/{first.pk}/revert/"):
        assert cms.get(f"/cms/pages/{lesson.pk}/{view}").status_code == 200


@pytest.mark.parametrize("which", ["lesson", "module", "course"])
def test_page_on_record_is_not_deleted_and_says_why(admin, client_for, module, member, which):
    article = make_article(module)
    learning.complete(member=member, lesson=LessonPage.objects.get(pk=article.pk))
    page = {"lesson": article, "module": module, "course": module.get_parent()}[which]
    cms = client_for(admin)
    for send in (cms.get, cms.post):
        response = send(f"/cms/pages/{page.pk}/delete/", follow=True)
        assert "can’t be deleted" in response.text
    bulk = cms.post(f"/cms/bulk/wagtailcore/page/delete/?id={page.pk}", follow=True)
    assert "can’t be deleted" in bulk.text
    assert ArticleLessonPage.objects.filter(pk=article.pk).exists()


def test_page_without_a_record_is_deleted_and_gone_from_search(admin, client_for, module):
    from community.search.models import SearchEntry

    article = make_article(module)
    article.save_revision().publish()
    assert SearchEntry.objects.filter(kind="lesson").exists()
    client_for(admin).post(f"/cms/pages/{article.pk}/delete/")
    assert not ArticleLessonPage.objects.exists()
    assert not SearchEntry.objects.filter(kind="lesson").exists()


def test_copy_with_a_reserved_slug_is_refused_with_a_sentence(cms, module):
    course = module.get_parent()
    sent = {"new_title": "Enrol", "new_slug": "enrol", "new_parent_page": course.pk}
    response = cms.post(f"/cms/pages/{module.pk}/copy/", sent, follow=True)
    assert "Choose another slug for the copy" in response.text


def test_copy_of_a_course_waits_as_a_draft_of_its_own(admin, client_for, home, module):
    make_notebook_lesson(module)
    course = module.get_parent()
    sent = {
        "new_title": "Copy", "new_slug": "copy", "new_parent_page": course.get_parent().pk,
        "copy_subpages": "on", "publish_copies": "on",
    }  # fmt: skip
    response = client_for(admin).post(f"/cms/pages/{course.pk}/copy/", sent)
    assert response.status_code == 302
    assert NotebookPublication.objects.count() == 2


def test_somebody_who_is_no_writer_can_not_open_the_editor(client_for, module, member, instructor, home):
    lesson = make_article(module)
    stranger = client_for(member)
    for view in ("edit/", "view_draft/", "history/", "delete/", "copy/"):
        assert stranger.get(f"/cms/pages/{lesson.pk}/{view}").status_code in {302, 403}
    assert stranger.get(add_address("notebooklessonpage", module)).status_code in {302, 403}
    writer = client_for(instructor)
    assert writer.get(f"/cms/pages/{lesson.pk}/edit/").status_code == 200
    assert writer.get(f"/cms/pages/{home.pk}/edit/").status_code in {302, 403}
