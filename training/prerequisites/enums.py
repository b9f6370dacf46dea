"""The words of prerequisites."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Strength(models.TextChoices):
    """What happens to who hasn't finished the other course."""

    RECOMMENDED = "recommended", _("Recommended: learners are told, and may enrol all the same")
    REQUIRED = "required", _("Required: learners enrol once they have finished it")
