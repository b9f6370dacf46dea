"""The words of meetings."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DecisionState(models.TextChoices):
    """Where a decision stands. Nothing leads back to being in force."""

    IN_FORCE = "in-force", _("In force")
    REPLACED = "replaced", _("Replaced")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class ActionState(models.TextChoices):
    """Where an action item stands."""

    OPEN = "open", _("Open")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("Dropped")


class Reminded(models.TextChoices):
    """What the owner of an action item was last reminded of; begins anew with another date or owner."""

    NOTHING = "", _("Nothing yet")
    SOON = "soon", _("It is due soon")
    OVERDUE = "overdue", _("It is overdue")
