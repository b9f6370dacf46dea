"""The kinds of lessons the hub has, one entry each: a new kind is a page type, an entry, and what it alone needs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .assignments.pages import AssignmentLessonPage
from .assignments.views.learner import render_assignment
from .enums import Kind, Rule
from .files.pages import DownloadLessonPage
from .kinds import LessonKind
from .models import NotebookPublication
from .pages import ArticleLessonPage
from .quizzes.pages import QuizLessonPage
from .quizzes.views.learner import render_quiz
from .reading import OpenLesson, article_reading, notebook_reading
from .videos.views import read_video, video_text


def read_body(page_type: Any) -> Callable[[int], OpenLesson]:
    """Reads lessons whose words are their StreamField `body`."""

    def read(pk: int) -> OpenLesson:
        page = page_type.objects.get(pk=pk)
        return OpenLesson(page, article_reading(page.body))

    return read


def read_notebook(pk: int) -> OpenLesson:
    """What is in force of a notebook lesson, in one query; nothing is converted here."""
    publications = NotebookPublication.objects.select_related("lesson", "version").with_script_flag()
    publication = publications.defer("version__text", "version__script", "version__parts").get(lesson=pk)
    extras = {"has_script": publication.has_script, "publication": publication}
    return OpenLesson(publication.lesson, notebook_reading(publication.version), extras)


def notebook_text(pk: int) -> str:
    """The words of the notebook in force."""
    return NotebookPublication.objects.filter(lesson_id=pk).values_list("version__text", flat=True).get()


KINDS = (
    LessonKind(Kind.ARTICLE, "articlelessonpage", read_body(ArticleLessonPage)),
    LessonKind(Kind.NOTEBOOK, "notebooklessonpage", read_notebook, ready="publication", text=notebook_text),
    LessonKind(Kind.QUIZ, "quizlessonpage", read_body(QuizLessonPage), rule=Rule.PASSED, render=render_quiz),
    LessonKind(
        Kind.VIDEO, "videolessonpage", read_video, ready="file", text=video_text, template="training/video_detail.html"
    ),
    LessonKind(
        Kind.DOWNLOAD,
        "downloadlessonpage",
        read_body(DownloadLessonPage),
        ready="file",
        template="training/download_detail.html",
    ),
    LessonKind(
        Kind.ASSIGNMENT,
        "assignmentlessonpage",
        read_body(AssignmentLessonPage),
        rule=Rule.ACCEPTED,
        render=render_assignment,
    ),
)
