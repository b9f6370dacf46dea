"""Counting downloads: each member once a day and file, by a mark that nobody can turn back and that goes after it."""

from __future__ import annotations

import logging
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from community.library.models import Download, Resource, ResourceFile
from community.people.models import Member

_log = logging.getLogger("hub.library")


@transaction.atomic
def count_download(*, file: ResourceFile, member: Member, on: date | None = None) -> bool:
    """Count that `member` downloads `file`; False when that was counted today."""
    day = on or timezone.localdate()
    try:
        with transaction.atomic():
            Download.objects.create(file=file, on=day, mark=_mark(member, day))
    except IntegrityError:
        return False
    Resource.objects.filter(pk=file.version.resource_id).update(download_count=F("download_count") + 1)
    return True


def _mark(member: Member, day: date) -> bytes:
    """Another one each day; who made it can't be found from it without the hub's secret key."""
    return salted_hmac("library.download", f"{day.isoformat()} {member.pk}", algorithm="sha256").digest()


def wipe_marks(*, today: date | None = None) -> int:
    """Forget who downloaded on days that are over: what stays is that a file was downloaded on a day. Idempotent."""
    days = Download.objects.filter(on__lt=today or timezone.localdate(), mark__isnull=False)
    return days.update(mark=None)


@transaction.atomic
def count_again() -> int:
    """Mend counts that the rows contradict, and log each; return how many there were."""
    mended = 0
    for pk in list(Resource.objects.miscounted().values_list("pk", flat=True)):
        resource = Resource.objects.select_for_update().get(pk=pk)  # nobody is counted meanwhile
        counted = Download.objects.filter(file__version__resource=pk).count()
        if Resource.objects.filter(pk=pk).exclude(download_count=counted).update(download_count=counted):
            _log.error("Resource %s said %s downloads and has %s", pk, resource.download_count, counted)
            mended += 1
    return mended
