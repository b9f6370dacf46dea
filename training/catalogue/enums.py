"""The words of the catalogue: what one filters and sorts by. The values stand in its addresses."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Duration(models.TextChoices):
    """Bands of hours; together they hold every course."""

    SHORT = "up-to-2", _("Up to 2 hours")
    MEDIUM = "3-to-5", _("3 to 5 hours")
    LONG = "6-to-10", _("6 to 10 hours")
    LONGEST = "over-10", _("More than 10 hours")

    @classmethod
    def of(cls, hours: int) -> "Duration":
        """The band of a course that takes so many hours."""
        bands = ((2, cls.SHORT), (5, cls.MEDIUM), (10, cls.LONG))
        return next((band for most, band in bands if hours <= most), cls.LONGEST)


class Format(models.TextChoices):
    """How a course is taken and what is in it; a course may be several of them."""

    SELF_PACED = "self-paced", _("At your own pace")
    DATED = "dated", _("With dates")
    NOTEBOOKS = "notebooks", _("Has notebooks")
    VIDEO = "video", _("Has videos")
    QUIZ = "quiz", _("Has a quiz")
    ASSIGNMENT = "assignment", _("Has an assignment")
    CERTIFICATE = "certificate", _("Gives a certificate")


class Sort(models.TextChoices):
    """What comes first."""

    RECOMMENDED = "recommended", _("Recommended")
    TITLE = "title", _("Title")
    SHORTEST = "shortest", _("Shortest")
    NEWEST = "newest", _("Newest")
    SOONEST = "soonest", _("Next date")
