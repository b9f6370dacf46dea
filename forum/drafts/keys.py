"""The key in a form: who it was shown to and for which place, signed, so that no word is lost with the session.

Whoever has the page has the key; it opens one draft of one member, for writing alone (docs/adr/0033).
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.core import signing

if TYPE_CHECKING:
    from community.people.models import Member

_SALT = "forum.drafts"
_VALID = timedelta(days=30)


def key_for(member: Member, place: str) -> str:
    """The key for a form that `member` is shown."""
    return signing.dumps([member.pk, place], salt=_SALT)


def opened(key: str) -> tuple[int, str] | None:
    """Whose draft at which place `key` opens; None when it is not one of ours, or too old."""
    try:
        member, place = signing.loads(key[:300], salt=_SALT, max_age=_VALID)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return member, place
