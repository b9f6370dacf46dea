"""The words of bringing in calendars."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportState(models.TextChoices):
    """Where one import stands."""

    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Being read")
    DONE = "done", _("Done")
    REFUSED = "refused", _("Refused")


UNFINISHED = (ImportState.WAITING, ImportState.RUNNING)


class Outside(models.TextChoices):
    """What the outside calendar says by now of an event that became a series here."""

    SAME = "same", _("As it was taken")
    CHANGED = "changed", _("Changed there; here it stayed as it is")
    GONE = "gone", _("No longer there")
    OVER = "over", _("Over")


NEWS = (Outside.CHANGED, Outside.GONE)
