"""Making the reports of quarters that are over, counting one again, and what leads say in it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.notifications.services.telling import notify
from community.people.models import Member
from community.people.services import record
from community.workgroups.models import QuarterFigure, QuarterReport, WorkGroup
from community.workgroups.notification_kinds import QUARTER
from community.workgroups.services.refusals import EditedMeanwhile, locked, require_lead, require_open

from .figures import quarter_sources
from .quarter import Quarter

QUARTERS_BACK = 4  # a hub that stood still, or is new, makes the reports of a year


def make_reports(*, at: datetime | None = None) -> list[QuarterReport]:
    """Make the reports that are missing of the last quarters that are over; return them. Twice makes them once.

    The leads of a group are told of its latest one.
    """
    now = at or timezone.now()
    quarters = [Quarter.of(now).before]
    while len(quarters) < QUARTERS_BACK:
        quarters.append(quarters[-1].before)
    return [
        made for quarter in reversed(quarters) for made in _make_missing(quarter, now, tells=quarter is quarters[0])
    ]


def _make_missing(quarter: Quarter, now: datetime, *, tells: bool) -> list[QuarterReport]:
    done = QuarterReport.objects.of(quarter).values("group")
    groups = WorkGroup.objects.living_in(quarter.begin, quarter.end).exclude(pk__in=done)
    keys = list(groups.order_by("pk").values_list("pk", flat=True))
    if not keys:
        return []
    counted = quarter_sources.count(keys, quarter, now)
    made = [_make(key, quarter, counted[key], now, tells=tells) for key in keys]
    return [report for report in made if report is not None]


@transaction.atomic
def _make(group: int, quarter: Quarter, values: dict[str, int], now: datetime, *, tells: bool) -> QuarterReport | None:
    """The report, unless somebody made it meanwhile: who makes one of a group takes turns."""
    locked(group)
    report, is_new = QuarterReport.objects.get_or_create(
        group_id=group, year=quarter.year, number=quarter.number, defaults={"made_at": now, "counted_at": now}
    )
    if not is_new:
        return None
    _store(report, values)
    if tells:
        leads = report.group.memberships.leads().values_list("member", flat=True)
        notify(kind=QUARTER, to=leads, about=group, key=f"quarter:{quarter}", at=now)
    return report


@transaction.atomic
def count_again(*, report: QuarterReport, by: Member, at: datetime | None = None) -> QuarterReport:
    """Count the quarter from the raw rows once more; the report keeps what that changed. Audited.

    Raises GroupRefused for who does not lead the group and while it is closed.
    """
    now = at or timezone.now()
    current = _to_change(report, by)
    before, right = current.values, quarter_sources.count([report.group_id], report.quarter, now)[report.group_id]
    names = [name for name in sorted({*before, *right}) if before.get(name) != right.get(name)]
    current.former = {name: before.get(name) for name in names}
    current.counted_at = now
    current.save(update_fields=["former", "counted_at"])
    if names:
        current.figures.all().delete()
        _store(current, right)
    record(
        by=by,
        action="count again",
        about=current,
        before=current.former,
        after={name: right.get(name) for name in names},
    )
    return QuarterReport.objects.with_figures().get(pk=report.pk)


@transaction.atomic
def write_words(*, report: QuarterReport, words: str, by: Member, version: int) -> QuarterReport:
    """Save what the leads say in the report, read at `version`; audited.

    Raises EditedMeanwhile for an older version, GroupRefused for who does not lead the group and while it is closed.
    """
    current = _to_change(report, by)
    if current.version != version:
        raise EditedMeanwhile(
            _("Somebody else changed this meanwhile. Your words are below: compare them, and save once more.")
        )
    before, current.words, current.version = current.words, words.strip(), version + 1
    if before != current.words:
        current.save(update_fields=["words", "version"])
        record(by=by, action="write", about=current, before={"words": before}, after={"words": current.words})
    return current


def _to_change(report: QuarterReport, by: Member) -> QuarterReport:
    """The report as it is now; who changes one of the group takes turns."""
    group = locked(report.group_id)
    require_lead(by, group)
    require_open(group)
    current: QuarterReport = QuarterReport.objects.with_figures().get(pk=report.pk)
    return current


def _store(report: QuarterReport, values: dict[str, int]) -> None:
    rows = [QuarterFigure(report=report, name=name, value=value) for name, value in sorted(values.items())]
    QuarterFigure.objects.bulk_create(rows)
