"""Practices as findable things: what is published, for everybody."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from community.search.sources import EVERYBODY, Findable, Source

from .models import Practice
from .words import TEXTS


def describe_practice(practice: Practice) -> Findable | None:
    """Drafts are found by nobody; what is retired is read by who has its address, and found no more."""
    current = practice.current
    if current is None or not practice.is_published:
        return None
    words = [getattr(current, name) for name in TEXTS if name != "title"]
    return Findable(
        title=current.title,
        text=" · ".join(filter(None, [*words, *(tag.name for tag in current.tags.all())])),
        url=practice.get_absolute_url(),
        scope=EVERYBODY,
        at=current.published_at,
        department=practice.department,
    )


def _rows() -> object:
    return Practice.objects.published().for_list()


SOURCE = Source("practice", _("Practices"), _rows, describe_practice)  # type: ignore[arg-type]
