"""What training shows first in “My hub”: where to go on in courses and on paths. What both need is read once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from laces.components import Component

from .components import NextLessonCard
from .models import Enrolment
from .paths.components import NextStepCard
from .paths.standing import chosen_steps, chosen_walks
from .study import study_courses

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member

COURSES_SHOWN = 4
PATHS_SHOWN = 4


def learning_cards(viewer: Member | AnonymousUser) -> list[Component]:
    """For members: the next lesson, without a course the way to the catalogue; the next step, for who chose a path."""
    if not viewer.is_authenticated:
        return []
    recent = [row.course for row in Enrolment.objects.of(viewer).active().for_dashboard()[:COURSES_SHOWN]]
    steps = chosen_steps(viewer, most=PATHS_SHOWN)
    on_paths = [step.course for found in steps.values() for step in found]
    courses = {course.pk: course for course in [*on_paths, *recent]}
    studies = {study.course.pk: study for study in study_courses(viewer, list(courses.values()))}
    cards: list[Component] = [NextLessonCard([studies[course.pk] for course in recent])]
    if steps:
        progress = {key: study.progress for key, study in studies.items()}
        cards.append(NextStepCard(chosen_walks(viewer, steps, progress)))
    return cards
