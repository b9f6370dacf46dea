"""The words of assignments."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class WorkState(models.TextChoices):
    """Where a member's work stands."""

    DRAFT = "draft", _("Not handed in")
    WAITING = "waiting", _("Waiting for feedback")
    RETURNED = "returned", _("Another try is asked for")
    ACCEPTED = "accepted", _("Accepted")


class Verdict(models.TextChoices):
    """What an answer says. Taking an acceptance back is an answer, too."""

    ACCEPTED = "accepted", _("Accepted")
    RETURNED = "returned", _("Please try again")
    REOPENED = "reopened", _("The acceptance was taken back")
