"""What changes series, their occurrences, registrations and calendars."""

from .attendance import AttendanceRefused, mark_attendance
from .calendars import advance_window
from .occurrences import extend_all, settle
from .places import pass_on_all, pass_on_series
from .registration import EventFull, RegistrationRefused, register, take, withdraw
from .scheduling import (
    CancelRefused,
    EditedMeanwhile,
    PlacesTaken,
    bring_back,
    cancel_occurrence,
    revise,
    schedule,
)
from .telling import remind

__all__ = [
    "AttendanceRefused",
    "CancelRefused",
    "EditedMeanwhile",
    "EventFull",
    "PlacesTaken",
    "RegistrationRefused",
    "advance_window",
    "bring_back",
    "cancel_occurrence",
    "extend_all",
    "mark_attendance",
    "pass_on_all",
    "pass_on_series",
    "register",
    "remind",
    "revise",
    "schedule",
    "settle",
    "take",
    "withdraw",
]
