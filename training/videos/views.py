"""A video as its learner meets it: what the page shows besides, and its captions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from community.pages.captions.transcript import read_transcript
from training.notebooks import Heading
from training.pages import LessonPage
from training.reading import OpenLesson, Reading, article_reading

from .pages import VideoLessonPage

if TYPE_CHECKING:
    from community.people.models import AnyRequest


def read_video(pk: int) -> OpenLesson:
    """A video lesson with its transcript; chapters stand among the contents of the page."""
    page = VideoLessonPage.objects.select_related("file").get(pk=pk)
    around, transcript = article_reading(page.body), read_transcript(page.transcript)
    chapters = [Heading(3, chapter.title, chapter.anchor) for chapter in transcript.chapters if chapter.anchor]
    contents = [*around.contents, *(heading for heading in chapters if heading.text)]
    return OpenLesson(page, Reading(around.html, contents), {"transcript": transcript})


def video_text(pk: int) -> str:
    """What search finds: the words, without the times."""
    chapters = read_transcript(VideoLessonPage.objects.values_list("transcript", flat=True).get(pk=pk)).chapters
    said = [f"{chapter.title} {' '.join(each.words for each in chapter.paragraphs)}" for chapter in chapters]
    return " ".join(said).strip()


@require_safe
def captions(request: AnyRequest, pk: int) -> HttpResponse:
    get_object_or_404(LessonPage.objects.visible_to(request.user), pk=pk)
    text = get_object_or_404(VideoLessonPage.objects.exclude(captions=""), pk=pk).captions
    headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-cache"}
    return HttpResponse(text, content_type="text/vtt; charset=utf-8", headers=headers)
