"""What people are told about work groups: requests to the leads, answers to who asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from community.notifications.enums import Level
from community.notifications.registries import Kind, Place, Subject, Told

from .enums import State
from .models import Membership, WorkGroup

if TYPE_CHECKING:
    from community.notifications.models import Notification
    from community.people.models import Member

REQUESTED, ANSWERED = "membership_requested", "membership_answered"


def _describe(reader: Member, notifications: list[Notification]) -> dict[int, Told]:
    ids = [row.subject_id for row in notifications]
    found = Membership.objects.visible_to(reader).select_related("group", "member").in_bulk(ids)
    return {row.pk: _told(row, found[row.subject_id]) for row in notifications if row.subject_id in found}


def _told(row: Notification, membership: Membership) -> Told:
    group = membership.group
    names = {"name": membership.member.display_name, "group": group.name}
    if row.kind == REQUESTED:
        sentence = _("%(name)s asks to join %(group)s") % names
    elif membership.state == State.ACTIVE:
        sentence = _("You are now a member of %(group)s") % names
    else:
        sentence = _("Your request to join %(group)s was declined") % names
    reason = membership.reason if row.kind == ANSWERED and membership.state == State.DECLINED else ""
    return Told(sentence, group.name, group.get_absolute_url(), text=reason)


def _many_requests(count: int, heading: str) -> str:
    words = ngettext("%(count)d person asks to join %(group)s", "%(count)d people ask to join %(group)s", count)
    return words % {"count": count, "group": heading}


def _many_answers(count: int, heading: str) -> str:
    words = ngettext("%(count)d answer from %(group)s", "%(count)d answers from %(group)s", count)
    return words % {"count": count, "group": heading}


MEMBERSHIP = Subject("membership", visible=Membership.objects.visible_to, describe=_describe)
KINDS = (
    Kind(
        REQUESTED,
        "membership",
        gettext_lazy("Requests to join a group I lead"),
        Level.INSTANT,
        many=_many_requests,
        action=gettext_lazy("Answer the request"),
        is_urgent=True,
    ),
    Kind(
        ANSWERED,
        "membership",
        gettext_lazy("Answers to my requests to join a group"),
        Level.INSTANT,
        many=_many_answers,
        action=gettext_lazy("Open the group"),
        is_urgent=True,
    ),
)
GROUP = Place(
    "group",
    gettext_lazy("Work group"),
    visible=lambda _member: WorkGroup.objects.all(),
    hint=gettext_lazy("New topics in the boards of the group, and changes to its meetings."),
)
