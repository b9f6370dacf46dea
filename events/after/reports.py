"""Who was there: the report on a date, and on a series. Page, CSV and XLSX show the same table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from community.pages.reporting.tables import Column, Row, Table, Value, Word
from community.people.models import Member
from events.enums import CheckIn, Status
from events.models import Attendance, Occurrence, Registration

if TYPE_CHECKING:
    from events.models import Series

YES, NO = Word(gettext_noop("yes")), Word(gettext_noop("no"))
SEEN_BY = {
    CheckIn.LIST: Word(gettext_noop("list")),
    CheckIn.CODE: Word(gettext_noop("code")),
    CheckIn.QR: Word(gettext_noop("QR code")),
}
PERSON = (Column("name", _("Name")), Column("department", _("Department")))
DATE_COLUMNS = (
    *PERSON,
    Column("registered", _("Registered")),
    Column("was_there", _("Was there")),
    Column("seen_by", _("Seen by")),
    Column("minutes", _("Minutes there"), is_number=True),
)
SERIES_COLUMNS = (
    Column("date", _("Date")),
    Column("starts", _("Starts")),
    Column("registered", _("Registered"), is_number=True),
    Column("was_there", _("Were there"), is_number=True),
    Column("came_unregistered", _("Of them not registered"), is_number=True),
    Column("minutes", _("Minutes there"), is_number=True),
)
PEOPLE_COLUMNS = (
    *PERSON,
    Column("registered", _("Dates registered"), is_number=True),
    Column("was_there", _("Dates there"), is_number=True),
    Column("minutes", _("Minutes there"), is_number=True),
)


@dataclass(frozen=True)
class DateReport:
    """Everybody who is registered for a date or was there, by name."""

    table: Table
    registered: int
    there: int
    minutes: int


def date_report(date: Occurrence) -> DateReport:
    """Three queries, however many people."""
    registered = set(date.registrations.registered().values_list("member", flat=True))
    there = {row.member_id: row for row in date.attendances.present()}
    people = Member.objects.filter(
        Q(pk__in=date.registrations.registered().values("member"))
        | Q(pk__in=date.attendances.present().values("member"))
    )
    rows = [_person_row(one, one.pk in registered, there.get(one.pk)) for one in people.for_directory()]
    return DateReport(
        Table(DATE_COLUMNS, rows), len(registered), len(there), sum(row.minutes or 0 for row in there.values())
    )


def _person_row(member: Member, is_registered: bool, seen: Attendance | None) -> Row:
    said = (YES if is_registered else NO, YES if seen else NO, SEEN_BY[CheckIn(seen.check_in)] if seen else None)
    return Row([*_name(member), *said, seen.minutes if seen else None], {"name": member.get_absolute_url()})


def _name(member: Member) -> tuple[str, str | None]:
    return member.display_name, member.department.name if member.department else None


@dataclass(frozen=True)
class SeriesReport:
    """The dates of a series that have begun, the latest first, and everybody who registered or was there."""

    dates: Table
    people: Table


def series_report(series: Series, *, at: datetime | None = None) -> SeriesReport:
    """Four queries, however many dates and people."""
    begun = series.occurrences.filter(status=Status.SCHEDULED, start_at__lte=at or timezone.now())
    keys = begun.values("pk")
    registered = Registration.objects.registered().filter(occurrence__in=keys)
    there = Attendance.objects.present().filter(occurrence__in=keys)
    coming: dict[int, set[int]] = defaultdict(set)
    for date, member in registered.values_list("occurrence", "member"):
        coming[date].add(member)
    seen: dict[int, dict[int, int | None]] = defaultdict(dict)
    for date, member, minutes in there.values_list("occurrence", "member", "minutes"):
        seen[date][member] = minutes
    dates = begun.select_related("series").order_by("-start_at", "-pk")
    rows = [_date_row(one, coming[one.pk], seen[one.pk]) for one in dates]
    people = Member.objects.filter(Q(pk__in=registered.values("member")) | Q(pk__in=there.values("member")))
    listed = [_total_row(one, coming, seen) for one in people.for_directory()]
    return SeriesReport(Table(SERIES_COLUMNS, rows), Table(PEOPLE_COLUMNS, listed))


def _date_row(date: Occurrence, coming: set[int], seen: dict[int, int | None]) -> Row:
    values: list[Value] = [
        date.local_start.date(),
        time_format(date.local_start.time(), "H:i"),
        len(coming),
        len(seen),
        len(seen.keys() - coming),
        _sum(seen.values()),
    ]
    return Row(values, {"date": reverse("events:attendance_report", args=[date.series.slug, date.pk])})


def _total_row(member: Member, coming: Mapping[int, set[int]], seen: Mapping[int, dict[int, int | None]]) -> Row:
    registered = sum(member.pk in people for people in coming.values())
    stays = [people[member.pk] for people in seen.values() if member.pk in people]
    return Row([*_name(member), registered, len(stays), _sum(stays)], {"name": member.get_absolute_url()})


def _sum(minutes: Iterable[int | None]) -> int | None:
    """None where nobody wrote how long."""
    known = [each for each in minutes if each is not None]
    return sum(known) if known else None
