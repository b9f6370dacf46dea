"""Refusals of runs, in sentences."""

from __future__ import annotations

from django.utils.translation import gettext as _

from community.people.errors import HubError

from .enums import Door


class RunClosed(HubError):
    """Nobody can join or leave the run now."""


class PlaceRefused(HubError):
    """This person can't get a place this way."""


class RunEditedMeanwhile(HubError):
    """Somebody saved the run after this form was opened."""


class SeatsTaken(HubError):
    """Fewer seats than people who have one."""


def closed(door: Door) -> RunClosed:
    """Why nobody can join, and what to do."""
    sentences = {
        Door.CANCELLED: _("This run was cancelled, so nobody can join it."),
        Door.OVER: _("This run is over. Look for the next one on the page of the course."),
        Door.PLANNED: _("Enrolment for this run is not open yet. Follow the course to hear of it."),
        Door.EARLY: _("Enrolment for this run has not begun. Come back on its first day."),
        Door.LATE: _("Enrolment for this run has ended. Look for the next one on the page of the course."),
        Door.CLOSED: _("Enrolment for this run is closed. Look for the next one on the page of the course."),
    }
    return RunClosed(sentences[door])
