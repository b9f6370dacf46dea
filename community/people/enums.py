"""The words of a profile: its parts, and for whom each of them is."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Audience(models.TextChoices):
    """Who sees one part of a profile."""

    MEMBERS = "members", _("Everybody signed in")
    GROUPS = "groups", _("People of my groups")
    NOBODY = "nobody", _("Nobody")


class Part(models.TextChoices):
    """What a member says and may keep back; the public name and the department are seen by everybody signed in."""

    JOB_TITLE = "job_title", _("Job title")
    ABOUT = "about", _("About me")
    HELPS_WITH = "helps_with", _("What I can help with")
    SKILLS = "skills", _("Skills")
    LANGUAGES = "languages", _("Languages")

    @property
    def audience_field(self) -> str:
        """The member's column that says for whom this part is."""
        return f"{self.value}_for"
