"""What a member changes: which role paths are theirs."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from community.people.models import Member

from .models import PathChoice, RolePath


@transaction.atomic
def choose_path(*, member: Member, path: RolePath, at: datetime | None = None) -> PathChoice:
    """Let `path` be one of `member`'s: its next step shows in My hub. Idempotent."""
    choice, _made = PathChoice.objects.get_or_create(
        member=member, path=path, defaults={"chosen_at": at or timezone.now()}
    )
    return choice


@transaction.atomic
def leave_path(*, member: Member, path: RolePath) -> None:
    """Let it be theirs no more; what they did stays. Idempotent."""
    PathChoice.objects.filter(member=member, path=path).delete()
