"""Spans of time in words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def long_as(seconds: float) -> str:
    """A span of time in its two largest units that matter."""
    minutes = round(seconds / 60)
    if minutes < 60:
        return ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}
    hours = round(seconds / 3600)
    if hours < 48:
        return ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours}
    days, rest = divmod(hours, 24)
    said = ngettext("%(count)d day", "%(count)d days", days) % {"count": days}
    if not rest:
        return said
    return _("%(days)s and %(hours)s") % {
        "days": said,
        "hours": ngettext("%(count)d hour", "%(count)d hours", rest) % {"count": rest},
    }
