"""What training shows first in “My hub”: where to go on, what it asks, certificates. What two need is read once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from laces.components import Component

from .components import MyCertificatesCard, NextLessonCard
from .evaluation.components import open_questions_card
from .models import Certificate, Enrolment
from .paths.components import NextStepCard
from .paths.standing import chosen_steps, chosen_walks
from .study import study_courses

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member

COURSES_SHOWN = 4
PATHS_SHOWN = 4
CERTIFICATES_SHOWN = 3


def learning_cards(viewer: Member | AnonymousUser) -> list[Component]:
    """For members: the next lesson, without a course the way to the catalogue; and, for who has one, the next step on
    a path, questions about finished courses, and the newest certificates.
    """
    if not viewer.is_authenticated:
        return []
    recent = [row.course for row in Enrolment.objects.of(viewer).active().for_dashboard()[:COURSES_SHOWN]]
    steps = chosen_steps(viewer, most=PATHS_SHOWN)
    on_paths = [step.course for found in steps.values() for step in found]
    courses = {course.pk: course for course in [*on_paths, *recent]}
    certificates = list(Certificate.objects.of(viewer).current().with_standing().newest_first())
    read = study_courses(viewer, list(courses.values()), certificates=certificates)
    studies = {study.course.pk: study for study in read}
    cards: list[Component] = [NextLessonCard([studies[course.pk] for course in recent])]
    if steps:
        progress = {key: study.progress for key, study in studies.items()}
        cards.append(NextStepCard(chosen_walks(viewer, steps, progress)))
    if (questions := open_questions_card(viewer)) is not None:
        cards.append(questions)
    if certificates:
        cards.append(MyCertificatesCard(certificates[:CERTIFICATES_SHOWN]))
    return cards
