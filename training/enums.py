"""The words of training."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """How much a course asks of its learners."""

    INTRODUCTORY = "introductory", _("Introductory")
    INTERMEDIATE = "intermediate", _("Intermediate")
    ADVANCED = "advanced", _("Advanced")


class Cover(models.TextChoices):
    """The drawings a course may have on its card: files in templates/art/covers."""

    PUBLISH = "publish", _("A table that goes online")
    TABLE = "table", _("A table with a marked cell")
    CHART = "chart", _("Charts")
    WATER = "water", _("Hills, a river and a line of measurements")
    PRIVACY = "privacy", _("People and a shield")
    PEOPLE = "people", _("People who are connected")


class Kind(models.TextChoices):
    """What a lesson is made of."""

    ARTICLE = "article", _("Article")
    NOTEBOOK = "notebook", _("Notebook lesson")
    QUIZ = "quiz", _("Quiz")
    VIDEO = "video", _("Video")
    DOWNLOAD = "download", _("Download")
    ASSIGNMENT = "assignment", _("Assignment")


class EnrolmentState(models.TextChoices):
    """Where an enrolment stands. Finished is no state: it follows from the ledger."""

    ACTIVE = "active", _("Enrolled")
    LEFT = "left", _("Left")


class Effect(models.TextChoices):
    """What a row of the ledger says."""

    DONE = "done", _("Done")
    UNDONE = "undone", _("Not done")


class Rule(models.TextChoices):
    """When a lesson counts as done. The sentence is shown on the lesson."""

    MARKED = "marked", _("This lesson counts as done when you mark it done.")
    PASSED = "passed", _("This lesson counts as done when you pass its quiz.")
    ATTENDED = "attended", _("This lesson counts as done when you attend its session.")
    ACCEPTED = "accepted", _("This lesson counts as done when your instructor accepts your work.")


class Source(models.TextChoices):
    """Where a row of the ledger comes from."""

    MEMBER = "member", _("The member’s own mark")
    QUIZ = "quiz", _("A quiz that was passed")
    ATTENDANCE = "attendance", _("A session that was attended")
    ASSIGNMENT = "assignment", _("Work that was accepted")


class Change(models.TextChoices):
    """How much the publication of a lesson changes it, as its editor says (docs/adr/0024)."""

    FIRST = "first", _("First version")
    MINOR = "minor", _("Minor: what was done stays done")
    MAJOR = "major", _("Major: who has not finished the course does the lesson again")


class ConversionState(models.TextChoices):
    """How far the conversion of an uploaded notebook has come."""

    WAITING = "waiting", _("Being converted")
    READY = "ready", _("Ready")
    REFUSED = "refused", _("Refused")


class Stage(models.TextChoices):
    """Where a notebook is on its way, as editors are told: a task has taken it up or not yet."""

    WAITING = "waiting", _("Waiting for its turn")
    CONVERTING = "converting", _("Being converted")
    READY = "ready", _("Ready")
    REFUSED = "refused", _("Refused")


class Told(models.TextChoices):
    """What members are told about courses."""

    LESSON_UPDATED = "lesson_updated", _("Updated lessons of my courses")
