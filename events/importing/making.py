"""From facts of an outside calendar to a series and its dates that differ. Writes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from hashlib import sha256
from itertools import product
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from community.people.errors import HubError
from community.people.zones import DEFAULT_ZONE, ZONE_NAMES
from community.safety.characters import flattened, is_visible, without_controls
from events import recurrence, rule_parts
from events.changes.enums import Change
from events.changes.plan import key_of
from events.enums import Format, Kind
from events.models import MOST_MINUTES, DateChange, Series

from . import endless
from .facts import EventFacts

_HOUR = 60
_DAY = 24 * _HOUR
_CANCELLED = "CANCELLED"
_OURS = (
    "title",
    "summary",
    "body",
    "venue",
    "join_link",
    "format",
    "zone",
    "starts_on",
    "starts_at",
    "duration",
    "rule",
)


class LeftOut(HubError):
    """An event that can't become a draft; the message says why."""


class Cancelled(LeftOut):
    """It does not take place."""


class Over(Exception):
    """The event is over: nothing is made of it."""


@dataclass
class Whole:
    """An event with what the file says of single dates of it."""

    main: EventFacts
    overrides: list[EventFacts] = field(default_factory=list)

    @property
    def key(self) -> str:
        """What it is known by: its UID, or what it says when it has none."""
        main = self.main
        return key_for(main.uid, main.recurrence_id) if main.uid else _hash(["", main.title, main.start, main.zone])

    @property
    def fingerprint(self) -> str:
        """Another one says that the calendar changed the event; where it stands in the file does not matter."""
        return _hash([replace(one, line=0) for one in (self.main, *self.overrides)])


@dataclass
class Made:
    """What became of an event; `runs_until` is where a series that has no end there ends here."""

    series: Series
    runs_until: date | None = None
    changes: list[DateChange] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def put_into(self, series: Series) -> Series:
        """Give a stored series what the calendar says now; what organizers added to it stays."""
        for name in _OURS:
            setattr(series, name, getattr(self.series, name))
        return series


def key_for(uid: str, recurrence_id: str = "") -> str:
    """What an event with a UID is known by."""
    return _hash([uid, recurrence_id])


def _hash(values: Iterable[object]) -> str:
    words = [repr(asdict(one)) if isinstance(one, EventFacts) else str(one) for one in values]
    return sha256("\n".join(words).encode()).hexdigest()


def wholes(events: Iterable[EventFacts]) -> list[Whole]:
    """Events with their single dates; a single date whose event is not in the file is an event of its own."""
    found: list[Whole] = []
    mains: dict[str, Whole] = {}
    singles: list[EventFacts] = []
    for one in events:
        if one.recurrence_id and one.uid:
            singles.append(one)
            continue
        whole = Whole(one)
        found.append(whole)
        if one.uid:
            mains.setdefault(one.uid, whole)
    for one in singles:
        if one.uid in mains and mains[one.uid].main.rule:
            mains[one.uid].overrides.append(one)
        else:
            found.append(Whole(one))
    return sorted(found, key=lambda whole: whole.main.line)


def make(whole: Whole, *, at: datetime) -> Made:
    """A draft that is not saved yet. Raises LeftOut, Cancelled, and Over for what ended before `at`."""
    facts = whole.main
    if facts.status == _CANCELLED:
        raise Cancelled(_("It is cancelled in that calendar."))
    zone, start, remarks = _fitted(facts)
    minutes = _minutes(facts, start=datetime.fromisoformat(facts.start), remarks=remarks)
    rule, start, runs_until = _repeated(facts, zone, start, at)
    series = Series(kind=Kind.MEETING, zone=zone, starts_on=start.date(), starts_at=start.time(), duration=minutes)
    _describe(series, facts)
    series.rule = str(rule or "")
    dates = rule_parts.every_date(rule, start=start)
    if series.end_of(dates[-1]) <= at:
        raise Over
    made = Made(series, runs_until, remarks=remarks)
    _single_dates(made, whole, {key_of(wall) for wall in dates})
    try:
        series.clean_fields(exclude=["slug", "scheduled_by", "form_token", "latest_revision", "live_revision"])
        series.clean()
    except ValidationError as refusal:
        raise LeftOut(" ".join(refusal.messages)) from refusal
    return made


def _repeated(
    facts: EventFacts, zone: str, start: datetime, at: datetime
) -> tuple[recurrence.Rule | None, datetime, date | None]:
    """The rule, the first date, and the last day when it is the hub that ends the series. Raises Over."""
    if not facts.rule:
        return None, start, None
    held = endless.held_of(facts.rule, start=start, zone=zone, at=at)
    if held is None:
        return recurrence.parse(facts.rule, start=start, zone=zone), start, None
    if held.first is None:
        raise Over
    return held.rule, held.first, held.until


