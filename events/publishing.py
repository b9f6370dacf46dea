"""What an event must say before it is published: how everybody can take part, and whom to ask for what they need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from community.pages.publishing import Fault

from .privacy import private_fault

if TYPE_CHECKING:
    from .models import Series


def missing(series: Series) -> dict[str, str]:
    """What `series` does not say yet: the field, and the sentence that stands beside it."""
    said = {
        "accessibility": _("Say how people with disabilities can take part, or keep the event as a draft."),
        "accommodation_contact": _("Say whom people ask for what they need to take part, or keep it as a draft."),
    }
    lacking = {name: sentence for name, sentence in said.items() if not getattr(series, name).strip()}
    if fault := private_fault(series):
        lacking["visibility"] = fault
    return lacking


def series_faults(series: Series) -> list[Fault]:
    """The same, as what keeps it from being published by whichever way."""
    return [
        Fault(str(series._meta.get_field(name).verbose_name).capitalize(), _("Nothing is said yet."), sentence)
        for name, sentence in missing(series).items()
    ]
