"""The words of runs."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Way(models.TextChoices):
    """How people get a place."""

    SELF = "self", _("Everybody takes a place themselves")
    APPROVAL = "approval", _("People ask, and an instructor decides")
    DEPARTMENT = "department", _("Data coordinators enrol people of their department")


class RunState(models.TextChoices):
    """Where a run stands. Over is no state: it follows from the last day."""

    PLANNED = "planned", _("Planned: everybody sees it, nobody can join yet")
    OPEN = "open", _("Open: people can join within the days below")
    CLOSED = "closed", _("Closed: nobody can join any more")
    CANCELLED = "cancelled", _("Cancelled")


class PlaceState(models.TextChoices):
    """Where one person stands in a run."""

    IN = "in", _("Has a place")
    WAITING = "waiting", _("On the waiting list")
    REQUESTED = "requested", _("Asked for a place")
    DECLINED = "declined", _("Declined")
    LEFT = "left", _("Left")


class Door(models.TextChoices):
    """Whether people can join a run now, and why not, as its pages say it."""

    OPEN = "open", _("Open")
    PLANNED = "planned", _("Enrolment is not open yet")
    EARLY = "early", _("Enrolment has not begun")
    LATE = "late", _("Enrolment has ended")
    CLOSED = "closed", _("Enrolment is closed")
    OVER = "over", _("Over")
    CANCELLED = "cancelled", _("Cancelled")


class RunTold(models.TextChoices):
    """What people are told about runs."""

    PLACE = "run_place", _("My places in runs of courses")
    MOVED_UP = "run_moved_up", _("A seat for me from a waiting list")
    ANSWERED = "run_answered", _("Answers to my requests for a place")
    CHANGED = "run_changed", _("Changes of runs I take")
    REQUESTED = "run_requested", _("Requests for a place in runs I teach")


CURRENT = (PlaceState.IN, PlaceState.WAITING, PlaceState.REQUESTED)
EXPECTING = (PlaceState.IN, PlaceState.WAITING)