def _fitted(facts: EventFacts) -> tuple[str, datetime, list[str]]:
    """Zone of the hub and wall time in it, with what was changed for that."""
    start = datetime.fromisoformat(facts.start).replace(second=0)
    remarks = [_("It lasts whole days: check the times.")] if facts.is_all_day else []
    zone = our_zone(facts.zone) if facts.zone else DEFAULT_ZONE
    if not facts.zone and not facts.is_all_day:
        remarks.append(_("It names no time zone, so Pacific Time was taken."))
    if not zone and facts.rule:
        raise LeftOut(_("It repeats in the time zone “%(zone)s”, which the hub lacks.") % {"zone": facts.zone})
    if not zone:
        zone = DEFAULT_ZONE
        start = recurrence.to_wall(recurrence.to_utc(start, facts.zone), zone)
        remarks.append(_("It was in the time zone “%(zone)s”, and is shown in Pacific Time.") % {"zone": facts.zone})
    if not recurrence.exists(start, zone) and not facts.rule:
        start = recurrence.to_wall(recurrence.to_utc(start, zone), zone)
        remarks.append(_("The clocks skip its time on that day, so it begins an hour later."))
    return zone, start, remarks


@cache
def our_zone(name: str) -> str:
    """The zone of the hub whose clocks read the same as those of `name` until 2040; empty when there is none."""
    if name in ZONE_NAMES:
        return name
    moments = [datetime(year, month, day, tzinfo=UTC) for year, month, day in product((2026, 2032, 2040),
               range(1, 13), (1, 12, 28))]  # fmt: skip
    offsets = [at.astimezone(ZoneInfo(name)).utcoffset() for at in moments]
    for ours in ZONE_NAMES:
        if [at.astimezone(ZoneInfo(ours)).utcoffset() for at in moments] == offsets:
            return ours
    return ""


def _minutes(facts: EventFacts, *, start: datetime, remarks: list[str]) -> int:
    if not facts.end or facts.end == facts.start:
        if facts.is_all_day:
            return _DAY
        remarks.append(_("It does not say when it ends, so an hour was taken."))
        return _HOUR
    minutes = max(1, (datetime.fromisoformat(facts.end) - start) // timedelta(minutes=1))
    if minutes > MOST_MINUTES:
        raise LeftOut(_("It lasts longer than %(most)d days.") % {"most": MOST_MINUTES // _DAY})
    return minutes


def _describe(series: Series, facts: EventFacts) -> None:
    """Title, sentence, text, place. Nobody reads them before an organizer has looked them over."""
    title, text, place = flattened(facts.title), without_controls(facts.text).strip(), flattened(facts.place)
    series.title = Truncator(title).chars(120) if is_visible(title) else _("Event without a title")
    first = flattened(text.partition("\n")[0])
    series.summary = Truncator(first if is_visible(first) else series.title).chars(240)
    parts = [part for part in (text, flattened(facts.url)) if part]
    series.body = Truncator("\n\n".join(parts)).chars(5_000)
    series.accommodation_contact = settings.ACCESSIBILITY_CONTACT
    series.format, series.venue, series.join_link = _place(place)


def _place(place: str) -> tuple[str, str, str]:
    """Format, venue, link to join: an address alone is a link."""
    try:
        URLValidator(schemes=["https", "http"])(place)
    except ValidationError:
        return (Format.IN_PERSON, Truncator(place).chars(200), "") if is_visible(place) else (Format.ONLINE, "", "")
    return (Format.ONLINE, "", place) if len(place) <= 500 else (Format.ONLINE, "", "")


def _single_dates(made: Made, whole: Whole, keys: set[str]) -> None:
    """Dates that are taken out or moved; what names no date of the series is told."""
    series, facts = made.series, whole.main
    if facts.has_extra_dates:
        made.remarks.append(_("It has extra dates (RDATE), which were left out: add them by hand."))
    found: dict[str, DateChange] = {}
    for text in facts.except_on if series.rule else []:
        key = key_of(datetime.fromisoformat(text).replace(second=0))
        found[key] = DateChange(recurrence_id=key, change=Change.OUT)
    for one in whole.overrides:
        key, change = _override(one, series)
        found[key] = change
    strange = set(found) - keys
    if made.runs_until:  # what is over, or far away, is no fault of the calendar
        strange = {key for key in strange if min(keys) <= key <= max(keys)}
    if strange:
        made.remarks.append(_("%(count)d changes name no date of it, and were left out.") % {"count": len(strange)})
    made.changes = [change for key, change in sorted(found.items()) if key in keys]
    if keys and all(key in found and found[key].change == Change.OUT for key in keys):
        raise LeftOut(_("All its dates are taken out or cancelled."))


def _override(one: EventFacts, series: Series) -> tuple[str, DateChange]:
    known_as = _within(one.recurrence_id, one.zone, series.zone)
    start = _within(one.start, one.zone, series.zone)
    key = key_of(known_as)
    if one.status == _CANCELLED:
        return key, DateChange(recurrence_id=key, change=Change.OUT)
    minutes = series.duration
    if one.end and one.end != one.start:
        length = datetime.fromisoformat(one.end) - datetime.fromisoformat(one.start)
        minutes = min(MOST_MINUTES, max(1, length // timedelta(minutes=1)))
    held = {"starts_on": start.date(), "starts_at": start.time(), "duration": minutes}
    return key, DateChange(recurrence_id=key, change=Change.MOVED, **held)


def _within(text: str, zone: str, ours: str) -> datetime:
    wall = datetime.fromisoformat(text).replace(second=0)
    return recurrence.to_wall(recurrence.to_utc(wall, zone), ours) if zone and zone != ours else wall
