"""The bell in the header of every page."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, Subquery
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from community.people.arriving import Listed

from .models import Notification

MOST_SHOWN = 99
UNREAD_KINDS = "unread_kinds"


def unread_kinds() -> Subquery:
    """Of which kinds a member has something unread, whether they may still see it or not."""
    unread = Notification.objects.unread().filter(member=OuterRef("pk")).order_by().values("member")
    return Subquery(unread.annotate(kinds=Listed("kind", distinct=True)).values("kinds"))


def bell(request: HttpRequest) -> dict[str, Any]:
    """`unread_notifications`: unread ones the member may see, at most MOST_SHOWN + 1, when asked.

    One query about the kinds that came with the member, none where there are none: what each kind of notification is
    about is asked for in another way, and a question about all of them takes longer than the rest of the page.
    """
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    return {"unread_notifications": SimpleLazyObject(lambda: _count(user))}


def _count(user: Any) -> int:
    kinds = None  # of somebody who did not come with a session: any
    if hasattr(user, UNREAD_KINDS):
        kinds = frozenset(getattr(user, UNREAD_KINDS) or ())
        if not kinds:
            return 0
    unread = Notification.objects.visible_to(user, among=kinds).unread().order_by()
    return unread.values("pk")[: MOST_SHOWN + 1].count()
