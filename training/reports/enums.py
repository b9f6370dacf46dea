"""The words of reports."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

QUIET_DAYS = 14  # who did no lesson for so long may be stuck
ENDING_DAYS = (90, 60, 30)


class Period(models.TextChoices):
    """Which enrolments and finishes a report counts."""

    ALL = "all", _("All time")
    YEAR = "365", _("Last 365 days")
    QUARTER = "90", _("Last 90 days")
    MONTH = "30", _("Last 30 days")

    def since(self, at: datetime) -> datetime | None:
        """Its first moment; None when it has none."""
        return None if self == Period.ALL else at - timedelta(days=int(self.value))


class Show(models.TextChoices):
    """Which learners a list shows."""

    ALL = "all", _("Everybody")
    GOING = "going", _("On the way")
    QUIET = "quiet", _("Quiet")
    FINISHED = "finished", _("Finished")


class People(models.TextChoices):
    """Which rows the people of a department are listed in."""

    OVERDUE = "overdue", _("Overdue")
    GOING = "going", _("On the way")
    FINISHED = "finished", _("Finished")
    ALL = "all", _("All")
    ENDING = "ending", _("Certificates ending")
