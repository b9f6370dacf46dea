"""What training shows on the hub's own pages: the next lesson on the dashboard, courses on the home page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from laces.components import Component

from .models import Certificate
from .pages import CoursePage
from .study import Study, study_courses

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member

COURSES_ON_HOME = 3


@dataclass
class NextLessonCard(Component):
    """“Continue my lesson”: where to go on in the course worked on last, then the other courses."""

    studies: list[Study]
    template_name = "training/panels/next_lesson.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        going_on = [study for study in self.studies if study.next_lesson]
        others = [study for study in self.studies if study not in going_on[:1]]
        return {"current": going_on[0] if going_on else None, "others": others}


@dataclass
class MyCertificatesCard(Component):
    """“Your certificates”: the newest ones, and the way to the transcript."""

    certificates: list[Certificate]
    template_name = "training/panels/my_certificates.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"certificates": self.certificates}


@dataclass
class StartHerePanel(Component):
    """Course cards."""

    studies: list[Study]
    template_name = "training/panels/start_here.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"studies": self.studies}


def start_here_panel(viewer: Member | AnonymousUser) -> Component | None:
    """The first courses of the catalogue; nothing in a hub without courses."""
    courses = list(CoursePage.objects.visible_to(viewer).for_catalogue()[:COURSES_ON_HOME])
    return StartHerePanel(study_courses(viewer, courses)) if courses else None
