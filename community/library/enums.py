"""The words of the library: what a resource is, for whom, and where one of its versions stands."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What a resource is."""

    TEMPLATE = "template", _("Template")
    STANDARD = "standard", _("Standard")
    GUIDE = "guide", _("Guide")
    CHECKLIST = "checklist", _("Checklist")


class Topic(models.TextChoices):
    """What a resource is about."""

    GOVERNANCE = "governance", _("Governance")
    METADATA = "metadata", _("Metadata")
    PUBLISHING = "publishing", _("Publishing")
    PRIVACY = "privacy", _("Privacy")
    SHARING = "sharing", _("Sharing between departments")
    ACCESSIBILITY = "accessibility", _("Accessibility")


class Audience(models.TextChoices):
    """Who needs it first."""

    COORDINATORS = "coordinators", _("Data coordinators")
    STEWARDS = "stewards", _("Data stewards")
    SPONSORS = "sponsors", _("Executive sponsors")
    PUBLISHERS = "publishers", _("Whoever publishes data")
    EVERYBODY = "everybody", _("Everybody who works with data")


class State(models.TextChoices):
    """Where one version of a resource stands."""

    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Current")
    SUPERSEDED = "superseded", _("Replaced by a later version")
    WITHDRAWN = "withdrawn", _("Withdrawn")


READABLE = (State.PUBLISHED, State.SUPERSEDED)  # everybody reads them and may download their files
FORMATS: dict[str, str | Promise] = {
    "csv": "CSV",
    "docx": "Word",
    "json": "JSON",
    "md": "Markdown",
    "pdf": "PDF",
    "pptx": "PowerPoint",
    "txt": _("Plain text"),
    "xlsx": "Excel",
}  # names of what the upload door lets in, by ending
