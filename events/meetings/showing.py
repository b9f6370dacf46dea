"""What pages show of meetings, as far as the viewer may read it. Reads; changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from community.workgroups.models import WorkGroup
from events.after.models import Minutes, MinutesVersion
from events.models import Occurrence

from .models import ActionItem, Agenda, AgendaItem, Decision, MovedDeliverable
from .querysets import kept_dates

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member
    from events.querysets import OccurrenceQuerySet

    Viewer = Member | AnonymousUser

MOST_SHOWN = 50  # decisions and action items of one meeting
FEW = 3


@dataclass(frozen=True)
class Standing:
    """What somebody is to a meeting, or to a group between meetings."""

    is_inside: bool = False
    is_lead: bool = False
    writes: bool = False


@dataclass(frozen=True)
class Listed:
    """The items of an agenda, and how many minutes they take together."""

    items: list[AgendaItem]
    published: Agenda | None

    @property
    def minutes(self) -> int:
        """Planned in all."""
        return sum(item.minutes or 0 for item in self.items)


@dataclass(frozen=True)
class Meeting:
    """Everything there is about one meeting, in reading order."""

    agenda: Listed
    minutes: Minutes | None
    version: MinutesVersion | None
    decisions: list[Decision]
    actions: list[ActionItem]
    moved: list[MovedDeliverable]


@dataclass(frozen=True)
class Record:
    """What the page of a group shows of its meetings."""

    group: WorkGroup
    decisions: list[Decision]
    is_inside: bool = False
    open_count: int = 0
    overdue_count: int = 0


def standing_at(date: Occurrence, viewer: Viewer) -> Standing:
    """One query; none for visitors."""
    if not viewer.is_authenticated or date.series.group_id is None:
        return Standing()
    writes = Occurrence.objects.filter(kept_dates(viewer), pk=date.pk)
    found = _standing_in(date.series.group_id, viewer, writes=Exists(writes))
    return Standing(*found) if found else Standing()


def standing_in(group: WorkGroup, viewer: Viewer) -> Standing:
    """The same between meetings, where leads alone write."""
    if not viewer.is_authenticated:
        return Standing()
    leads = WorkGroup.objects.led_by(viewer).filter(pk=OuterRef("pk"))
    found = _standing_in(group.pk, viewer, writes=Exists(leads))
    return Standing(*found) if found else Standing()


def _standing_in(group: int, viewer: Viewer, *, writes: Exists) -> tuple[bool, bool, bool] | None:
    leads, inside = WorkGroup.objects.led_by(viewer), WorkGroup.objects.of(viewer)
    known = WorkGroup.objects.filter(pk=group).annotate(
        is_inside=Exists(inside.filter(pk=OuterRef("pk"))),
        is_lead=Exists(leads.filter(pk=OuterRef("pk"))),
        writes=writes,
    )
    return known.values_list("is_inside", "is_lead", "writes").first()


def agenda_of(date: Occurrence, viewer: Viewer) -> Listed:
    """The agenda, if it is published or the viewer is in the group."""
    rows = AgendaItem.objects.readable_by(viewer).filter(occurrence=date).select_related("occurrence__agenda")
    items = list(rows.select_related("carried_from__occurrence__series", "carried_to__occurrence__series"))
    return Listed(items, getattr(items[0].occurrence, "agenda", None) if items else None)


def with_agenda(dates: OccurrenceQuerySet, viewer: Viewer) -> OccurrenceQuerySet:
    """Say of each date whether `viewer` reads an agenda there (`has_agenda`). No query of its own."""
    return dates.annotate(has_agenda=Exists(AgendaItem.objects.readable_by(viewer).filter(occurrence=OuterRef("pk"))))


def panel_of(date: Occurrence, viewer: Viewer) -> Listed | None:
    """The agenda on the page of a date: None where no group meets, one query where there is something to read."""
    if date.series.group_id is None:
        return None
    return agenda_of(date, viewer) if getattr(date, "has_agenda", True) else Listed([], None)


def meeting_of(date: Occurrence, viewer: Viewer) -> Meeting:
    """What `viewer` may read of the meeting: some queries, however much there is."""
    minutes = Minutes.objects.readable_by(viewer).filter(occurrence=date)
    row = minutes.select_related("approved_by", "approved_in__series").first()
    version = row.versions.select_related("approved_by", "approved_in__series").first() if row and row.number else None
    decisions = Decision.objects.readable_by(viewer).filter(meeting=date).for_register()
    actions = ActionItem.objects.visible_to(viewer).filter(meeting=date).for_list().in_order()
    moved = MovedDeliverable.objects.readable_by(viewer).filter(occurrence=date)
    return Meeting(
        agenda=agenda_of(date, viewer),
        minutes=row,
        version=version,
        decisions=list(decisions.order_by("number")[:MOST_SHOWN]),
        actions=list(actions[:MOST_SHOWN]) if viewer.is_authenticated else [],
        moved=list(moved.select_related("deliverable")),
    )


def neighbours(date: Occurrence) -> tuple[Occurrence | None, Occurrence | None]:
    """The meetings of the series before and after this one: whoever may open one may open the others."""
    dates = date.series.occurrences.scheduled().select_related("series")
    before = dates.filter(start_at__lt=date.start_at).order_by("-start_at").first()
    return before, dates.filter(start_at__gt=date.start_at).order_by("start_at").first()


def record_of(group: WorkGroup, viewer: Viewer) -> Record:
    """Latest decisions and, for members, how many action items wait: two queries, one for visitors."""
    decisions = list(Decision.objects.readable_by(viewer).filter(group=group).in_force().for_register()[:FEW])
    if not viewer.is_authenticated:
        return Record(group, decisions)
    is_open = Q(action_items__state="open")
    counts = WorkGroup.objects.of(viewer).filter(pk=group.pk)
    counts = counts.annotate(
        open_count=Count("action_items", filter=is_open, distinct=True),
        overdue_count=Count(
            "action_items", filter=is_open & Q(action_items__due_on__lt=timezone.localdate()), distinct=True
        ),
    )
    found = counts.values_list("open_count", "overdue_count").first()
    return Record(group, decisions, True, *found) if found else Record(group, decisions)


def my_actions(viewer: Viewer) -> list[ActionItem]:
    """The viewer's own open action items, the next one first, but of closed groups: one query."""
    rows = ActionItem.objects.owned_by(viewer).open().filter(group__closed_at=None)
    rows = rows.select_related("group").order_by("due_on", "pk")
    return list(rows[: FEW + 2])
