"""How a member wants to hear of something."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Level(TextChoices):
    """From the loudest to silence; each one above `OFF` shows on the site too."""

    INSTANT = "instant", _("Mail at once")
    DAILY = "daily", _("Daily digest")
    WEEKLY = "weekly", _("Weekly digest")
    SITE = "site", _("On the site only")
    OFF = "off", _("Off")


DIGESTS = (Level.DAILY, Level.WEEKLY)


class MailState(TextChoices):
    """Where a mail of the outbox stands; worked out from its times, never stored."""

    WAITING = "waiting", _("Waiting")
    SENT = "sent", _("Sent")
    NOT_NEEDED = "not needed", _("Not needed any more")
    DEAD = "dead", _("Given up")


class Stop(TextChoices):
    """Why no more mail goes to an address."""

    BOUNCES = "bounces", _("Mail to it came back")
    COMPLAINT = "complaint", _("The reader reported our mail as unwanted")
    OPERATOR = "operator", _("An operator stopped it")
