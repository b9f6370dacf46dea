"""What people need is deleted soon after the date: nobody has a use for it then."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from events.models import AccommodationRequest


@transaction.atomic
def forget_needs(*, at: datetime | None = None) -> int:
    """Delete what people needed at dates that ended so many days ago; return how many. Run daily. Idempotent."""
    before = (at or timezone.now()) - timedelta(days=settings.ACCOMMODATION_DAYS)
    return AccommodationRequest.objects.due(before).delete()[0]
