"""Keeping certificates as PDF: made once, by a task, and never on a GET."""

from __future__ import annotations

import hashlib

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django_q.tasks import async_task

from training.models import Certificate, CertificatePaper

from .papers import make_paper

PAPER_TASK = "training.tasks.make_certificate_paper"


def store_paper(*, certificate_pk: int) -> CertificatePaper:
    """Make the PDF of a certificate unless it is there. Runs in a task, at least once; no transaction is open then.

    A second task that comes at the same moment throws its file away.
    """
    certificate = Certificate.objects.select_related("paper").get(pk=certificate_pk)
    if hasattr(certificate, "paper"):
        return certificate.paper
    made = make_paper(certificate)
    with transaction.atomic():
        Certificate.objects.select_for_update().get(pk=certificate_pk)
        there = CertificatePaper.objects.filter(certificate=certificate).first()
        if there:
            return there
        return CertificatePaper.objects.create(
            certificate=certificate,
            file=ContentFile(made.pdf, name=f"{certificate.number}.pdf"),
            sha256=hashlib.sha256(made.pdf).hexdigest(),
            is_name_whole=made.is_name_whole,
            made_at=timezone.now(),
        )


@transaction.atomic
def enqueue_missing() -> int:
    """Enqueue the PDFs that are not made yet; return how many. Doubles do no harm."""
    missing = list(Certificate.objects.filter(paper=None).values_list("pk", flat=True))
    for pk in missing:
        async_task(PAPER_TASK, pk)
    return len(missing)
