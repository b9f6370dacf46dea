"""What begins a first week, fits it to the member, and ends it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django_q.tasks import async_task

from community.people.models import Member
from community.safety.races import again_after_race

from .models import FirstStep, FirstWeek
from .registries import first_steps

_PREPARE = "community.newcomers.tasks.prepare_week"


@transaction.atomic
def welcome(*, member: Member, at: datetime | None = None) -> FirstWeek:
    """Begin the first week of `member`; a task finds what fits. Twice is once."""
    week, made = FirstWeek.objects.get_or_create(member=member, defaults={"began_at": at or timezone.now()})
    if made:
        prepare_soon(member=member)
    return week


def prepare_soon(*, member: Member) -> None:
    """Have a task find anew what fits."""
    async_task(_PREPARE, member.pk, group="newcomers")


@again_after_race
@transaction.atomic
def prepare(*, member: Member, at: datetime | None = None) -> list[FirstStep]:
    """Find what fits `member` for each step; what was ticked off stays. Idempotent; nothing once the week is over."""
    week = FirstWeek.objects.open(at).select_for_update(no_key=True).filter(member=member).first()
    if week is None:
        return []
    kept = list(week.steps.exclude(done_at=None))
    week.steps.filter(done_at=None).delete()
    new = []
    for step in first_steps:
        taken = {row.place for row in kept if row.step == step.name}
        done = [row.key for row in kept if row.step == step.name and row.key is not None]
        chosen = [suggested for suggested in step.choose(member, done) if suggested.key not in done]
        free = (place for place in range(len(taken) + len(chosen)) if place not in taken)
        new += [
            FirstStep(week=week, step=step.name, place=place, key=suggested.key, why=suggested.why)
            for place, suggested in zip(free, chosen, strict=False)
        ]
    return kept + FirstStep.objects.bulk_create(new)


def tick_off(*, step: FirstStep, at: datetime | None = None) -> None:
    """The member did it. Twice is once."""
    FirstStep.objects.filter(pk=step.pk, done_at=None).update(done_at=at or timezone.now())


def put_away(*, member: Member, at: datetime | None = None) -> None:
    """The member wants to see the list no more. Twice is once."""
    FirstWeek.objects.filter(member=member, closed_at=None).update(closed_at=at or timezone.now())
