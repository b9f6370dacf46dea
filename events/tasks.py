"""Scheduled work of events."""

from .services import extend_all, remind


def extend_calendar() -> str:
    """Daily: make occurrences up to 24 months ahead and move the feed's window. Idempotent."""
    return f"{extend_all()} series reach 24 months ahead"


def remind_of_tomorrow() -> str:
    """Every quarter of an hour: reminders of what begins within a day. Idempotent."""
    return f"{remind()} reminded"
