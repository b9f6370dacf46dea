"""What `/styleguide/` shows of the first week, with made-up content and no database."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from community.pages.registries import Specimen

from .components import FirstWeekCard, Item


def _context() -> dict[str, Any]:
    items = [
        Item(1, "Say what you can help with", "", "/people/me/", is_done=True, is_ticked=False),
        Item(2, "Meet Ana R.", "she works with water data, too", "/people/1/", is_done=False, is_ticked=True),
        Item(3, "Begin a course", "", "/training/", is_done=False, is_ticked=False),
    ]
    return {"card": FirstWeekCard(items)}


SPECIMEN = Specimen(_("First week"), "styleguide/newcomers.html", _context)
