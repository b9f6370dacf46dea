"""Changing a series from one date on: it ends before, and another one begins. Audited."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from community.notifications.models import Following
from community.people.models import Member
from community.people.services import record
from events import ics, rule_parts
from events.approving.services.handing_in import keep_for_decision
from events.changes.enums import Change
from events.changes.plan import effective_rule, wall_of
from events.courses.services import enter_courses_of
from events.models import Continuation, Occurrence, Registration, Series
from events.recurrence import EXTRA, Rule, to_utc
from events.registering.services.copying import copy_rules
from events.services.scheduling import (
    EditedMeanwhile,
    free_slug,
    lock_date,
    refuse_fewer_places,
    save_revision,
    summary_of,
)

from .dates import ChangeRefused


@transaction.atomic
def change_following(
    *, occurrence: Occurrence, changed: Series, by: Member, version: int | None, at: datetime | None = None
) -> Series:
    """Let the series end before `occurrence` and go on from it as the new series `changed`. Audited.

    The dates from there are the same rows, with who registered and who was there, and stay the same entries of their
    calendars; so do dates that were added, moved or taken out. Who follows the former series follows the new one.
    `version` is the former's latest revision when the form was opened. Raises EditedMeanwhile when there is a newer
    one, ChangeRefused where the series can't be divided, PlacesTaken.
    """
    at = at or timezone.now()
    current = lock_date(occurrence)
    former = current.series
    if former.latest_revision_id != version:
        raise EditedMeanwhile(
            _("Somebody else changed this event while you were writing. Compare, then save again to keep your version.")
        )
    wall = _dividing_date(former, current, at)
    carried = former.occurrences.filter(_from(current, wall))
    refuse_fewer_places(occurrences=carried, capacity=changed.capacity, at=at)
    before = summary_of(former)
    rows = list(carried.order_by("pk"))
    following = _found(former, changed, by=by)
    keep_for_decision(series=following, by=by, like=former)
    _divide(former, following, wall, rows)
    copy_rules(of=former, to=following, carried=rows)
    former.rule = str(_rule_before(former, wall))
    save_revision(former, by=by, publish=True)
    save_revision(following, by=by, publish=True)
    enter_courses_of(series=former.pk)
    record(by=by, action="change following", about=former, before=before, after=summary_of(former))
    record(by=by, action="continue", about=following, before=before, after=summary_of(following))
    return following


def rest_of(series: Series, wall: datetime) -> Series:
    """The unsaved series that the dates from `wall` on would be. Raises ValueError where it can't be divided."""
    rule = effective_rule(series, _cut(series))
    if rule is None:
        raise ValueError(wall)
    rest = copy_of(series)
    rest.rule = str(rule_parts.split(rule, start=series.start, at=wall)[1])
    rest.starts_on = wall.date()
    return rest


def copy_of(series: Series) -> Series:
    """An unsaved series with everything that an organizer can write, and an identity of its own."""
    fields = [field for field in Series._meta.concrete_fields if field.editable and not field.primary_key]
    copy = Series(**{field.attname: getattr(series, field.attname) for field in fields})
    copy.topics.set(series.topics.all())
    copy.courses.set(series.courses.all())
    return copy


def _cut(series: Series) -> date | None:
    """The day from which a former division lets another series go on."""
    days = Continuation.objects.filter(former=series).order_by("begins_on").values_list("begins_on", flat=True)
    return days.first()


def _dividing_date(former: Series, occurrence: Occurrence, at: datetime) -> datetime:
    """The wall time of `occurrence` in the rule of `former`. Raises ChangeRefused."""
    if occurrence.end_at <= at:
        raise ChangeRefused(_("This date is over. Choose a later one to change what follows."))
    if occurrence.is_extra:
        raise ChangeRefused(_("This is an extra date. Choose one of the dates that repeat to change what follows."))
    wall = wall_of(occurrence.recurrence_id)
    try:
        rest_of(former, wall)
    except ValueError:
        raise ChangeRefused(_("Nothing comes before this date. Choose “Change all dates” instead.")) from None
    return wall


def _rule_before(former: Series, wall: datetime) -> Rule:
    rule = effective_rule(former, _cut(former))
    assert rule is not None
    return rule_parts.ended_before(rule, start=former.start, cut=wall)


def _from(occurrence: Occurrence, wall: datetime) -> Q:
    """The dates that the following series takes over: by the rule's calendar, extra dates by when they are held."""
    extra = Q(recurrence_id__startswith=EXTRA)
    later = Q(recurrence_id__gte=occurrence.recurrence_id) & ~extra
    return later | extra & Q(start_at__gte=to_utc(wall, occurrence.series.zone))


def _found(former: Series, changed: Series, *, by: Member) -> Series:
    """Save the following series as a draft with the organizers and followers of the former one."""
    changed.pk, changed.scheduled_by, changed.form_token, changed.live = None, by, None, False
    changed.slug = free_slug(changed.title)
    changed.save()
    changed.organizers.set(former.organizers.all())
    Following.objects.bulk_create(
        [
            Following(member_id=row.member_id, place=changed.place, level=row.level, is_watched=row.is_watched)
            for row in Following.objects.filter(place=former.place)
        ],
        ignore_conflicts=True,
    )
    return changed


def _divide(former: Series, following: Series, wall: datetime, rows: list[Occurrence]) -> None:
    """Hand the rows over. In the calendars of who registered they keep the UID that those know."""
    by_uid: dict[str, list[int]] = {}
    for row in rows:
        by_uid.setdefault(ics.uid_of(former, row.recurrence_id), []).append(row.pk)
    for uid, keys in by_uid.items():
        Registration.objects.filter(occurrence__in=keys, uid="").update(uid=uid)
    continues = Continuation.objects.filter(series=former).first()
    Continuation.objects.create(
        series=following,
        former=former,
        first_id=continues.first_id if continues else former.pk,
        begins_on=wall.date(),
    )
    Occurrence.objects.filter(pk__in=[row.pk for row in rows]).update(series=following)
    changes = former.date_changes.all()
    later = ~Q(change=Change.EXTRA) & Q(recurrence_id__gte=f"{wall:%Y%m%d}")
    changes.filter(later | Q(change=Change.EXTRA, starts_on__gte=wall.date())).update(series=following)
