"""A notebook lesson's GET beside an article's (promises: <= 15 ms over it), and what one conversion costs.

The control is a bare page with session and template. The notebook is the largest of the sample courses; the negative
control converts it on the GET, as the hub never does.
"""

from pathlib import Path

import pytest
from django.db import connection

from tests.benchmarks.measure import measured
from tests.factories.training import make_article, make_course, make_module, make_notebook_lesson
from tests.factories.worst import CELLS, notebook_of
from training.notebooks.isolation import render_within
from training.notebooks.rendering import render_notebook
from training.pages import LessonPage
from training.services import learning
from training.services.notebooks import convert, upload_notebook

COURSES = Path(__file__).parents[2] / "training" / "sample" / "courses"
OVER_ARTICLE_MS = 15


@pytest.mark.parametrize("cells", [6, CELLS])
def test_conversion(cells):
    source = notebook_of(cells)
    print(f"\n{cells} cells, {len(source):,} bytes")
    measured("rendered in this process", lambda: render_notebook(source), runs=10)
    measured("rendered within its limits, in a process of its own", lambda: render_within(source, 30), runs=10)


@pytest.mark.django_db
def test_notebook_lesson_beside_article_lesson(home, member, client_for):
    file = max(COURSES.glob("*/*.ipynb"), key=lambda path: path.stat().st_size)
    source = file.read_bytes()
    version = convert(version_pk=upload_notebook(source=source, name=file.name, by=None).pk)
    course = make_course(home, lessons=0)
    for number in range(3):
        module = make_module(course, f"module-{number}")
        for lesson in range(9):
            make_article(module, f"lesson-{lesson}")
    article = make_article(module, "article", html="<h2>Part</h2><p>Some words to read here.</p>" * 30)
    notebook = make_notebook_lesson(module, version=version)
    learning.complete(member=member, lesson=LessonPage.objects.get(pk=article.pk))
    browser = client_for(member)

    print(f"\n{connection.vendor}; {file.name}: {len(source):,} bytes, {len(version.html):,} characters of HTML")
    control = measured("control: a page with session and template", lambda: browser.get("/departments/"))
    of_article = measured("article lesson in a course of 29", lambda: browser.get(article.get_absolute_url()))
    of_notebook = measured("notebook lesson in the same course", lambda: browser.get(notebook.get_absolute_url()))
    course_page = measured("course page", lambda: browser.get(course.get_absolute_url()))
    catalogue = measured("catalogue", lambda: browser.get("/training/"))
    measured("negative control: the notebook converted on the GET", lambda: render_notebook(source))
    print(f"notebook over article: {of_notebook - of_article:.1f} ms (bar {OVER_ARTICLE_MS})")
    figures = {"article": of_article, "notebook": of_notebook, "course": course_page, "catalogue": catalogue}
    for name, p95 in figures.items():
        print(f"{name}: {p95 / control:.1f} x the control")
