"""What groups add to the pages about people: who is near whom, and a filter of the directory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from community.people.registries import DirectoryFilter

from .models import Membership, WorkGroup

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from community.people.models import Member


def companions_of(viewer: Member) -> QuerySet[Any, Any]:
    """Keys of the members who are active in a group of the viewer's."""
    groups = WorkGroup.objects.of(viewer).values("pk")
    return Membership.objects.active().filter(group__in=groups).values("member")


def _groups(viewer: Member) -> list[tuple[str, str]]:
    return list(WorkGroup.objects.visible_to(viewer).order_by("name").values_list("slug", "name"))


def _in_group(members: QuerySet[Member], viewer: Member, value: str) -> QuerySet[Member]:
    group = WorkGroup.objects.visible_to(viewer).filter(slug=value).values("pk")
    return members.filter(pk__in=Membership.objects.active().filter(group__in=group).values("member"))


# Who is signed in reads the roster of each group that they may know of (permissions.can_read_roster).
GROUP = DirectoryFilter("group", _("Work group"), _groups, _in_group)
