"""Pages of long lists: the count is kept, ids are picked from an index, and only a page's rows are joined."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet


class IdsFirstPaginator(Paginator[Any]):
    """Pages over `ids` (ordered, unjoined) with the rows of `rows` (joined and annotated), so that the last page
    costs what the first one costs. `count` is a kept counter: nothing is counted.
    """

    def __init__(self, ids: QuerySet[Any], rows: QuerySet[Any], per_page: int, *, count: int) -> None:
        super().__init__(ids, per_page)
        self._rows = rows
        self.count = count

    def _get_page(self, object_list: Any, number: int, paginator: Paginator[Any]) -> Page[Any]:
        keys = list(object_list.values_list("pk", flat=True))
        found = {row.pk: row for row in self._rows.filter(pk__in=keys)} if keys else {}
        return Page([found[key] for key in keys if key in found], number, paginator)
