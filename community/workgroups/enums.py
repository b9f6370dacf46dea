"""The words of membership."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a member does in a group."""

    MEMBER = "member", _("Member")
    LEAD = "lead", _("Lead")


class State(models.TextChoices):
    """Where a membership stands."""

    REQUESTED = "requested", _("Asked to join")
    INVITED = "invited", _("Invited")
    ACTIVE = "active", _("Member")
    DECLINED = "declined", _("Declined")
    LEFT = "left", _("Left")
