"""The words of work groups."""

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
    REFUSED = "refused", _("Refused the invitation")
    WITHDRAWN = "withdrawn", _("Taken back")
    LEFT = "left", _("Left")
    REMOVED = "removed", _("Removed")


WITH_REASON = (State.DECLINED, State.REMOVED)  # a lead said why; the person reads it


class Act(models.TextChoices):
    """What somebody does with a membership; steps.py says from where, by whom and to where."""

    REQUEST = "request", _("Ask to join")
    WITHDRAW = "withdraw", _("Withdraw the request")
    APPROVE = "approve", _("Let in")
    DECLINE = "decline", _("Decline")
    INVITE = "invite", _("Invite")
    RECALL = "recall", _("Take the invitation back")
    ACCEPT = "accept", _("Accept the invitation")
    REFUSE = "refuse", _("Refuse the invitation")
    LEAVE = "leave", _("Leave")
    REMOVE = "remove", _("Remove")
    MAKE_LEAD = "make lead", _("Make a lead")
    STEP_DOWN = "step down", _("Step down as a lead")


class Health(models.TextChoices):
    """How long a group has been silent, as a colour with a word."""

    GREEN = "green", _("Active")
    AMBER = "amber", _("Quiet")
    RED = "red", _("Silent")
