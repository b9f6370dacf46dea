"""Lessons that are a file: what they share, and the download lesson."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from community.pages.blocks import BodyBlock
from training.pages import LessonPage
from training.reading import Reading, article_reading

from .panels import FilePanel


class FileLessonPage(LessonPage):
    """What lessons with a file share: the file, and words around it."""

    file = models.ForeignKey(
        "training.LessonFile", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("file")
    )
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    class Meta:
        abstract = True

    def draft_reading(self) -> Reading:
        return article_reading(self.body)


class DownloadLessonPage(FileLessonPage):
    """A lesson about a file that learners take with them."""

    what = models.CharField(
        _("what it is"), max_length=200, blank=True, help_text=_("For example: a template for a data dictionary.")
    )
    license = models.CharField(
        _("license"), max_length=120, blank=True, help_text=_("For example: Public domain, or CC BY 4.0.")
    )
    source = models.CharField(_("source"), max_length=200, blank=True, help_text=_("Who made it, and from what."))
    source_url = models.URLField(_("address of the source"), max_length=300, blank=True)

    template = LessonPage.template
    content_panels: ClassVar = [
        *Page.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("upload"),
                FilePanel(),
                FieldPanel("what"),
                FieldRowPanel([FieldPanel("license"), FieldPanel("source")]),
                FieldPanel("source_url"),
            ],
            heading=_("File"),
            attrs={"id": "lesson-file"},
        ),
        *LessonPage.content_panels[len(Page.content_panels) :],
        FieldPanel("body", heading=_("How to use it")),
    ]

    class Meta:
        app_label = "training"
        verbose_name = _("download lesson")

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        return {**super().get_preview_context(request, mode_name), "part": "training/download_file.html"}
