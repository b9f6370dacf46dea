"""The panel of the page editor that says what the course's bank holds."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel


class QuestionBankPanel(Panel):
    """How many questions the course's bank has on each topic, with a way there."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"heading": _("The course’s bank"), **kwargs})

    class BoundPanel(Panel.BoundPanel):
        template_name = "training/admin/question_bank.html"

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            return {**context, "bank": bank_of(self.instance)}


def bank_of(lesson: Any) -> dict[str, Any]:
    """The course's slug and its topics with their counts; {} for a page that isn't in the tree yet."""
    from .models import Question  # noqa: PLC0415 - models import the page type that shows this panel

    if not lesson.path:
        return {}
    return {
        "course": Question.objects.course_slug(lesson.course_path),
        "topics": list(Question.objects.in_course_at(lesson.course_path).in_use().count_by_topic()),
    }
