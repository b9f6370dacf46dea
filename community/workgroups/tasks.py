"""What work groups do in the background. Each task may run twice."""

from .quarters.services import make_reports
from .services import ask_for_reviews, settle_health


def look_after_groups() -> str:
    """Daily: count again how alive each group is, and ask leads of silent ones and of charters due for review."""
    return f"{len(settle_health())} groups changed, {ask_for_reviews()} leads asked for a review"


def report_quarters() -> str:
    """Daily: make the quarterly reports that are missing; on most days there are none."""
    return f"{len(make_reports())} quarterly reports made"
