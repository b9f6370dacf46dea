"""Versions in order. Whoever sees a post sees its versions: ask for the post first."""

from __future__ import annotations

from typing import Any, Self

from django.db import models


class RevisionQuerySet(models.QuerySet[Any]):
    """Versions of posts."""

    def for_list(self) -> Self:
        """With who wrote them and without their text, latest first."""
        return self.select_related("by").defer("content").order_by("-number")
