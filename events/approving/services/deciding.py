"""Publishing what was handed in, or returning it with a reason. Audited; decided once."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.people.errors import HubError
from community.people.models import Member
from community.people.services import record
from events.approving.enums import ProposalState
from events.models import Proposal, Series
from events.permissions import can_publish
from events.services.scheduling import EditedMeanwhile, refuse_fewer_places

from .telling import forget_deciders, tell_author


class AlreadyDecided(HubError):
    """Somebody else was faster, or the author took it back."""


class NotYours(HubError):
    """What was handed in is for a group of others."""


@transaction.atomic
def publish_proposed(*, series: Series, by: Member, version: int, at: datetime | None = None) -> Series:
    """Publish what was handed in; the author hears of it. Audited.

    `version` is the revision that `by` read. Raises AlreadyDecided, EditedMeanwhile, NotYours, PlacesTaken,
    PublicationRefused.
    """
    at = at or timezone.now()
    proposal = _locked(series, version)
    wanted = proposal.series.get_latest_revision_as_object()
    if not can_publish(by, wanted):
        raise NotYours(
            _("Its author moved it to a work group that you don’t lead. Its leads or the site’s organizers publish it.")
        )
    refuse_fewer_places(occurrences=proposal.series.occurrences.all(), capacity=wanted.capacity, at=at)
    _decide(proposal, ProposalState.PUBLISHED, by=by, at=at)
    # Our own permissions were asked above; Wagtail's ask for a model-wide right to publish.
    proposal.series.latest_revision.publish(user=by, skip_permission_checks=True)
    record(by=by, action="publish", about=series, after={"version": version})
    return wanted


@transaction.atomic
def return_proposed(*, series: Series, by: Member, version: int, reason: str, at: datetime | None = None) -> Proposal:
    """Give it back to its author, who hears why and may hand it in again. Audited.

    Raises AlreadyDecided, EditedMeanwhile.
    """
    at = at or timezone.now()
    proposal = _locked(series, version)
    _decide(proposal, ProposalState.RETURNED, by=by, at=at, reason=reason)
    record(by=by, action="return", about=series, after={"version": version, "reason": reason})
    return proposal


@transaction.atomic
def close_when_published(*, series: Series, at: datetime | None = None) -> None:
    """Somebody published it by another way, the event's form or the admin: that decides it too."""
    proposal = Proposal.objects.filter(series=series.pk).exclude(state=ProposalState.PUBLISHED).first()
    if proposal is not None:
        revision = series.live_revision
        _decide(proposal, ProposalState.PUBLISHED, by=revision.user if revision else None, at=at or timezone.now())


def _locked(series: Series, version: int) -> Proposal:
    """The proposal that waits, as `version` says it. Raises AlreadyDecided, EditedMeanwhile."""
    stored = Series.objects.select_for_update(of=("self",)).get(pk=series.pk)
    proposal = Proposal.objects.select_related("decided_by").get(pk=stored.pk)
    if not proposal.is_waiting:
        raise AlreadyDecided(_already(proposal))
    if stored.latest_revision_id != version:
        raise EditedMeanwhile(_("This event was changed while you were reading. Look at it again, then decide."))
    proposal.series = stored
    return proposal


def _already(proposal: Proposal) -> str:
    values = {"name": proposal.decided_by}
    if proposal.state == ProposalState.PUBLISHED and proposal.decided_by:
        return _("Already decided by %(name)s: the event is published.") % values
    if proposal.is_returned:
        return _("Already decided by %(name)s: it went back to its author.") % values
    return _("Nobody has to decide about this event any more.")


def _decide(proposal: Proposal, state: ProposalState, *, by: Member | None, at: datetime, reason: str = "") -> None:
    proposal.state, proposal.decided_by, proposal.decided_at, proposal.reason = state, by, at, reason
    proposal.save()
    forget_deciders(proposal=proposal)
    tell_author(proposal=proposal, at=at)
