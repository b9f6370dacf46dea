"""Calendar quarters: when they begin and end in California, and how they are called. No query here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from community.people.zones import DEFAULT_ZONE

ZONE = ZoneInfo(DEFAULT_ZONE)
WRITTEN = r"20[0-9]{2}-q[1-4]"
_JULY = 3  # the quarter with which the fiscal year of the state begins


@dataclass(frozen=True, order=True)
class Quarter:
    """Three months of California: from midnight of the first day up to, and without, midnight after the last one."""

    year: int
    number: int

    @classmethod
    def of(cls, at: datetime) -> Self:
        """The quarter in which `at` lies."""
        here = at.astimezone(ZONE)
        return cls(here.year, (here.month + 2) // 3)

    @classmethod
    def parse(cls, text: str) -> Self:
        """What `str()` wrote. Raises ValueError for anything else."""
        if not re.fullmatch(WRITTEN, text):
            raise ValueError(f"{text} is no quarter.")
        return cls(int(text[:4]), int(text[-1]))

    def __str__(self) -> str:
        return f"{self.year}-q{self.number}"

    @property
    def before(self) -> Quarter:
        """The quarter before this one."""
        return Quarter(self.year, self.number - 1) if self.number > 1 else Quarter(self.year - 1, 4)

    @property
    def after(self) -> Quarter:
        """The quarter after this one."""
        return Quarter(self.year, self.number + 1) if self.number < 4 else Quarter(self.year + 1, 1)

    @property
    def first_day(self) -> date:
        """January, April, July or October 1."""
        return date(self.year, self.number * 3 - 2, 1)

    @property
    def last_day(self) -> date:
        """March 31, June 30, September 30 or December 31."""
        return self.after.first_day - timedelta(days=1)

    @property
    def begin(self) -> datetime:
        """Midnight in California: the first moment of the quarter."""
        return datetime.combine(self.first_day, datetime.min.time(), tzinfo=ZONE)

    @property
    def end(self) -> datetime:
        """Midnight in California: the first moment after the quarter."""
        return self.after.begin

    @property
    def months(self) -> str:
        """Of July 2026: its first and its last month, and the year."""
        first = self.number * 3 - 2
        return f"{MONTHS[first]}–{MONTHS[first + 2]} {self.year}"

    @property
    def label(self) -> str:
        """The same with the fiscal year of the state, which begins in July: “(fiscal year 2026-27, quarter 1)”."""
        begun = self.year if self.number >= _JULY else self.year - 1
        number = (self.number - _JULY) % 4 + 1
        return _("%(months)s (fiscal year %(begun)d-%(ends)02d, quarter %(number)d)") % {
            "months": self.months, "begun": begun, "ends": (begun + 1) % 100, "number": number,
        }  # fmt: skip


class QuarterConverter:
    """A quarter in an address."""

    regex = WRITTEN

    def to_python(self, value: str) -> Quarter:
        return Quarter.parse(value)

    def to_url(self, value: Quarter | str) -> str:
        return str(value)
