"""What `/styleguide/` shows of practices, with made-up content and no database."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.pages.registries import Specimen
from community.pages.styleguide import department, member

from .components import DepartmentPanel, MyPracticesCard
from .enums import Standing
from .models import Practice, Tag, Version
from .querysets import STALE_AFTER


def _practice(number: int, title: str, *, standing: str = Standing.PUBLISHED, days: int = 10) -> Practice:
    at = timezone.now() - timedelta(days=days)
    words: Any = Version(pk=number, title=title, summary="One sentence on what works, and for whom.")
    words._prefetched_objects_cache = {"tags": [Tag(name="Metadata", slug="metadata")]}
    practice: Any = Practice(
        pk=number, slug=f"practice-{number}", department=department(), owner=member(), standing=standing,
        published_at=at, checked_at=at, adoption_count=number % 3, current=words,
    )  # fmt: skip
    practice.to_review = title  # as the card's query says it
    return practice


def _context() -> dict[str, Any]:
    fresh = _practice(1, "One data dictionary, with dates in it")
    stale = _practice(2, "The Friday export", days=STALE_AFTER.days + 1)
    retired = _practice(3, "Send the file by mail", standing=Standing.RETIRED)
    waiting = _practice(4, "Small numbers: combine first")
    return {
        "practices": [fresh, stale, retired],
        "card": MyPracticesCard([waiting], [stale], [fresh]),
        "panel": DepartmentPanel(department(), [fresh], [stale]),
        "person": member(2, "Ben O."),
        "practice": waiting,
    }


SPECIMEN = Specimen(_("Practices and reviews"), "styleguide/practices.html", _context)
