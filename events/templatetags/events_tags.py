"""An occurrence's time in words, in lists that are made elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from events.times import times_of

if TYPE_CHECKING:
    from events.models import Occurrence
    from events.times import Times

register = template.Library()


@register.filter
def times(occurrence: Occurrence) -> Times:
    """When it is: on the viewer's clock, and on its own."""
    return times_of(occurrence)
