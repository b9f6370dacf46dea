"""What the shell's pages show of notifications: on “My hub”, that mail to the member came back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from laces.components import Component

from .models import MailAddress
from .services.bounces import stop_of

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member


@dataclass
class StoppedMailCard(Component):
    """No more notifications go to the member's address, why, and how to start again."""

    stopped: MailAddress
    template_name = "notifications/stopped_card.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"stopped": self.stopped, "csrf_token": parent_context and parent_context.get("csrf_token")}


def stopped_mail_card(viewer: Member | AnonymousUser) -> StoppedMailCard | None:
    """Only for members whose mail is stopped."""
    stopped = stop_of(viewer.email) if viewer.is_authenticated else None
    return StoppedMailCard(stopped) if stopped else None
