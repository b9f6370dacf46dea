"""Resources as findable things: what is current, for everybody."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from community.search.services import plain_words
from community.search.sources import EVERYBODY, Findable, Source

from .models import Resource


def describe_resource(resource: Resource) -> Findable | None:
    """Drafts are found by nobody; what was withdrawn or replaced is read by who has its address, and found no more."""
    version = resource.current
    if version is None or resource.superseded_by_id is not None:
        return None
    words = (resource.summary, resource.get_kind_display(), resource.get_topic_display(), plain_words(version.html))
    return Findable(
        title=resource.title,
        text=" · ".join(words),
        url=resource.get_absolute_url(),
        scope=EVERYBODY,
        at=version.published_at,
        department=resource.department,
    )


def _rows() -> object:
    return Resource.objects.current().select_related("current", "department")


SOURCE = Source("resource", _("Library"), _rows, describe_resource)  # type: ignore[arg-type]
