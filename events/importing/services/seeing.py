"""The state of a series as an import left it."""

from __future__ import annotations

from hashlib import sha256

from events.models import DateChange, Series


def seen(series: Series) -> str:
    """The series as it stands: another value says that somebody changed it here, or published it."""
    dates = DateChange.objects.filter(series=series).order_by("recurrence_id")
    said = [series.latest_revision_id, series.live, *dates.values_list("recurrence_id", "change", "starts_on",
            "starts_at", "duration", "format", "venue", "join_link")]  # fmt: skip
    return sha256("\n".join(str(one) for one in said).encode()).hexdigest()
