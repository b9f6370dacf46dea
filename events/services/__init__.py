"""What changes series, their occurrences, registrations and calendars."""

from .attendance import AttendanceRefused, mark_attendance
from .calendars import advance_window
from .occurrences import extend_all, settle
from .registration import EventFull, RegistrationRefused, register, withdraw
from .scheduling import CancelRefused, EditedMeanwhile, cancel_occurrence, revise, schedule
from .telling import remind

__all__ = [
    "AttendanceRefused",
    "CancelRefused",
    "EditedMeanwhile",
    "EventFull",
    "RegistrationRefused",
    "advance_window",
    "cancel_occurrence",
    "extend_all",
    "mark_attendance",
    "register",
    "remind",
    "revise",
    "schedule",
    "settle",
    "withdraw",
]
