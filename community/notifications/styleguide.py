"""What `/styleguide/` shows of notifications, with made-up content and no database."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from community.pages.registries import Specimen

from .enums import Level
from .models import Following


def _context() -> dict[str, Any]:
    levels = ("", Level.DAILY, Level.OFF)
    return {"counts": (0, 7, 100), "followings": [None, *(Following(place="group:1", level=level) for level in levels)]}


SPECIMEN = Specimen(_("Notifications"), "styleguide/notifications.html", _context)
