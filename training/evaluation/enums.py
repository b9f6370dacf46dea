"""The words of evaluation."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Agreement(models.IntegerChoices):
    """How far somebody agrees with a sentence."""

    NOT_AT_ALL = 1, _("Strongly disagree")
    RATHER_NOT = 2, _("Disagree")
    NEITHER = 3, _("Neither agree nor disagree")
    RATHER = 4, _("Agree")
    FULLY = 5, _("Strongly agree")


class Pace(models.IntegerChoices):
    """How fast a course went."""

    SLOW = 1, _("Too slow")
    RIGHT = 2, _("About right")
    FAST = 3, _("Too fast")


class Use(models.TextChoices):
    """Whether somebody used what a course taught."""

    YES = "yes", _("Yes")
    NOT_YET = "not_yet", _("Not yet")
    NO = "no", _("No")


class Wait(models.IntegerChoices):
    """How many days after the end of a course the hub asks whether it was used."""

    MONTH = 30, _("30 days")
    TWO_MONTHS = 60, _("60 days")
