"""The words of changed dates."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Change(models.TextChoices):
    """How one date differs from its series."""

    OUT = "out", _("Taken out")
    EXTRA = "extra", _("Extra date")
    MOVED = "moved", _("Changed")
