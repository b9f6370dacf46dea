"""What evaluation shows on the hub's own pages: open questions on My hub, outcomes on a department's page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from laces.components import Component

from training.models import UseCheck

from .asking import OUTCOMES_SHOWN, Question, open_questions

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Department, Member

QUESTIONS_ON_DASHBOARD = 3


@dataclass
class OpenQuestionsCard(Component):
    """“How was it?”: what the hub would like to know."""

    questions: list[Question]
    template_name = "training/panels/open_questions.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"questions": self.questions}


@dataclass
class OutcomesPanel(Component):
    """“Outcomes of the department”."""

    outcomes: list[UseCheck]
    viewer: Member | AnonymousUser
    template_name = "training/panels/outcomes.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"outcomes": self.outcomes, "viewer": self.viewer}


def open_questions_card(viewer: Member | AnonymousUser) -> Component | None:
    """For members who finished a course lately."""
    if not viewer.is_authenticated:
        return None
    questions = open_questions(viewer)[:QUESTIONS_ON_DASHBOARD]
    return OpenQuestionsCard(questions) if questions else None


def outcomes_panel(department: Department, viewer: Member | AnonymousUser) -> Component | None:
    """For everybody, where somebody of the department shows an outcome."""
    outcomes = list(UseCheck.objects.outcomes().of_department(department).for_list()[:OUTCOMES_SHOWN])
    return OutcomesPanel(outcomes, viewer) if outcomes else None
