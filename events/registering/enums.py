"""The words of registering."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class QuestionKind(models.TextChoices):
    """How a question is answered."""

    TEXT = "text", _("A short text")
    CHOICE = "choice", _("One of several choices")
    YES_NO = "yes-no", _("Yes or no")


YES, NO = "yes", "no"
