"""The assignment as a kind of lesson: what to do, how it is looked at, and what may be handed in."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField

from community.pages.blocks import BodyBlock
from training.pages import LessonPage
from training.reading import Reading, article_reading

from .blocks import RubricBlock
from .rubric import Criterion, read_rubric


class AssignmentLessonPage(LessonPage):
    """A lesson that is done when an instructor accepts what was handed in."""

    body = StreamField(BodyBlock(), blank=True, verbose_name=_("what to do"))
    takes_text = models.BooleanField(_("learners may write a text"), default=True)
    takes_link = models.BooleanField(_("learners may give a link"), default=False)
    takes_file = models.BooleanField(_("learners may upload a file"), default=False)
    due = models.CharField(
        _("when it is due"), max_length=160, blank=True,
        help_text=_("A hint in words, such as: two weeks after the second session. Nothing is closed."),
    )  # fmt: skip
    rubric = StreamField(RubricBlock(), blank=True, verbose_name=_("rubric"))

    template = LessonPage.template
    content_panels: ClassVar = [
        *LessonPage.content_panels,
        MultiFieldPanel([FieldPanel("body")], heading=_("What to do"), attrs={"id": "assignment-body"}),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("takes_text"), FieldPanel("takes_link"), FieldPanel("takes_file")]),
                FieldPanel("due"),
            ],
            heading=_("What is handed in"),
            attrs={"id": "assignment-takes"},
        ),
        MultiFieldPanel([FieldPanel("rubric")], heading=_("Rubric"), attrs={"id": "assignment-rubric"}),
    ]

    class Meta:
        app_label = "training"
        verbose_name = _("assignment")

    @property
    def criteria(self) -> list[Criterion]:
        """The rubric."""
        return read_rubric(self.rubric)

    def draft_reading(self) -> Reading:
        return article_reading(self.body)

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        return {**super().get_preview_context(request, mode_name), "part": "training/assignment_draft.html"}
