"""The words of moderation."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Why(models.TextChoices):
    """Why a post is not shown."""

    WAITING = "waiting", _("Waits for a moderator")
    HIDDEN = "hidden", _("Hidden by a moderator")
    REMOVED = "removed", _("Removed by its writer")


class Fault(models.TextChoices):
    """What a reader reports about a post."""

    PRIVATE = "private", _("It shows personal or confidential data")
    UNKIND = "unkind", _("It attacks or insults somebody")
    SPAM = "spam", _("It advertises something")
    WRONG_PLACE = "place", _("It belongs elsewhere")
    OTHER = "other", _("Something else")


class Act(models.TextChoices):
    """What was decided about a post or its writer."""

    APPROVE = "approve", _("Approved")
    KEEP = "keep", _("Left as it is")
    HIDE = "hide", _("Hidden")
    RESTORE = "restore", _("Shown again")
    EDIT = "edit", _("Edited")
    WARN = "warn", _("Writer warned")
    SUSPEND = "suspend", _("Writer suspended")
    RELEASE = "release", _("Suspension ended")
    REMOVE = "remove", _("Removed by its writer")


class RuleKind(models.TextChoices):
    """What makes a post wait."""

    NEWCOMERS = "newcomers", _("Posts of newcomers")
    WORD = "word", _("A word or phrase")
    DOMAIN = "domain", _("A link to a website")


class ToldOfRuling(models.TextChoices):
    """What members are told of decisions."""

    POST_RULED = "post_ruled", _("Decisions of moderators about my posts")
    MEMBER_RULED = "member_ruled", _("Warnings and suspensions by moderators")
    REPORT_DECIDED = "report_decided", _("What became of posts I reported")


UPHOLD = (Act.HIDE, Act.EDIT, Act.WARN, Act.SUSPEND)  # who reported the post was right
ABOUT_MEMBER = (Act.WARN, Act.SUSPEND, Act.RELEASE)
CONTESTED = (Act.HIDE, Act.EDIT, Act.WARN, Act.SUSPEND)  # what the writer may object to
