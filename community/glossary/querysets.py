"""Lists of the glossary; everybody may read it."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models.functions import Lower


class TermQuerySet(models.QuerySet[Any]):
    """Words of the glossary."""

    def by_name(self) -> Self:
        """From A to Z, whatever the case."""
        return self.order_by(Lower("name"), "pk")

    def matching(self, words: str) -> Self:
        """Whose word, other words or meaning hold `words`; all of them for none."""
        if not words:
            return self
        spelled = models.Q(wordings__text__icontains=words)
        return self.filter(spelled | models.Q(meaning__icontains=words)).distinct()
