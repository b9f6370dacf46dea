"""Series without an end, which go on up to the horizon each time their calendar is read."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from community.people.models import Member
from events.importing.endless import horizon, longest_end
from events.models import ImportedEvent, Series
from events.services.scheduling import revise

from .seeing import seen

_IS_WORTH_IT = timedelta(days=30)


def go_on(*, event: ImportedEvent, by: Member, at: datetime) -> bool:
    """Move the end of a series that has none in its calendar; True when it moved.

    Nothing else of it changes, published or not. An end that somebody wrote here stays, and while changes of a
    published series wait for publication, they wait alone.
    """
    series = event.series
    if event.runs_until is None or (series.live and series.has_unpublished_changes):
        return False
    newest = series.get_latest_revision_as_object()
    rule = newest.parsed_rule
    until = min(horizon(at, newest.zone), longest_end(newest.starts_on))
    if rule is None or rule.until != event.runs_until or until < rule.until + _IS_WORTH_IT:
        return False
    was_ours = event.seen == seen(series)
    newest.rule = str(replace(rule, until=until))
    series = revise(series=newest, by=by, version=series.latest_revision_id, publish=series.live)
    if not series.live:
        store_draft(series)
    event.runs_until = until
    if was_ours:
        event.seen = seen(Series.objects.get(pk=series.pk))
    event.save(update_fields=["runs_until", "seen"])
    return True


def store_draft(series: Series) -> None:
    """A draft that was never published is read from its row, too: its list shows title and day from there."""
    Series.objects.filter(pk=series.pk, live=False).update(
        title=series.title, starts_on=series.starts_on, starts_at=series.starts_at, rule=series.rule, zone=series.zone
    )
