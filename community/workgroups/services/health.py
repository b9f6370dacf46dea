"""How alive groups are: counted from raw rows, never on a page; and what their leads are asked because of it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from community.notifications.services.telling import notify, take_back
from community.workgroups.enums import Health
from community.workgroups.life import signs
from community.workgroups.models import WorkGroup
from community.workgroups.notification_kinds import ASKED

AMBER_AFTER, RED_AFTER = timedelta(days=45), timedelta(days=90)


def color_of(life_at: datetime, at: datetime) -> Health:
    """The color of a group that lived last at `life_at`."""
    silent = at - life_at
    if silent >= RED_AFTER:
        return Health.RED
    return Health.AMBER if silent >= AMBER_AFTER else Health.GREEN


def counted(*, groups: Collection[int] | None = None, at: datetime | None = None) -> dict[int, tuple[datetime, Health]]:
    """Last sign of life and color of open groups, from raw rows: founding, reopening and all that is registered."""
    now = at or timezone.now()
    rows = WorkGroup.objects.open().order_by()
    if groups is not None:
        rows = rows.filter(pk__in=groups)
    own = {pk: max(founded, reopened or founded) for pk, founded, reopened in rows.values_list(
        "pk", "founded_at", "reopened_at")}  # fmt: skip
    found = signs.latest(sorted(own), now)
    latest = {pk: max(moment, found.get(pk, moment)) for pk, moment in own.items()}
    return {pk: (moment, color_of(moment, now)) for pk, moment in latest.items()}


def miscounted(*, at: datetime | None = None) -> list[int]:
    """Groups whose stored last sign of life or color is not what the raw rows say."""
    stored = {row[0]: row[1:] for row in WorkGroup.objects.open().values_list("pk", "life_at", "health")}
    return sorted(pk for pk, right in counted(at=at).items() if stored.get(pk) != right)


@transaction.atomic
def settle_health(*, groups: Collection[int] | None = None, at: datetime | None = None) -> list[int]:
    """Store what `counted` says where it differs; return the groups that changed. Leads of red ones are asked, once.

    Once for each silence: whatever happens begins another one.
    """
    changed = []
    now = at or timezone.now()
    right = counted(groups=groups, at=now)
    stored = {
        row[0]: row[1:]
        for row in WorkGroup.objects.filter(pk__in=right)
        .select_for_update(no_key=True)
        .values_list("pk", "life_at", "health")
    }
    for pk, (life_at, color) in right.items():
        former = stored[pk][0]
        if stored[pk] != (life_at, color):
            WorkGroup.objects.filter(pk=pk).update(life_at=life_at, health=color)  # no save(): calendars stay as told
            changed.append(pk)
        if former is not None and former.date() != life_at.date():
            take_back(kind=ASKED, about=pk, key=f"silent:{former.date().isoformat()}")
        if color == Health.RED:
            _ask(pk, f"silent:{life_at.date().isoformat()}", now)
    return changed


@transaction.atomic
def ask_for_reviews(*, at: datetime | None = None) -> int:
    """Ask the leads of groups whose charter is due for review, once for each date; return how many were told newly."""
    now = at or timezone.now()
    due = WorkGroup.objects.due_for_review(timezone.localdate(now)).order_by("pk").values_list("pk", "review_on")
    told = [_ask(pk, f"review:{day.isoformat()}", now) for pk, day in due if day is not None]
    return sum(told)


def _ask(pk: int, key: str, at: datetime) -> int:
    leads = WorkGroup.objects.get(pk=pk).memberships.leads().values_list("member", flat=True)
    return notify(kind=ASKED, to=leads, about=pk, key=key, at=at)
