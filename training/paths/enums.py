"""The words of role paths: roles of a department, and what the programme asks of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What somebody is to the data programme of a department."""

    SPONSOR = "executive-sponsor", _("Executive sponsor")
    COORDINATOR = "data-coordinator", _("Data coordinator")
    STEWARD = "data-steward", _("Data steward")
    PUBLISHER = "publisher", _("Publisher")


class Ask(models.TextChoices):
    """The six things the programme asks of a participating department."""

    SPONSOR = "executive-sponsor", _("An executive sponsor")
    PEOPLE = "coordinator-and-stewards", _("A data coordinator and data stewards")
    DATASETS = "strategic-datasets", _("Three to five strategic datasets")
    EVENT = "act-on-data", _("A commitment to act on your data")
    GOVERNANCE = "governance", _("A governance structure")
    ACCESS = "accessibility-and-federation", _("Accessibility and federation")
