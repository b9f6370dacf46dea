"""What the shell's pages show of notifications: on “My hub”, that mail to the member came back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import CharField, JSONField, OuterRef, Subquery
from django.db.models.functions import Cast, JSONObject
from laces.components import Component

from .models import MailAddress
from .services.bounces import stop_of

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member


STOPPED_MAIL = "stopped_mail"
_SAID = ("address", "why", "diagnostic")


@dataclass
class StoppedMailCard(Component):
    """No more notifications go to the member's address, why, and how to start again."""

    stopped: MailAddress
    template_name = "notifications/stopped_card.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"stopped": self.stopped, "csrf_token": parent_context and parent_context.get("csrf_token")}


def stopped_mail() -> Subquery:
    """Why no more notifications go to a member's address, as JSON; comes with the member of the request."""
    said = JSONObject(**{name: name for name in _SAID}, stopped_at=Cast("stopped_at", CharField()))
    mine = MailAddress.objects.filter(address=OuterRef("email")).exclude(stopped_at=None)
    return Subquery(mine.values(said=said), output_field=JSONField())


def stopped_mail_card(viewer: Member | AnonymousUser) -> StoppedMailCard | None:
    """Only for members whose mail is stopped; runs no query for a member who came with a session."""
    if not viewer.is_authenticated:
        return None
    if not hasattr(viewer, STOPPED_MAIL):
        stopped = stop_of(viewer.email)
    else:
        said = getattr(viewer, STOPPED_MAIL)
        stopped = said and MailAddress(**{**said, "stopped_at": _moment(said["stopped_at"])})
    return StoppedMailCard(stopped) if stopped else None


def _moment(written: str) -> datetime:
    """A moment as a database writes it; SQLite writes UTC without saying so."""
    at = datetime.fromisoformat(written)
    return at if at.tzinfo else at.replace(tzinfo=UTC)
