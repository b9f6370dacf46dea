"""Documents as a sign of life of their group."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy, ngettext

from .life import Sign
from .models import DocumentVersion, WorkGroup


def _latest(groups: Sequence[int], at: datetime) -> dict[int, datetime]:
    """Versions count when they were added, whether or not their document was taken out later."""
    return DocumentVersion.objects.filter(document__group__in=groups, made_at__lte=at).latest_by_group()


def _holds(group: WorkGroup) -> int:
    return group.documents.count()


def _words(count: int) -> str:
    return ngettext("%(count)d document", "%(count)d documents", count) % {"count": count}


DOCUMENTS = Sign("documents", gettext_lazy("Documents"), _latest, _holds, _words)
