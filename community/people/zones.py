"""Time zones: which ones the hub knows, and how they are named in words."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

DEFAULT_ZONE = "America/Los_Angeles"
ZONE_NAMES = {
    "America/Los_Angeles": gettext_lazy("Pacific Time"),
    "America/Phoenix": gettext_lazy("Arizona Time"),
    "America/Denver": gettext_lazy("Mountain Time"),
    "America/Chicago": gettext_lazy("Central Time"),
    "America/New_York": gettext_lazy("Eastern Time"),
    "America/Anchorage": gettext_lazy("Alaska Time"),
    "Pacific/Honolulu": gettext_lazy("Hawaii Time"),
    "Europe/London": gettext_lazy("UK Time"),
    "UTC": gettext_lazy("UTC"),
}


def check_zone(name: str) -> None:
    """Raise ValidationError unless `name` is a zone of the hub."""
    if name not in ZONE_NAMES:
        raise ValidationError(_("Choose a time zone from the list."))


def zone_in_words(name: str) -> str:
    """ "Pacific Time" for America/Los_Angeles."""
    return str(ZONE_NAMES.get(name, name))
