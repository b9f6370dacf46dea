"""What practices count for the quarterly report of a work group: those that its members wrote."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.db.models import Count
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from community.pages.reporting.tables import Word
from community.workgroups.enums import State
from community.workgroups.quarters.figures import Figure, Source
from community.workgroups.quarters.quarter import Quarter

from .models import Adoption, Authorship


def _count(groups: Sequence[int], quarter: Quarter, at: datetime) -> dict[int, dict[str, int]]:
    """Two queries. A practice of authors in two groups counts for both."""
    found: dict[int, dict[str, int]] = defaultdict(dict)
    path, within = "member__memberships", (quarter.begin, quarter.end)
    written = Authorship.objects.filter(
        practice__published_at__gte=within[0], practice__published_at__lt=within[1], **_active(path, groups)
    )
    for group, count in written.values_list(f"{path}__group").annotate(count=Count("practice", distinct=True)):
        found[group]["practices"] = count
    path = "practice__authorships__member__memberships"
    used = Adoption.objects.active().filter(at__gte=within[0], at__lt=within[1], **_active(path, groups))
    for group, count in used.values_list(f"{path}__group").annotate(count=Count("department", distinct=True)):
        found[group]["adoptions"] = count
    return found


def _active(path: str, groups: Sequence[int]) -> dict[str, object]:
    return {f"{path}__state": State.ACTIVE, f"{path}__group__in": groups}


PRACTICES = Source(
    "practices",
    (
        Figure(
            "practices",
            Word(gettext_noop("Practices published")),
            _("Practices that were published for the first time, with an author who was a member when it was counted."),
            of="practices",
        ),
        Figure(
            "adoptions",
            Word(gettext_noop("Departments that began to use one")),
            _(
                "How many different departments said in the quarter that they use a practice of one of these authors, "
                "published whenever, and did not take it back."
            ),
            of="adoptions",
        ),
    ),
    ("practices", "adoptions"),
    _count,
)
