"""Makes courses, modules and lessons in the page tree, published, and notebooks already converted."""

import json
import uuid

import factory
from django.core.files.base import ContentFile
from django.utils import timezone

from training.enums import ConversionState, Source
from training.models import NotebookVersion, PathStep, Prerequisite, RolePath
from training.notebook_lessons.services import keep_file
from training.notebooks.results import RENDERER_VERSION
from training.pages import (
    ArticleLessonPage,
    CoursePage,
    LessonPage,
    ModulePage,
    NotebookLessonPage,
    TrainingIndexPage,
)
from training.paths.enums import Ask, Role
from training.services import learning

PARAGRAPH = "<h2>Begin here</h2><p>A dataset that nobody understands is a dataset that nobody uses.</p>"


def make_index(home):
    """The training index below `home`; the one there is, on a second call."""
    return TrainingIndexPage.objects.first() or home.add_child(
        instance=TrainingIndexPage(title="Training", slug="training")
    )


def make_course(home, slug="open-data", *, lessons=2, live=True, **fields):
    """A published course with one module and `lessons` articles, without revisions and search entries."""
    title = fields.pop("title", slug.replace("-", " ").capitalize())
    page = CoursePage(title=title, slug=slug, summary=f"About {title}.", live=live, **fields)
    course = make_index(home).add_child(instance=page)
    if lessons:
        module = make_module(course)
        for number in range(1, lessons + 1):
            make_article(module, f"lesson-{number}")
    return course


def make_module(course, slug="start", **fields):
    """A published module."""
    return course.add_child(instance=ModulePage(title=slug.capitalize(), slug=slug, **fields))


def body(html=PARAGRAPH):
    """A body with one text block."""
    return [{"type": "text", "value": html, "id": str(uuid.uuid4())}]


def make_article(module, slug="lesson-1", *, html=PARAGRAPH, **fields):
    """A published article lesson."""
    title = fields.pop("title", slug.replace("-", " ").capitalize())
    return module.add_child(instance=ArticleLessonPage(title=title, slug=slug, body=body(html), **fields))


def notebook_source(*cells):
    """The bytes of a small notebook; each of `cells` is the text of a Markdown cell."""
    rows = [
        {"cell_type": "markdown", "id": f"c{number}", "metadata": {}, "source": text}
        for number, text in enumerate(cells or ("# Read the numbers",))
    ]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": rows}).encode()


class NotebookVersionFactory(factory.django.DjangoModelFactory):
    """A converted notebook, without a conversion."""

    class Meta:
        model = NotebookVersion

    source = factory.LazyFunction(lambda: ContentFile(notebook_source(), name="lesson.ipynb"))
    source_name = "lesson.ipynb"
    source_hash = factory.Sequence(lambda n: f"{n:064x}")
    state = ConversionState.READY
    html = '<h2 id="nb-read">Read the numbers</h2><p>There are twelve.</p>'
    contents = factory.LazyFunction(lambda: [{"level": 2, "text": "Read the numbers", "anchor": "nb-read"}])
    text = "Read the numbers There are twelve."
    cell_count = 1
    script = "# %%\nprint(12)\n"
    renderer_version = RENDERER_VERSION
    content_version = factory.Sequence(lambda n: f"{n:064x}")
    converted_at = factory.LazyFunction(timezone.now)


def make_notebook_lesson(module, slug="notebook", *, version=None, **fields):
    """A published notebook lesson; learners read `version`."""
    version = version or NotebookVersionFactory()
    page = NotebookLessonPage(title=slug.capitalize(), slug=slug, notebook=version, **fields)
    lesson = module.add_child(instance=page)
    lesson.save_revision().publish()
    return NotebookLessonPage.objects.get(pk=lesson.pk)


def make_notebook_file(lesson, name="wells.csv", data=b"well,depth\nW-1,40\n"):
    """A small table beside a notebook."""
    return keep_file(lesson=lesson, file=ContentFile(data, name=name), name=name, by=None)


class WaitingNotebookFactory(NotebookVersionFactory):
    """An uploaded notebook that no task has converted yet."""

    state = ConversionState.WAITING
    html = ""
    contents = factory.LazyFunction(list)
    text = ""
    script = ""
    renderer_version = 0
    content_version = ""
    converted_at = None


def make_prerequisite(course, needs, **fields):
    """`course` asks for `needs` first."""
    return Prerequisite.objects.create(course=course, needs=needs, **fields)


def make_path(*courses, slug="steward", **fields):
    """A published role path with a step to each course."""
    values = {"title": f"Path {slug}", "role": Role.STEWARD, "summary": "What it is about.", "asked": "Know the data."}
    path = RolePath.objects.create(slug=slug, **{**values, **fields})
    for place, course in enumerate(courses):
        PathStep.objects.create(path=path, course=course, ask=Ask.DATASETS, sort_order=place)
    return path


def finish(member, *courses):
    """`member` does every lesson of those courses, whatever they require."""
    for course in courses:
        for lesson in LessonPage.objects.readable().under(course.path):
            learning.complete(member=member, lesson=lesson, source=Source.QUIZ)
