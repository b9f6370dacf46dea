"""What people are told about events that are published by decision.

Words follow where the event stands when they are read: an old notice says nothing that is not true any more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from community.notifications.enums import Level
from community.notifications.registries import Kind, Subject
from community.notifications.registries import Told as Words
from events.enums import Told
from events.models import Proposal

from .enums import ProposalState

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from community.notifications.models import Notification
    from community.people.models import Member

_SENTENCES: dict[str, StrOrPromise] = {
    ProposalState.DRAFT: gettext_lazy("“%(title)s” is your draft again"),
    ProposalState.WAITING: gettext_lazy("“%(title)s” waits for a decision"),
    ProposalState.RETURNED: gettext_lazy("“%(title)s” came back to you: change it, then hand it in again"),
    ProposalState.PUBLISHED: gettext_lazy("“%(title)s” is published"),
}


def _describe_handed_in(reader: Member, notifications: list[Notification]) -> dict[int, Words]:
    ids = [row.subject_id for row in notifications]
    found = Proposal.objects.to_decide(reader).filter(pk__in=ids).select_related("series", "by").in_bulk()
    return {row.pk: _handed_in_words(found[row.subject_id]) for row in notifications if row.subject_id in found}


def _handed_in_words(proposal: Proposal) -> Words:
    title = proposal.series.title
    sentence = _("%(name)s handed in “%(title)s” for you to publish") % {"name": proposal.by, "title": title}
    return Words(sentence, title, reverse("events:preview", kwargs={"slug": proposal.series.slug}))


def _describe_decided(reader: Member, notifications: list[Notification]) -> dict[int, Words]:
    ids = [row.subject_id for row in notifications]
    found = Proposal.objects.known_to(reader).filter(pk__in=ids).select_related("series", "decided_by").in_bulk()
    return {row.pk: _decided_words(found[row.subject_id]) for row in notifications if row.subject_id in found}


def _decided_words(proposal: Proposal) -> Words:
    title = proposal.series.title
    text = ""
    if proposal.is_returned:
        text = _("%(name)s writes: %(why)s") % {"name": proposal.decided_by, "why": proposal.reason}
    url = proposal.series.get_absolute_url()
    return Words(str(_SENTENCES[proposal.state]) % {"title": title}, title, url, text=text)


def _many(count: int, heading: str) -> str:
    words = ngettext("%(count)d notice about “%(title)s”", "%(count)d notices about “%(title)s”", count)
    return words % {"count": count, "title": heading}


HANDED_IN = Subject("event_proposal", visible=Proposal.objects.to_decide, describe=_describe_handed_in)
DECIDED = Subject("event_decision", visible=Proposal.objects.known_to, describe=_describe_decided)
KINDS = (
    Kind(
        Told.HANDED_IN,
        "event_proposal",
        Told.HANDED_IN.label,
        Level.DAILY,
        many=_many,
        action=gettext_lazy("Read and decide"),
    ),
    Kind(
        Told.DECIDED,
        "event_decision",
        Told.DECIDED.label,
        Level.INSTANT,
        many=_many,
        action=gettext_lazy("Open the event"),
    ),
)
