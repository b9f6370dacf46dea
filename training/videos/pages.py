"""The video as a kind of lesson. Captions, chapters and transcript are words of the page, kept with its revisions."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page

from community.pages.captions.transcript import read_transcript
from training.files.pages import FileLessonPage
from training.files.panels import FilePanel
from training.pages import LessonPage

MOST_WORDS = 1_000_000


class VideoLessonPage(FileLessonPage):
    """A lesson to watch, or to read: it is never published without captions and transcript."""

    captions = models.TextField(
        _("captions"), blank=True, max_length=MOST_WORDS, help_text=_("WebVTT, as uploaded. You can mend it here.")
    )
    chapters = models.TextField(
        _("chapters"), blank=True, max_length=100_000,
        help_text=_("WebVTT again, with the titles of the chapters in the place of the words. May stay empty."),
    )  # fmt: skip
    transcript = models.TextField(
        _("transcript"), blank=True, max_length=MOST_WORDS,
        help_text=_(
            "Made from the captions when it is empty, and again with new captions unless you changed it. "
            "A paragraph begins with its time: [1:05 Ana Reyes] Words. A heading is ## Words."
        ),
    )  # fmt: skip

    template = LessonPage.template
    content_panels: ClassVar = [
        *Page.content_panels,
        MultiFieldPanel([FieldPanel("upload"), FilePanel()], heading=_("Video"), attrs={"id": "lesson-file"}),
        MultiFieldPanel(
            [FieldPanel("captions_upload"), FieldPanel("captions"), FieldPanel("chapters")],
            heading=_("Captions"),
            attrs={"id": "lesson-captions"},
        ),
        MultiFieldPanel([FieldPanel("transcript")], heading=_("Transcript"), attrs={"id": "lesson-transcript"}),
        *LessonPage.content_panels[len(Page.content_panels) :],
        FieldPanel("body", heading=_("Words above the video")),
    ]

    class Meta:
        app_label = "training"
        verbose_name = _("video lesson")

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        context = super().get_preview_context(request, mode_name)
        return {**context, "part": "training/video_draft.html", "transcript": read_transcript(self.transcript)}
