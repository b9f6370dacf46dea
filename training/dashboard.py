"""What training shows first in “My hub”: where to go on, what it asks, certificates. What two need is read once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from laces.components import Component

from .components import MyCertificatesCard, NextLessonCard
from .evaluation.components import open_questions_card
from .models import Certificate, Enrolment
from .paths.components import NextStepCard
from .paths.standing import chosen_steps, chosen_walks
from .study import Study, study_courses, taken_by

if TYPE_CHECKING:
    from collections.abc import Iterable

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
    steps = chosen_steps(viewer, most=PATHS_SHOWN)
    on_paths = {step.course_id for found in steps.values() for step in found}
    recent = Enrolment.objects.of(viewer).active().latest_first()[:COURSES_SHOWN]
    taken = taken_by(viewer, Q(pk__in=recent.values("course")) | Q(pk__in=on_paths))
    certificates = list(Certificate.objects.of(viewer).current().with_standing().newest_first())
    courses = {course.pk: course for course in taken}
    read = study_courses(viewer, list(courses.values()), certificates=certificates, taken=taken)
    studies = {study.course.pk: study for study in read}
    cards: list[Component] = [NextLessonCard(_worked_on_last(read))]
    if steps:
        progress = {key: study.progress for key, study in studies.items()}
        cards.append(NextStepCard(chosen_walks(viewer, steps, progress)))
    if (questions := open_questions_card(viewer)) is not None:
        cards.append(questions)
    if certificates:
        cards.append(MyCertificatesCard(certificates[:CERTIFICATES_SHOWN]))
    return cards


def _worked_on_last(studies: Iterable[Study]) -> list[Study]:
    """The courses that the member takes, as `latest_first` has them."""
    takes = [
        (study.enrolment, study) for study in studies if study.enrolment and study.is_enrolled and study.course.live
    ]
    takes.sort(key=lambda pair: (-pair[0].active_at.timestamp(), pair[0].pk))
    return [study for _enrolment, study in takes[:COURSES_SHOWN]]
