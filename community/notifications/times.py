"""When a mail may go out: digest hours, quiet hours and holidays, in the member's own zone. No database here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from .enums import Level

DIGEST_AT = time(7, 0)
QUIET_FROM, QUIET_TO = time(20, 0), time(7, 0)
MONDAY = 0


@dataclass(frozen=True)
class Hours:
    """One member's times; `away_until` is the first day back. No quiet hours: `quiet_from` equals `quiet_to`."""

    zone: ZoneInfo
    digest_at: time = DIGEST_AT
    quiet_from: time = QUIET_FROM
    quiet_to: time = QUIET_TO
    away_until: date | None = None

    def next_digest(self, level: Level | str, at: datetime) -> datetime:
        """When the next digest of that level goes out: daily, or on Mondays; after a holiday the first one back."""
        local = at.astimezone(self.zone)
        day = max(local.date(), self.away_until) if self.away_until else local.date()
        if level == Level.WEEKLY:
            day += timedelta(days=(MONDAY - day.weekday()) % 7)
        due = self._moment(day, self.digest_at)
        if due <= at:
            due = self._moment(day + timedelta(days=7 if level == Level.WEEKLY else 1), self.digest_at)
        return due

    def is_away(self, at: datetime) -> bool:
        """Whether the member is on holiday at that moment."""
        return self.away_until is not None and at.astimezone(self.zone).date() < self.away_until

    def after_quiet(self, at: datetime) -> datetime:
        """`at`, or the end of the quiet hours it falls into."""
        local = at.astimezone(self.zone)
        now = local.time()
        if self.quiet_from == self.quiet_to:
            return at
        if self.quiet_from < self.quiet_to:
            is_quiet, ends_next_day = self.quiet_from <= now < self.quiet_to, False
        else:
            is_quiet, ends_next_day = now >= self.quiet_from or now < self.quiet_to, now >= self.quiet_from
        if not is_quiet:
            return at
        day = local.date() + timedelta(days=int(ends_next_day))
        return max(self._moment(day, self.quiet_to), self._moment(day, self.quiet_to.replace(fold=local.fold)))

    def _moment(self, day: date, wall: time) -> datetime:
        return datetime.combine(day, wall, tzinfo=self.zone).astimezone(UTC)
