"""What owners are told about their action items."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from community.notifications.enums import Level
from community.notifications.registries import OF_ITS_KIND, Kind, Subject
from community.notifications.registries import Told as Words
from events.enums import Told

from .enums import Reminded
from .models import ActionItem

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from community.notifications.models import Notification
    from community.people.models import Member

_SENTENCES: dict[str, StrOrPromise] = {
    "given": gettext_lazy("You have an action item until %(day)s: %(what)s"),
    Reminded.SOON: gettext_lazy("Due on %(day)s: %(what)s"),
    Reminded.OVERDUE: gettext_lazy("Overdue since %(day)s: %(what)s"),
}


def _describe(reader: Member, notifications: list[Notification]) -> dict[int, Words]:
    ids = [row.subject_id for row in notifications]
    found = ActionItem.objects.owned_by(reader).select_related("group").in_bulk(ids)
    return {row.pk: _told(row, found[row.subject_id]) for row in notifications if row.subject_id in found}


def _told(row: Notification, action: ActionItem) -> Words:
    values = {"day": date_format(action.due_on, "F j, Y"), "what": action.what}
    sentence = str(_SENTENCES[row.key.partition("-")[0]]) % values
    text = _("Say that it is done, or drop it with a reason. Whoever leads the group can give it another date.")
    return Words(sentence, action.group.name, action.get_absolute_url(), text=text)


def _many(count: int, heading: str) -> str:
    words = ngettext(
        "%(count)d notice about action items of %(group)s", "%(count)d notices about action items of %(group)s", count
    )
    return words % {"count": count, "group": heading}


ACTION = Subject("action_item", visible=ActionItem.objects.owned_by, describe=_describe)
KIND = Kind(
    Told.ACTION,
    "action_item",
    Told.ACTION.label,
    Level.DAILY,
    many=_many,
    action=gettext_lazy("Open the action item"),
    channel=OF_ITS_KIND,
)
