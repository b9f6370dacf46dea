"""The words of a practice's life and of its review."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Standing(models.TextChoices):
    """Where a practice stands for everybody."""

    DRAFT = "draft", _("Not published")
    PUBLISHED = "published", _("Published")
    RETIRED = "retired", _("Retired")


class State(models.TextChoices):
    """Where one version of a practice stands."""

    DRAFT = "draft", _("Draft")
    REVIEW = "review", _("In review")
    SPLIT = "split", _("Reviewers disagree")
    CHANGES = "changes", _("Changes asked for")
    APPROVED = "approved", _("Ready to publish")
    PUBLISHED = "published", _("Published")
    REPLACED = "replaced", _("Replaced by a later version")


OPEN = (State.DRAFT, State.REVIEW, State.SPLIT, State.CHANGES, State.APPROVED)  # a practice has one of these at most
WRITABLE = (State.DRAFT, State.SPLIT, State.CHANGES, State.APPROVED)
PUBLIC = (State.PUBLISHED, State.REPLACED)


class Verdict(models.TextChoices):
    """What a reviewer says of a version."""

    APPROVE = "approve", _("Approve it")
    CHANGES = "changes", _("Ask for changes")
