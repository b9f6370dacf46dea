"""Who reads and who writes what belongs to meetings. Each rule stands here once, for pages, lists, search and notices.

Members of the group read everything. Others read what was published: the agenda and what moved of dates they may open,
decisions of groups that are not private. Action items are for members alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from community.workgroups.enums import State
from community.workgroups.models import Membership, WorkGroup
from events.querysets import organized_by

from .enums import ActionState, DecisionState

if TYPE_CHECKING:
    from datetime import date

    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member

    Viewer = Member | AnonymousUser

_NUMBER = re.compile(r"(?i)d-?(\d{1,9})")
MOST_WORDS = 6  # of a search in the register


def _behind(model: Any, *names: str) -> Any:
    """The rows to which these relations lead, one after the other: the models stand above this file."""
    for name in names:
        model = model._meta.get_field(name).related_model
    return model._default_manager


def own(viewer: Viewer, path: str = "group") -> Q:
    """Rows of groups that `viewer` is active in."""
    return Q(**{f"{path}__in": WorkGroup.objects.of(viewer).values("pk")})


def kept_dates(user: Viewer, path: str = "") -> Q:
    """Dates whose meeting `user` writes: leads all of their group, other members those that they organize."""
    if not user.is_authenticated:
        return Q(pk__in=[])
    leads = Q(**{f"{path}series__group__in": WorkGroup.objects.led_by(user).values("pk")})
    return leads | Q(**{f"{path}series__in": organized_by(user)}) & own(user, f"{path}series__group")


class OnDateQuerySet(models.QuerySet[Any]):
    """What belongs to the meeting of a date."""

    def on_dates_of(self, viewer: Viewer) -> Self:
        """On dates that `viewer` may open."""
        series = _behind(self.model, "occurrence", "series").visible_to(viewer)
        return self.filter(occurrence__series__in=series.values("pk"))


class AgendaItemQuerySet(OnDateQuerySet):
    """Items of agendas."""

    def readable_by(self, viewer: Viewer) -> Self:
        """Of published agendas, and drafts of one's own groups."""
        published = Q(occurrence__agenda__isnull=False)
        return self.on_dates_of(viewer).filter(published | own(viewer, "occurrence__series__group"))


class MovedDeliverableQuerySet(OnDateQuerySet):
    """What meetings did for deliverables."""

    def readable_by(self, viewer: Viewer) -> Self:
        """Of one's own groups, and else of meetings with published minutes."""
        published = Q(occurrence__minutes__number__gte=1)
        own_group = Q(deliverable__group=F("occurrence__series__group"))  # the event may be another group's by now
        return self.on_dates_of(viewer).filter(own_group, published | own(viewer, "occurrence__series__group"))


class DecisionQuerySet(models.QuerySet[Any]):
    """Decisions of groups."""

    def readable_by(self, viewer: Viewer) -> Self:
        """Those of one's own groups, and what public groups published."""
        return self.filter(own(viewer) | Q(published_at__isnull=False, group__is_private=False))

    def writable_by(self, user: Viewer) -> Self:
        """Leads those of their group; whoever organizes a meeting those taken there."""
        dates = _behind(self.model, "meeting").filter(kept_dates(user)).values("pk")
        return self.filter(Q(group__in=WorkGroup.objects.led_by(user).values("pk")) | Q(meeting__in=dates))

    def in_force(self) -> Self:
        """Those that hold."""
        return self.filter(state=DecisionState.IN_FORCE)

    def for_register(self) -> Self:
        """Latest number first, with the group."""
        return self.select_related("group").order_by("-number")

    def with_open_meeting(self, viewer: Viewer) -> Self:
        """Each says whether `viewer` may open the meeting where it was taken (`meeting_is_open`)."""
        series = _behind(self.model, "meeting", "series").visible_to(viewer).filter(pk=OuterRef("meeting__series"))
        return self.select_related("meeting__series").annotate(meeting_is_open=Exists(series))

    def saying(self, words: str) -> Self:
        """Those with all of these words in what was decided or why; a number like D-12 is that decision."""
        found = self
        for word in words.split()[:MOST_WORDS]:
            said = Q(text__icontains=word) | Q(reasons__icontains=word)
            if match := _NUMBER.fullmatch(word):
                said |= Q(number=int(match[1]))
            found = found.filter(said)
        return found


class ActionItemQuerySet(models.QuerySet[Any]):
    """Action items."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Those of the groups `viewer` is active in, and no others."""
        return self.filter(own(viewer))

    def owned_by(self, member: Viewer) -> Self:
        """The member's own, in groups they are still in: their list, and what they are told of."""
        return self.visible_to(member).filter(owner=member.pk)

    def writable_by(self, user: Viewer) -> Self:
        """Leads those of their group; whoever organizes a meeting those agreed there."""
        dates = _behind(self.model, "meeting").filter(kept_dates(user)).values("pk")
        return self.filter(Q(group__in=WorkGroup.objects.led_by(user).values("pk")) | Q(meeting__in=dates))

    def closable_by(self, user: Viewer) -> Self:
        """Whoever writes them, and the owner."""
        writable = self.model._default_manager.writable_by(user).values("pk")
        owned = self.model._default_manager.owned_by(user).values("pk")
        return self.filter(Q(pk__in=writable) | Q(pk__in=owned))

    def open(self) -> Self:
        """Those that somebody has to do."""
        return self.filter(state=ActionState.OPEN)

    def overdue(self, on: date) -> Self:
        """Open ones whose day has passed on the day `on`."""
        return self.open().filter(due_on__lt=on)

    def with_owner_in(self) -> Self:
        """Each says whether its owner is still in the group (`owner_is_in`)."""
        member = Membership.objects.filter(group=OuterRef("group"), member=OuterRef("owner"), state=State.ACTIVE)
        return self.annotate(owner_is_in=Exists(member))

    def to_remind(self, by: date) -> Self:
        """Open ones due by that day whose owner is in the group and can be reminded; not in closed groups."""
        rows = self.with_owner_in().open().filter(due_on__lte=by, owner_is_in=True, group__closed_at=None)
        return rows.order_by("pk")

    def in_order(self) -> Self:
        """What is open first, by date; then what is closed, the latest first."""
        return self.order_by(F("closed_at").desc(nulls_first=True), "due_on", "pk")

    def for_list(self) -> Self:
        """With owner, group and meeting."""
        return self.with_owner_in().select_related("owner__department", "group", "meeting__series")
