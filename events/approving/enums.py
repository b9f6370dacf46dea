"""The words of events that are handed in."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ProposalState(models.TextChoices):
    """Where an event stands that its author may not publish."""

    DRAFT = "draft", _("Draft")
    WAITING = "waiting", _("Waits for a decision")
    RETURNED = "returned", _("Came back")
    PUBLISHED = "published", _("Published")
