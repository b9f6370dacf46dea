"""What this room itself counts: who came and went, and what was done of what the group promised."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.db.models import Count
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from community.pages.reporting.tables import Word
from community.workgroups.models import Deliverable, Passage

from .figures import Figure, Source
from .quarter import Quarter


def _count(groups: Sequence[int], quarter: Quarter, at: datetime) -> dict[int, dict[str, int]]:
    """Two queries. Who left and came back within the quarter counts as both."""
    found: dict[int, dict[str, int]] = defaultdict(dict)
    passages = Passage.objects.filter(membership__group__in=groups, at__gte=quarter.begin, at__lt=quarter.end)
    people = (
        passages.order_by().values("membership__group", "is_in").annotate(people=Count("membership", distinct=True))
    )
    for row in people:
        found[row["membership__group"]]["joined" if row["is_in"] else "left"] = row["people"]
    done = Deliverable.objects.filter(group__in=groups, done_on__range=(quarter.first_day, quarter.last_day))
    for group, count in done.order_by().values_list("group").annotate(count=Count("pk")):
        found[group]["deliverables"] = count
    return found


OWN = Source(
    "people and deliverables",
    (
        Figure(
            "members_joined",
            Word(gettext_noop("Members who joined")),
            _("People who became members of the group, its first leads among them."),
            of="joined",
            people="joined",
        ),
        Figure(
            "members_left",
            Word(gettext_noop("Memberships that ended")),
            _("Memberships of people who went, or were removed."),
            of="left",
            people="left",
        ),
        Figure(
            "deliverables_done",
            Word(gettext_noop("Deliverables done")),
            _("Of what the group promised, what was done on a day of the quarter."),
            of="deliverables",
        ),
    ),
    ("joined", "left", "deliverables"),
    _count,
)
