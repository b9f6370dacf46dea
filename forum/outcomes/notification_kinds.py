"""What writers are told: that a lead wants to quote them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from community.notifications.enums import Level
from community.notifications.registries import Kind, Subject, Told
from forum.models import OutcomePost

from .services import ASKED

if TYPE_CHECKING:
    from community.notifications.models import Notification
    from community.people.models import Member


def _describe(reader: Member, notifications: list[Notification]) -> dict[int, Told]:
    rows = OutcomePost.objects.visible_to(reader).select_related("outcome__by")
    found = rows.in_bulk([row.subject_id for row in notifications])
    return {row.pk: _words(found[row.subject_id]) for row in notifications if row.subject_id in found}


def _words(quote: OutcomePost) -> Told:
    outcome = quote.outcome
    name = outcome.by.display_name if outcome.by else _("A former member")
    sentence = _("%(name)s wants to quote your post in “%(title)s”") % {"name": name, "title": outcome.title}
    return Told(sentence, outcome.title, reverse("boards:outcome_quote", kwargs={"pk": quote.pk}))


def _many(count: int, heading: str) -> str:
    words = ngettext("%(count)d post of yours for “%(title)s”", "%(count)d posts of yours for “%(title)s”", count)
    return words % {"count": count, "title": heading}


QUOTE = Subject("quote", visible=OutcomePost.objects.visible_to, describe=_describe)
KIND = Kind(
    ASKED,
    "quote",
    gettext_lazy("Somebody wants to quote my post in public"),
    Level.DAILY,
    many=_many,
    action=gettext_lazy("Answer"),
)
