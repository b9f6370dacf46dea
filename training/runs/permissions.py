"""Who looks after a run, and who enrols whom."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from community.people.models import Department, Member
from training.quizzes.permissions import can_look_after

from .enums import Way
from .models import Run, RunEnrolment

COORDINATORS = "Data coordinators"


def can_teach(user: Member | AnonymousUser, run: Run) -> bool:
    """Those who may edit the course, and those who teach this run: roster, requests, attendance, changes."""
    if not user.is_authenticated:
        return False
    return can_look_after(user, run.course) or run.instructors.filter(pk=user.pk).exists()


def coordinated_by(user: Member | AnonymousUser) -> Department | None:
    """The department whose people `user` may enrol: a data coordinator's own."""
    if not user.is_authenticated or COORDINATORS not in user.group_names:
        return None
    return user.department


def can_enrol_department(user: Member | AnonymousUser, run: Run) -> bool:
    """A data coordinator, where coordinators enrol."""
    return run.way == Way.DEPARTMENT and coordinated_by(user) is not None


def can_decline(user: Member, enrolment: RunEnrolment) -> bool:
    """Who teaches the run; and a coordinator for people of the own department, where coordinators enrol."""
    if can_teach(user, enrolment.run):
        return True
    mine = coordinated_by(user) if enrolment.run.way == Way.DEPARTMENT else None
    return mine is not None and enrolment.member.department_id == mine.pk
