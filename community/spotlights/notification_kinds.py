"""What people are told about spotlights: that one about them is planned, and waits for their word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from community.notifications.enums import Level
from community.notifications.registries import Kind, Subject, Told

from .models import Spotlight

if TYPE_CHECKING:
    from community.notifications.models import Notification
    from community.people.models import Member

ASKED = "spotlight_asked"


def _describe(reader: Member, notifications: list[Notification]) -> dict[int, Told]:
    ids = [row.subject_id for row in notifications]
    found = Spotlight.objects.visible_to(reader).select_related("member", "group").in_bulk(ids)
    return {row.pk: _told(found[row.subject_id]) for row in notifications if row.subject_id in found}


def _told(spotlight: Spotlight) -> Told:
    group = spotlight.group
    if group is None:
        sentence = _("May we show you on the home page?")
    else:
        sentence = _("May we show %(group)s on the home page?") % {"group": group.name}
    return Told(sentence, _("Spotlight"), spotlight.get_absolute_url(), text=spotlight.words)


def _many(count: int, heading: str) -> str:
    words = ngettext("%(count)d spotlight waits for your word", "%(count)d spotlights wait for your word", count)
    return words % {"count": count}


SPOTLIGHT = Subject("spotlight", visible=Spotlight.objects.visible_to, describe=_describe)
KIND = Kind(
    ASKED,
    "spotlight",
    gettext_lazy("Editors would like to show me, or a group I lead, on the home page"),
    Level.INSTANT,
    many=_many,
    action=gettext_lazy("Read the words and answer"),
)
