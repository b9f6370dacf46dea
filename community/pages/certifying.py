"""When a website must be certified again (California Government Code 11546.7)."""

from __future__ import annotations

from datetime import date, timedelta

from .enums import Standing

WARN_BEFORE = timedelta(days=90)


def next_due(signed_on: date) -> date:
    """The 1 July of an odd year before which the next certification has to be posted.

    The law asks for one "before July 1, 2019, and before July 1 biennially thereafter". One that is signed in the first
    half of an odd year is that year's; one signed later, or in an even year, lasts until the next odd year.
    """
    due = date(signed_on.year + (signed_on.year + 1) % 2, 7, 1)
    if signed_on.year == due.year:
        due = due.replace(year=due.year + 2)
    return due


def standing(signed_on: date | None, *, on: date) -> Standing:
    """How it stands on a day. "Before 1 July": on that day it is overdue."""
    if signed_on is None:
        return Standing.UNSIGNED
    left = next_due(signed_on) - on
    if left <= timedelta(0):
        return Standing.OVERDUE
    return Standing.DUE_SOON if left <= WARN_BEFORE else Standing.CURRENT
