"""Why somebody is named to a newcomer."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Why(models.TextChoices):
    """In words that tell nothing which that person may keep back later."""

    NONE = "", ""
    COLLEAGUE = "colleague", _("works in your department")
    KNOWS = "knows", _("knows about what you work on")
    LEADS = "leads", _("leads a work group")
