"""What people are told about work groups: requests and answers, invitations, and how a group goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext

from community.notifications.enums import Level
from community.notifications.registries import Kind, Place, Subject, Told

from .enums import Act, State
from .models import Membership, WorkGroup
from .quarters.quarter import Quarter

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django_stubs_ext import StrOrPromise

    from community.notifications.models import Notification
    from community.people.models import Member

REQUESTED, ANSWERED = "membership_requested", "membership_answered"
INVITED, REPLIED, ROLE = "membership_invited", "invitation_answered", "membership_role"
ASKED, CLOSED, QUARTER = "group_asks", "group_closed", "group_quarter"


def _describe(reader: Member, notifications: list[Notification]) -> dict[int, Told]:
    ids = [row.subject_id for row in notifications]
    found = Membership.objects.visible_to(reader).select_related("group", "member").in_bulk(ids)
    return {row.pk: _told(row, found[row.subject_id], reader) for row in notifications if row.subject_id in found}


def _told(row: Notification, membership: Membership, reader: Member) -> Told:
    group = membership.group
    names = {"name": membership.member.display_name, "group": group.name}
    act = row.key.partition(":")[0]
    if row.kind == REQUESTED:
        act = Act.REQUEST
    elif act not in _SENTENCES:  # told before notifications said which act
        act = Act.APPROVE if membership.state == State.ACTIVE else Act.DECLINE
    told_state = {Act.DECLINE: State.DECLINED, Act.REMOVE: State.REMOVED}.get(Act(act))
    reason = membership.reason if membership.state == told_state else ""
    is_inside = membership.member_id != reader.pk or membership.state in {State.ACTIVE, State.INVITED}
    url = group.get_absolute_url() if is_inside or not group.is_private else reverse("workgroups:groups")
    return Told(str(_SENTENCES[act]) % names, group.name, url, text=reason)


_SENTENCES: dict[str, StrOrPromise] = {
    Act.REQUEST: gettext_lazy("%(name)s asks to join %(group)s"),
    Act.APPROVE: gettext_lazy("You are now a member of %(group)s"),
    Act.DECLINE: gettext_lazy("Your request to join %(group)s was declined"),
    Act.INVITE: gettext_lazy("You are invited to join %(group)s"),
    Act.ACCEPT: gettext_lazy("%(name)s accepted the invitation to %(group)s"),
    Act.REFUSE: gettext_lazy("%(name)s refused the invitation to %(group)s"),
    Act.REMOVE: gettext_lazy("A lead removed you from %(group)s"),
    Act.MAKE_LEAD: gettext_lazy("You lead %(group)s now"),
}
_OF_GROUPS = {
    "silent": gettext_lazy("%(group)s has been silent for 90 days: revive it, merge it or close it"),
    "review": gettext_lazy("The charter of %(group)s is due for review"),
    "closed": gettext_lazy("%(group)s was closed. Its pages stay to read"),
    "opened": gettext_lazy("%(group)s is open again"),
}

_REPORT = gettext_lazy("What %(months)s brought to %(group)s: the report is ready")


def _describe_led(reader: Member, notifications: list[Notification]) -> dict[int, Told]:
    return _of_groups(WorkGroup.objects.led_by(reader), notifications)


def _describe_own(reader: Member, notifications: list[Notification]) -> dict[int, Told]:
    return _of_groups(WorkGroup.objects.of(reader), notifications)


def _of_groups(groups: QuerySet[WorkGroup], notifications: list[Notification]) -> dict[int, Told]:
    found = groups.in_bulk([row.subject_id for row in notifications])
    return {row.pk: _told_of(row, found[row.subject_id]) for row in notifications if row.subject_id in found}


def _told_of(row: Notification, group: WorkGroup) -> Told:
    what, _colon, which = row.key.partition(":")
    if row.kind == QUARTER:
        quarter = Quarter.parse(which)
        url = reverse("workgroups:quarter", args=[group.slug, quarter])
        return Told(str(_REPORT) % {"group": group.name, "months": quarter.months}, group.name, url)
    ways = {"silent": "workgroups:group_revive", "review": "workgroups:charter_edit"}
    url = reverse(ways[what], args=[group.slug]) if what in ways else group.get_absolute_url()
    return Told(str(_OF_GROUPS[what]) % {"group": group.name}, group.name, url)


def _many_requests(count: int, heading: str) -> str:
    words = ngettext("%(count)d person asks to join %(group)s", "%(count)d people ask to join %(group)s", count)
    return words % {"count": count, "group": heading}


def _many_answers(count: int, heading: str) -> str:
    words = ngettext("%(count)d answer from %(group)s", "%(count)d answers from %(group)s", count)
    return words % {"count": count, "group": heading}


def _many_invitations(count: int, heading: str) -> str:
    words = ngettext("%(count)d invitation to %(group)s", "%(count)d invitations to %(group)s", count)
    return words % {"count": count, "group": heading}


def _many_changes(count: int, heading: str) -> str:
    words = ngettext("%(count)d change of your part in %(group)s", "%(count)d changes of your part in %(group)s", count)
    return words % {"count": count, "group": heading}


def _many_questions(count: int, heading: str) -> str:
    words = ngettext("%(count)d question about %(group)s", "%(count)d questions about %(group)s", count)
    return words % {"count": count, "group": heading}


def _many_closings(count: int, heading: str) -> str:
    words = ngettext("%(count)d change of %(group)s", "%(count)d changes of %(group)s", count)
    return words % {"count": count, "group": heading}


def _many_reports(count: int, heading: str) -> str:
    words = ngettext("%(count)d quarterly report of %(group)s", "%(count)d quarterly reports of %(group)s", count)
    return words % {"count": count, "group": heading}


LED = Subject("led_group", visible=WorkGroup.objects.led_by, describe=_describe_led)
OWN = Subject("own_group", visible=WorkGroup.objects.of, describe=_describe_own)
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
    Kind(
        INVITED,
        "membership",
        gettext_lazy("Invitations to a group"),
        Level.INSTANT,
        many=_many_invitations,
        action=gettext_lazy("Answer the invitation"),
        is_urgent=True,
    ),
    Kind(
        REPLIED,
        "membership",
        gettext_lazy("Answers to invitations to a group I lead"),
        Level.DAILY,
        many=_many_answers,
        action=gettext_lazy("Open the group"),
    ),
    Kind(
        ROLE,
        "membership",
        gettext_lazy("A lead removes me from a group, or makes me its lead"),
        Level.INSTANT,
        many=_many_changes,
        action=gettext_lazy("Open the group"),
    ),
    Kind(
        ASKED,
        "led_group",
        gettext_lazy("A group I lead is silent, or its charter is due for review"),
        Level.DAILY,
        many=_many_questions,
        action=gettext_lazy("Say how it goes on"),
    ),
    Kind(
        QUARTER,
        "led_group",
        gettext_lazy("The quarterly report of a group I lead is ready"),
        Level.DAILY,
        many=_many_reports,
        action=gettext_lazy("Read the report"),
    ),
    Kind(
        CLOSED,
        "own_group",
        gettext_lazy("A group of mine is closed, or opened again"),
        Level.DAILY,
        many=_many_closings,
        action=gettext_lazy("Open the group"),
    ),
)
GROUP = Place(
    "group",
    gettext_lazy("Work group"),
    visible=WorkGroup.objects.visible_to,
    hint=gettext_lazy("New topics in the boards of the group, and changes to its meetings."),
    watch=gettext_lazy("Tell me of every reply in the group's boards too"),
)
