import pytest

from community.pages.publishing import PublicationRefused, faults_of
from tests.factories.notebooks import DATA, PIXEL, code, markdown, notebook, shown
from tests.factories.training import (
    NotebookVersionFactory,
    make_article,
    make_course,
    make_module,
    make_notebook_lesson,
)
from training.enums import ConversionState
from training.models import NotebookPublication
from training.notebooks.isolation import render_within
from training.pages import NotebookLessonPage
from training.publishing import undescribed_cells
from training.services.notebooks import convert, upload_notebook

pytestmark = pytest.mark.django_db

PICTURE = {"image_png": PIXEL}
UNDESCRIBED = notebook(markdown("# Wells"), code("plot()", shown(**PICTURE)))
DESCRIBED = notebook(markdown("# Wells"), code("#| fig-alt: Levels fall\nplot()", shown(**PICTURE)))


@pytest.fixture
def module(home):
    return make_module(make_course(home, lessons=0))


def converted(source):
    return convert(version_pk=upload_notebook(source=source, name="wells.ipynb", by=None).pk)


@pytest.mark.parametrize(
    ("source", "cells"),
    [
        (UNDESCRIBED, [2]),
        (DESCRIBED, []),
        (notebook(markdown(f"![](data:image/png;base64,{PIXEL})")), [1]),
        ((DATA / "figure_without_alt.ipynb").read_bytes(), [2]),
    ],
    ids=["output", "described", "text cell", "case"],
)
def test_figures_without_a_description_are_found_in_what_the_converter_makes(source, cells):
    version = NotebookVersionFactory.build(html=render_within(source, 30).html)
    assert undescribed_cells(version) == cells


def test_a_notebook_with_an_undescribed_figure_is_refused(module):
    lesson = make_notebook_lesson(module)
    former = lesson.notebook
    lesson.notebook = converted(UNDESCRIBED)
    with pytest.raises(PublicationRefused) as refused:
        lesson.save_revision().publish()
    (fault,) = refused.value.faults
    assert fault.where == "Notebook, cell 2"
    assert "fig-alt" in fault.mend
    assert NotebookPublication.objects.get().version == former


@pytest.mark.parametrize(("source", "is_read"), [(UNDESCRIBED, False), (DESCRIBED, True)])
def test_a_notebook_converted_after_publication_is_asked_again(module, source, is_read):
    lesson = make_notebook_lesson(module)
    former = lesson.notebook
    lesson.notebook = upload_notebook(source=source, name="wells.ipynb", by=None)
    lesson.save_revision().publish()
    version = convert(version_pk=lesson.notebook_id)
    assert version.state == ConversionState.READY
    assert NotebookPublication.objects.get().version == (version if is_read else former)


def test_the_editor_is_told_why_learners_read_the_former_notebook(module, admin, client_for):
    lesson = make_notebook_lesson(module)
    lesson.notebook = upload_notebook(source=UNDESCRIBED, name="wells.ipynb", by=None)
    lesson.save_revision().publish()
    convert(version_pk=lesson.notebook_id)
    page = client_for(admin).get(f"/cms/pages/{lesson.pk}/edit/").text
    assert "a figure in it has no description" in page
    assert "Learners read the former notebook" in page


def test_a_notebook_in_force_from_before_the_check_stays(module):
    version = NotebookVersionFactory()
    lesson = make_notebook_lesson(module, version=version)
    version.html = '<img src="x" alt="Figure in cell 2, not described">'
    version.save()
    assert convert(version_pk=version.pk) == version
    assert NotebookPublication.objects.get().lesson == lesson
    assert len(faults_of(NotebookLessonPage.objects.get())) == 1


def test_articles_and_courses_are_checked_as_all_text(module):
    article = make_article(module, html='<h3>Depth</h3><p><a href="/x/">more</a></p>')
    course = module.get_parent().specific
    course.body = [("text", "<p>SEND ALL YOUR DATASETS TODAY</p>")]
    assert [len(faults_of(page)) for page in (article, course)] == [2, 1]
