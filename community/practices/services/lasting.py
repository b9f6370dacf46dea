"""Keeping practices true: asking whether they still hold, retiring them, leading to what came after."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from community.notifications.services.telling import notify, take_back
from community.people.models import Member
from community.people.services import record
from community.practices.enums import Standing
from community.practices.models import Practice
from community.practices.notification_kinds import STALE
from community.practices.permissions import can_look_after
from community.practices.refusals import PracticeRefused
from community.search.services import index

from .editors import editors
from .writing import lock_practice


def ask_owners(*, at: datetime | None = None) -> int:
    """Ask the owners of practices that nobody confirmed for twelve months whether they hold, once; return how many.

    Where no author has an account any more the editors are asked.
    """
    now = at or timezone.now()
    waiting = Practice.objects.stale(now).filter(Q(asked_at=None)).order_by("pk")
    return sum(_ask(pk, now) for pk in list(waiting.values_list("pk", flat=True)))


@transaction.atomic
def _ask(pk: int, now: datetime) -> bool:
    """Each in its own transaction, so that one which fails holds up no other."""
    if not Practice.objects.stale(now).filter(pk=pk, asked_at=None).update(asked_at=now):
        return False
    practice = Practice.objects.select_related("owner").get(pk=pk)
    authors = practice.authors.filter(is_active=True)
    asked = [practice.owner_id] if practice.owner.is_active else list(authors.values_list("pk", flat=True))
    notify(kind=STALE, to=asked or editors(but=practice), about=pk, key=f"{practice.checked_at:%Y-%m-%d}", at=now)
    return True


@transaction.atomic
def confirm(*, practice: Practice, by: Member, at: datetime | None = None) -> Practice:
    """Say that it still holds; audited. Raises PracticeRefused for strangers and for what is not published."""
    stored = _looked_after(practice, by)
    if not stored.is_published:
        raise PracticeRefused(_("Only a published practice can be confirmed."))
    before = stored.checked_at
    stored.checked_at, stored.asked_at = at or timezone.now(), None
    stored.save(update_fields=["checked_at", "asked_at"])
    take_back(kind=STALE, about=stored.pk)
    record(by=by, action="confirm", about=stored, before={"checked_at": before and before.isoformat()})
    return stored


@transaction.atomic
def retire(*, practice: Practice, by: Member, because: str, successor: Practice | None = None) -> Practice:
    """Say that it is no longer meant to be followed, and what is instead, if anything; audited.

    Raises PracticeRefused for strangers, for what is not published, and for a successor that leads back here.
    """
    # Both are locked, always in the same order: a successor is published while it is chosen, so no circle ever closes.
    both = [practice.pk, successor.pk if successor else practice.pk]
    list(Practice.objects.filter(pk__in=both).order_by("pk").select_for_update().values_list("pk", flat=True))
    stored = _looked_after(practice, by)
    if not stored.is_published:
        raise PracticeRefused(_("Only a published practice can be retired."))
    if successor is not None:
        _refuse_circle(stored, successor)
    stored.standing, stored.retired_because, stored.superseded_by = Standing.RETIRED, because, successor
    stored.save(update_fields=["standing", "retired_because", "superseded_by"])
    take_back(kind=STALE, about=stored.pk)
    index(kind="practice", row=stored)
    after = {"because": because, "successor": successor.pk if successor else None}
    record(by=by, action="retire", about=stored, after=after)
    return stored


def _refuse_circle(practice: Practice, successor: Practice) -> None:
    if successor.pk == practice.pk:
        raise PracticeRefused(_("A practice can't be followed by itself. Choose another one."))
    after: dict[int, int | None] = dict(Practice.objects.retired().values_list("pk", "superseded_by"))
    step: int | None = successor.pk
    while step is not None:
        step = after.pop(step, None)
        if step == practice.pk:
            raise PracticeRefused(
                _("That practice is followed by this one, so readers would go round in a circle. Choose another one.")
            )
    if not Practice.objects.published().filter(pk=successor.pk).exists():
        raise PracticeRefused(_("Readers are led only to a practice that is published and not retired."))


@transaction.atomic
def bring_back(*, practice: Practice, by: Member) -> Practice:
    """Publish again what was retired; audited."""
    stored = _looked_after(practice, by)
    if stored.standing != Standing.RETIRED:
        raise PracticeRefused(_("It is not retired."))
    before = {"because": stored.retired_because, "successor": stored.superseded_by_id}
    stored.standing, stored.retired_because, stored.superseded_by = Standing.PUBLISHED, "", None
    stored.save(update_fields=["standing", "retired_because", "superseded_by"])
    index(kind="practice", row=stored)
    record(by=by, action="bring back", about=stored, before=before)
    return stored


def _looked_after(practice: Practice, by: Member) -> Practice:
    stored = lock_practice(practice)
    if not can_look_after(by, stored):
        raise PracticeRefused(_("Its authors and editors do that."))
    return stored
