"""What no single field of a series shows: texts of one line, who may see it, when and where it is held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from community.people.zones import ZONE_NAMES
from community.safety.characters import one_line

from . import recurrence
from .enums import Format, Visibility
from .privacy import private_fault
from .vtimezones import FIRST_YEAR

if TYPE_CHECKING:
    from .models import Series

LAST_YEAR = 2099
_LINES = ("title", "summary", "venue", "accommodation_contact")


def errors_of(series: Series) -> dict[str, str]:
    """The field, and the sentence beside it. Takes out of the texts what nobody sees, and seconds out of the time."""
    errors = {}
    for name in _LINES:
        try:
            setattr(series, name, one_line(getattr(series, name)))
        except ValidationError as refusal:
            errors[name] = str(refusal.message)
    if series.starts_at:
        series.starts_at = series.starts_at.replace(second=0, microsecond=0)
    if series.visibility == Visibility.GROUP and series.group_id is None:
        errors["visibility"] = _("Choose the work group whose members may see it.")
    if fault := private_fault(series):
        errors["visibility"] = fault
    if series.format in {Format.IN_PERSON, Format.HYBRID} and not series.venue:
        errors["venue"] = _("Say where people meet.")
    if series.starts_on and series.starts_at and series.zone in ZONE_NAMES:
        errors |= _time_errors(series)
    return errors


def _time_errors(series: Series) -> dict[str, str]:
    if not FIRST_YEAR <= series.starts_on.year <= LAST_YEAR:
        years = {"first": FIRST_YEAR, "last": LAST_YEAR}
        return {"starts_on": _("Choose a date from %(first)d to %(last)d.") % years}
    if not recurrence.exists(series.start, series.zone):
        return {"starts_at": _("On that day the clocks go forward and this time does not exist. Choose another time.")}
    try:
        series.rule = str(series.parsed_rule or "")
    except recurrence.RuleRefused as refusal:
        return {"rule": refusal.message}
    return {}
