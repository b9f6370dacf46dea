"""Asking for a spotlight, answering, taking it away."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.notifications.services.telling import notify, take_back
from community.people.errors import HubError
from community.people.models import Member
from community.people.services import record
from community.workgroups.models import WorkGroup

from .enums import Consent
from .models import Spotlight
from .notification_kinds import ASKED


class SpotlightChanged(HubError):
    """The words are not those that were read."""


@transaction.atomic
def ask(
    *,
    about: Member | WorkGroup,
    words: str,
    begins_on: date,
    ends_on: date,
    by: Member,
    at: datetime | None = None,
) -> Spotlight:
    """Ask the member, or the leads of the group, to agree; nothing is shown before; audited."""
    whom = {"member": about} if isinstance(about, Member) else {"group": about}
    spotlight = Spotlight.objects.create(
        **whom, words=words, begins_on=begins_on, ends_on=ends_on, asked_by=by, asked_at=at or timezone.now()
    )
    record(by=by, action="spotlight", about=spotlight, after={"words": words})
    to = [about.pk] if isinstance(about, Member) else about.memberships.leads().values_list("member", flat=True)
    notify(kind=ASKED, to=to, about=spotlight.pk, by=by, at=at)
    return spotlight


@transaction.atomic
def answer(*, spotlight: Spotlight, consent: Consent, words: str, by: Member, at: datetime | None = None) -> Spotlight:
    """Agree to `words` or decline; either can be said again later, and then the last one holds; audited.

    Raises SpotlightChanged when the words are others by now.
    """
    held = Spotlight.objects.select_for_update(no_key=True, of=("self",)).get(pk=spotlight.pk)
    if consent == Consent.AGREED and held.words != words:
        raise SpotlightChanged(_("The words were changed meanwhile. Read them again before you agree."))
    before = {"consent": held.consent}
    held.consent, held.answered_by, held.answered_at = consent, by, at or timezone.now()
    held.agreed_words = words if consent == Consent.AGREED else ""
    held.save(update_fields=["consent", "answered_by", "answered_at", "agreed_words"])
    record(by=by, action="answer", about=held, before=before, after={"consent": held.consent})
    return held


@transaction.atomic
def take_away(*, spotlight: Spotlight, by: Member) -> None:
    """Take it off the home page for good; audited."""
    record(by=by, action="take away", about=spotlight, before={"words": spotlight.words})
    take_back(kind=ASKED, about=spotlight.pk)
    spotlight.delete()
