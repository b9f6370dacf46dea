"""Events as findable things."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from community.search.sources import EVERYBODY, Findable, Source, group_scope

from .models import Series


def rows() -> QuerySet[Series]:
    """Every series; drafts are left out when described."""
    return Series.objects.select_related("group", "department").prefetch_related("topics")


def describe_series(series: Series) -> Findable | None:
    """A published series, for everybody or for the members of its group; never its link to join."""
    if not series.live:
        return None
    following = series.occurrences.upcoming().first() or series.occurrences.order_by("-start_at").first()
    group = series.group.name if series.group else ""
    topics = " · ".join(topic.name for topic in series.topics.all())
    words = (series.get_kind_display(), series.summary, series.rule_in_words, series.venue, group, topics, series.body)
    return Findable(
        title=series.title,
        text=" · ".join(str(part) for part in words if part),
        url=series.get_absolute_url(),
        scope=group_scope(series.group_id) if series.is_private and series.group_id else EVERYBODY,
        at=following.start_at if following else None,
        department=series.department,
    )


SOURCE = Source("event", _("Events"), rows, describe_series)
