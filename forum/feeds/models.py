"""The key of a member's own feeds. The address holds it signed, so that the database alone opens no feed."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.core import signing
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from community.people.models import Member

_SIGNER = signing.Signer(salt="forum.feeds", sep=".")


class FeedKeyQuerySet(models.QuerySet["FeedKey"]):
    """Keys."""

    def reader_with(self, key: str) -> Member | None:
        """The active member whose feeds `key` opens now; None for a key that is no more, or never was."""
        try:
            nonce = uuid.UUID(_SIGNER.unsign(key))
        except (signing.BadSignature, ValueError):
            return None
        found = self.select_related("member").filter(nonce=nonce, member__is_active=True).first()
        return found.member if found else None

    def of(self, member: Member) -> Self:
        """The member's own."""
        return self.filter(member=member)


class FeedKey(models.Model):
    """What lets a feed reader, which doesn't log in, read as one member; a new nonce closes the old addresses."""

    member = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="feed_key")
    nonce = models.UUIDField(_("number"), default=uuid.uuid4, unique=True, editable=False)
    made_at = models.DateTimeField(_("made"), default=timezone.now)

    objects = FeedKeyQuerySet.as_manager()

    class Meta:
        app_label = "hub_forum"

    def __str__(self) -> str:
        return f"feeds of {self.member_id}"

    @property
    def key(self) -> str:
        """What stands in the addresses."""
        return _SIGNER.sign(self.nonce.hex)
