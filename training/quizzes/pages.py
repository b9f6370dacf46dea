"""The quiz as a kind of lesson: its rules and its parts, edited in the Wagtail admin like every lesson."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable

from community.pages.blocks import BodyBlock
from training.pages import LessonPage
from training.reading import Reading, article_reading

from .drawing import Portion
from .enums import Showing
from .panels import QuestionBankPanel
from .wording import rule_lines


class QuizLessonPage(LessonPage):
    """A lesson that is done when its quiz is passed. Questions come from the course's bank."""

    body = StreamField(BodyBlock(), blank=True, verbose_name=_("introduction"))
    pass_percent = models.PositiveSmallIntegerField(
        _("percent needed to pass"), default=80, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    attempts_allowed = models.PositiveSmallIntegerField(
        _("attempts allowed"), default=0, validators=[MaxValueValidator(100)], help_text=_("0: any number.")
    )
    wait_minutes = models.PositiveIntegerField(
        _("minutes to wait between attempts"), default=0, validators=[MaxValueValidator(43_200)],
        help_text=_("0: the next attempt may begin at once."),
    )  # fmt: skip
    limit_minutes = models.PositiveSmallIntegerField(
        _("time limit in minutes"), default=0, validators=[MaxValueValidator(600)],
        help_text=_("0: no limit. You can give a member more time on the page “Extra time” of the course."),
    )  # fmt: skip
    shuffle_questions = models.BooleanField(_("ask the questions of a part in random order"), default=True)
    shuffle_options = models.BooleanField(_("show the answers to choose from in random order"), default=True)
    show_feedback = models.CharField(
        _("feedback and points of each question are shown"), max_length=10, choices=Showing, default=Showing.EACH
    )
    show_answers = models.CharField(
        _("right answers are shown"), max_length=10, choices=Showing, default=Showing.PASSED
    )

    template = "training/quiz_preview.html"
    content_panels: ClassVar = [
        *LessonPage.content_panels,
        FieldPanel("body"),
        MultiFieldPanel(
            [InlinePanel("parts", label=_("part"), min_num=0), QuestionBankPanel()],
            heading=_("Parts and their questions"),
            attrs={"id": "quiz-parts"},
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("pass_percent"), FieldPanel("limit_minutes")]),
                FieldRowPanel([FieldPanel("attempts_allowed"), FieldPanel("wait_minutes")]),
                FieldPanel("shuffle_questions"),
                FieldPanel("shuffle_options"),
                FieldPanel("show_feedback"),
                FieldPanel("show_answers"),
            ],
            heading=_("Rules"),
        ),
    ]

    class Meta:
        app_label = "training"
        verbose_name = _("quiz")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(pass_percent__gte=1, pass_percent__lte=100), name="training_quiz_pass_percent"
            ),
            models.CheckConstraint(
                condition=models.Q(show_feedback__in=Showing.values, show_answers__in=Showing.values),
                name="training_quiz_known_showing",
            ),
        ]

    def draft_reading(self) -> Reading:
        return article_reading(self.body)

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        context = super().get_preview_context(request, mode_name)
        return {**context, "parts": self.portions, "rules": list(rule_lines(self))}

    @property
    def portions(self) -> list[Portion]:
        """The parts as drawing reads them."""
        return [Portion(part.heading, part.topic, part.draw) for part in self.parts.all()]


class QuizPart(Orderable):
    """A part of a quiz: how many questions it draws, and of which topic of the course's bank."""

    page = ParentalKey(QuizLessonPage, on_delete=models.CASCADE, related_name="parts")
    heading = models.CharField(_("heading"), max_length=120, blank=True)
    topic = models.CharField(
        _("topic"), max_length=60, blank=True, help_text=_("As the questions have it. Empty: the whole bank.")
    )
    draw = models.PositiveSmallIntegerField(
        _("questions drawn for an attempt"), default=0, validators=[MaxValueValidator(100)],
        help_text=_("0: all questions of the topic."),
    )  # fmt: skip

    panels: ClassVar = [FieldPanel("heading"), FieldRowPanel([FieldPanel("topic"), FieldPanel("draw")])]

    class Meta(Orderable.Meta):
        app_label = "training"
        verbose_name = _("part of a quiz")
