"""Outcomes as findable things, for everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from community.search.services import plain_words
from community.search.sources import EVERYBODY, Findable, Source
from forum.models import Outcome

if TYPE_CHECKING:
    from django.db.models import QuerySet


def describe(outcome: Outcome) -> Findable | None:
    """Nobody finds what was withdrawn. Quoted posts are not found by their words: they may be hidden at any time."""
    if outcome.withdrawn_at is not None:
        return None
    return Findable(
        title=outcome.title,
        text=plain_words(outcome.html),
        url=outcome.get_absolute_url(),
        scope=EVERYBODY,
        at=outcome.published_at,
    )


def _rows() -> QuerySet[Outcome]:
    return Outcome.objects.order_by("pk")


SOURCE = Source("outcome", _("Outcomes of work groups"), _rows, describe)
