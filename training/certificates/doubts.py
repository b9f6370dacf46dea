"""Certificates that stand although what they rest on was taken back: somebody looks, the hub revokes none by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from training.enums import Effect, Source
from training.models import Certificate, Completion

if TYPE_CHECKING:
    from .querysets import CertificateQuerySet


def with_doubts(rows: CertificateQuerySet) -> CertificateQuerySet:
    """With `is_doubtful`: attendance was taken back after the certificate was issued, and its lesson not done again."""
    later = Completion.objects.filter(
        Q(at__gt=OuterRef("at")) | Q(at=OuterRef("at"), pk__gt=OuterRef("pk")),
        member=OuterRef("member"),
        lesson=OuterRef("lesson"),
    )
    undone = Completion.objects.filter(
        ~Exists(later),
        member=OuterRef("member"),
        effect=Effect.UNDONE,
        source=Source.ATTENDANCE,
        at__gte=OuterRef("issued_at"),
        lesson__path__startswith=OuterRef("course__path"),
    )
    return rows.annotate(is_doubtful=Exists(undone))


def doubtful() -> CertificateQuerySet:
    """Those in force, the last one of each member and course."""
    rows: CertificateQuerySet = with_doubts(Certificate.objects.current().filter(revocation=None))
    return rows.filter(is_doubtful=True)
