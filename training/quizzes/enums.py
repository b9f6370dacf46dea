"""The words of quizzes."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class QuestionKind(models.TextChoices):
    """How a question is answered."""

    SINGLE = "single", _("One answer")
    MULTIPLE = "multiple", _("Several answers")
    TRUE_FALSE = "truefalse", _("True or false")
    MATCHING = "matching", _("Matching")
    ORDERING = "ordering", _("Ordering")
    NUMERIC = "numeric", _("Number")
    TEXT = "text", _("Short text")


CHOICES = (QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.TRUE_FALSE)


class Showing(models.TextChoices):
    """When learners see feedback, or the right answers."""

    EACH = "each", _("After each attempt")
    PASSED = "passed", _("After passing")
    NEVER = "never", _("Never")


class AttemptState(models.TextChoices):
    """Where an attempt stands."""

    OPEN = "open", _("Going on")
    DONE = "done", _("Handed in")
