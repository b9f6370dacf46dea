"""The words of what hangs on a date."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Audience(models.TextChoices):
    """Who may have a material or watch a recording."""

    VIEWERS = "viewers", _("Everybody who may see the event")
    TAKING_PART = "taking-part", _("Only who is registered or was there")


class MinutesState(models.TextChoices):
    """Where the text of minutes stands."""

    DRAFT = "draft", _("Draft")
    APPROVED = "approved", _("Approved, not published yet")
    PUBLISHED = "published", _("Published")


class LinkKind(models.TextChoices):
    """What an outcome leads to."""

    DATASET = "dataset", _("Dataset")
    TOPIC = "topic", _("Topic in the forum")
    COURSE = "course", _("Course")
    OTHER = "other", _("Something else")


class Agreement(models.IntegerChoices):
    """How far somebody agrees."""

    FULLY = 5, _("Yes, very much")
    MOSTLY = 4, _("Mostly")
    HALF = 3, _("Partly")
    HARDLY = 2, _("Hardly")
    NO = 1, _("Not at all")


class Length(models.IntegerChoices):
    """How long it was."""

    SHORT = 1, _("Too short")
    RIGHT = 2, _("About right")
    LONG = 3, _("Too long")


class Again(models.IntegerChoices):
    """Whether somebody would come again."""

    YES = 3, _("Yes")
    MAYBE = 2, _("Maybe")
    NO = 1, _("No")
