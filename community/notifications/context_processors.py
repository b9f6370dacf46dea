"""The bell in the header of every page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from .models import Notification

MOST_SHOWN = 99


def bell(request: HttpRequest) -> dict[str, Any]:
    """`unread_notifications`: unread ones the member may see, at most MOST_SHOWN + 1; one query, when asked."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    unread = Notification.objects.visible_to(user).unread().order_by()
    return {"unread_notifications": SimpleLazyObject(unread.values("pk")[: MOST_SHOWN + 1].count)}
