"""Handing an event in, and changing one that was handed in. Audited."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.people.errors import HubError
from community.people.models import Member
from community.people.services import record
from community.safety.races import again_after_race
from events.approving.enums import ProposalState
from events.models import EventTemplate, Proposal, Series
from events.permissions import publishes_for
from events.services.scheduling import revise, schedule

from .telling import forget_deciders, tell_deciders

MOST_WAITING = 10
_WHO_SEES_IT = ("title", "summary", "kind", "group", "department", "visibility")


class TooManyWaiting(HubError):
    """One hands in so many events at a time."""


@again_after_race
@transaction.atomic
def propose(
    *,
    series: Series,
    by: Member,
    hand_in: bool,
    form_token: UUID | None = None,
    like: Series | EventTemplate | None = None,
    at: datetime | None = None,
) -> Series:
    """Save a new `series` that `by` may not publish; hand it in, or keep it as a draft of theirs. Audited.

    The same form sent twice gives the series it made the first time. Raises TooManyWaiting.
    """
    made = schedule(series=series, by=by, form_token=form_token, publish=False, like=like)
    proposal, is_new = Proposal.objects.get_or_create(series=made, defaults={"by": by})
    if is_new and hand_in:
        _hand_in(proposal, by=by, at=at or timezone.now())
    return made


@transaction.atomic
def revise_proposed(
    *, series: Series, by: Member, version: int | None, hand_in: bool, at: datetime | None = None
) -> Series:
    """Save changes of `series` that `by` may not publish; hand them in, or take the event back as a draft. Audited.

    What is published stays as it is until somebody decides. Raises EditedMeanwhile, TooManyWaiting.
    """
    revise(series=series, by=by, version=version, publish=False)
    proposal = Proposal.objects.get_or_create(series_id=series.pk, defaults={"by": by})[0]
    if series.first_published_at is None:  # nobody saw it yet, so its row may follow the draft: whose queue it is in
        stored = Series.objects.filter(pk=series.pk)
        stored.update(**{name: getattr(series, name) for name in _WHO_SEES_IT})
    forget_deciders(proposal=proposal)
    if hand_in:
        _hand_in(proposal, by=by, at=at or timezone.now())
    elif proposal.is_waiting:
        proposal.state = ProposalState.DRAFT
        proposal.save(update_fields=["state"])
        record(by=by, action="take back", about=series)
    return series


@transaction.atomic
def keep_for_decision(*, series: Series, by: Member, like: Series | None = None) -> None:
    """Let others publish `series`, which was made otherwise than by `propose`; or as it is with `like`. Idempotent."""
    if like is not None:
        former = Proposal.objects.filter(series=like).first()
        if former is not None:
            values = {"by": former.by, "state": ProposalState.PUBLISHED}
            Proposal.objects.get_or_create(series=series, defaults=values)
    elif not publishes_for(by, series.group_id):
        Proposal.objects.get_or_create(series=series, defaults={"by": by})


def _hand_in(proposal: Proposal, *, by: Member, at: datetime) -> None:
    """Put it into the queue, or behind what is there, and tell who decides."""
    waiting = Proposal.objects.waiting().filter(by=by).exclude(pk=proposal.pk)
    if waiting.count() >= MOST_WAITING:
        raise TooManyWaiting(
            _("%(count)d of your events wait for a decision. Keep this one as a draft until one of them is decided.")
            % {"count": MOST_WAITING}
        )
    proposal.series = Series.objects.get(pk=proposal.pk)
    proposal.state, proposal.by, proposal.handed_in_at = ProposalState.WAITING, by, at
    proposal.handed_in_count += 1
    proposal.save()
    tell_deciders(proposal=proposal, at=at)
    record(by=by, action="hand in", about=proposal.series, after={"times": proposal.handed_in_count})
