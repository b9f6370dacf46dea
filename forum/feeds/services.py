"""Making and taking back the key of a member's own feeds."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from forum.models import FeedKey

if TYPE_CHECKING:
    from community.people.models import Member


@transaction.atomic
def make_key(*, member: Member) -> FeedKey:
    """Give `member` a new key; addresses with the old one open nothing any more."""
    new = {"nonce": uuid.uuid4(), "made_at": timezone.now()}
    return FeedKey.objects.update_or_create(member=member, defaults=new)[0]


@transaction.atomic
def revoke_key(*, member: Member) -> bool:
    """Take the key back; whether there was one."""
    return bool(FeedKey.objects.of(member).delete()[0])
