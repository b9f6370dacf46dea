"""The words of events."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What sort of gathering it is; each has a name and a colour in the calendar."""

    TRAINING = "training", _("Training")
    CLINIC = "clinic", _("Clinic")
    MEETING = "meeting", _("Work-group meeting")
    SHOWCASE = "showcase", _("Showcase")
    CHALLENGE = "challenge", _("Data challenge")
    CODE_A_THON = "code-a-thon", _("Code-a-thon")
    CONFERENCE = "conference", _("Conference")


class Format(models.TextChoices):
    """Where people meet."""

    ONLINE = "online", _("Online")
    IN_PERSON = "in-person", _("In person")
    HYBRID = "hybrid", _("In person and online")


class Visibility(models.TextChoices):
    """Who may see a series."""

    EVERYBODY = "everybody", _("Everybody")
    GROUP = "group", _("Active members of the work group only")


class Status(models.TextChoices):
    """Where one occurrence stands."""

    SCHEDULED = "scheduled", _("Scheduled")
    CANCELLED = "cancelled", _("Cancelled")
    DROPPED = (
        "dropped",
        _("No longer in the series"),
    )  # a change of the series took the date away; people had registered


class RegistrationState(models.TextChoices):
    """Where one person's registration stands."""

    REGISTERED = "registered", _("Registered")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class CheckIn(models.TextChoices):
    """How somebody was seen to be there."""

    LIST = "list", _("The organizer’s list")


class Told(models.TextChoices):
    """What members are told about events."""

    REGISTRATION = "registration", _("My registrations")
    CHANGED = "event_changed", _("Changes of events I registered for")
    REMINDER = "event_reminder", _("Reminders the day before")
    SERIES_CHANGED = "series_changed", _("Changes of events I follow")


OF_A_DATE = (Told.REGISTRATION, Told.CHANGED, Told.REMINDER)  # and not of a whole series


class Repeats(models.TextChoices):
    """The plain choices of the organizer's form; each builds a rule."""

    NEVER = "never", _("Does not repeat")
    WEEKLY = "weekly", _("Every week")
    FORTNIGHTLY = "fortnightly", _("Every two weeks")
    MONTHLY_WEEKDAY = "monthly-weekday", _("Every month on the same weekday (for example the second Tuesday)")
    MONTHLY_DAY = "monthly-day", _("Every month on the same day (for example the 15th)")
    RULE = "rule", _("By a rule I write myself")
