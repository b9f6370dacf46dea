"""Which pages of the shell a list shows, and in what order."""

from __future__ import annotations

from typing import Self

from django.db.models import F
from wagtail.models import Page, PageQuerySet


class StandardPageQuerySet(PageQuerySet):
    """Standard pages."""

    def listed_below(self, page: Page) -> Self:
        """The published pages right below `page` that everybody may read, the newest first, without their bodies."""
        newest_first = F("first_published_at").desc(nulls_last=True), "-pk"
        return self.child_of(page).live().public().defer("body").order_by(*newest_first)
