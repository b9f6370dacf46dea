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
    """Where one person's registration stands. Each change of it is a step (registering.models)."""

    REQUESTED = "requested", _("Asked for a place")
    WAITING = "waiting", _("On the waiting list")
    OFFERED = "offered", _("Offered a place")
    REGISTERED = "registered", _("Registered")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    EXPIRED = "expired", _("Did not take the offer in time")
    DECLINED = "declined", _("Declined by an organizer")


# Who still wants to come; the others may register again.
CURRENT = (
    RegistrationState.REQUESTED,
    RegistrationState.WAITING,
    RegistrationState.OFFERED,
    RegistrationState.REGISTERED,
)
IN_LINE = (RegistrationState.REQUESTED, RegistrationState.WAITING, RegistrationState.OFFERED)


class CheckIn(models.TextChoices):
    """How somebody was seen to be there."""

    LIST = "list", _("The organizer’s list")
    CODE = "code", _("The code of the date")
    QR = "qr", _("The QR code of the date")


BY_ONESELF = (CheckIn.CODE, CheckIn.QR)


class Told(models.TextChoices):
    """What members are told about events."""

    REGISTRATION = "registration", _("My registrations")
    CHANGED = "event_changed", _("Changes of events I registered for")
    REMINDER = "event_reminder", _("Reminders the day before")
    SERIES_CHANGED = "series_changed", _("Changes of events I follow")
    OFFERED = "place_offered", _("A free place for me from a waiting list")
    PLACE = "place_news", _("What became of my places at events")
    REQUESTED = "place_requested", _("Requests for places at my events")
    IMPORTED = "calendar_imported", _("Calendars I brought in")
    OUTSIDE_FAILS = "calendar_fails", _("Outside calendars that can’t be refreshed")
    OUTSIDE_NEWS = "outside_event_news", _("Changes of my events in the calendar they came from")
    AFTER = "event_after", _("Agendas, minutes, recordings and materials of events I take part in")
    ACTION = "action_item", _("My action items: given to me, due soon, overdue")
    SURVEY = "event_survey", _("Questions about events I was at")
    HANDED_IN = "event_handed_in", _("Events that wait for my decision")
    DECIDED = "event_decided", _("Decisions about events I handed in")


OF_WHO_COMES = (Told.REGISTRATION, Told.CHANGED, Told.REMINDER)
OF_A_PLACE = (Told.OFFERED, Told.PLACE)
OF_A_DATE = (*OF_WHO_COMES, *OF_A_PLACE, Told.REQUESTED, Told.AFTER)  # and not of a whole series


class Repeats(models.TextChoices):
    """The plain choices of the organizer's form; each builds a rule."""

    NEVER = "never", _("Does not repeat")
    WEEKLY = "weekly", _("Every week")
    FORTNIGHTLY = "fortnightly", _("Every two weeks")
    MONTHLY_WEEKDAY = "monthly-weekday", _("Every month on the same weekday (for example the second Tuesday)")
    MONTHLY_TWICE = (
        "monthly-twice",
        _("Twice a month on the same weekday (the first and third, or the second and fourth Tuesday)"),
    )
    MONTHLY_DAY = "monthly-day", _("Every month on the same day (for example the 15th)")
    RULE = "rule", _("By a rule I write myself")
