"""What keeps and drops drafts."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from community.safety.characters import is_visible
from forum.models import Draft, Post

from .models import LONGEST_DRAFT

if TYPE_CHECKING:
    from community.people.models import Member

_CHANGING = ["title", "text", "others", "saved_at"]


@dataclass(frozen=True)
class Typed:
    """What a form held when it was sent."""

    text: str = ""
    title: str = ""
    others: Mapping[str, list[str]] = field(default_factory=dict)
    form_token: uuid.UUID | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to keep."""
        return not (is_visible(self.text) or is_visible(self.title))

    @property
    def is_too_long(self) -> bool:
        """Whether it is more than a draft holds."""
        return len(self.text) > LONGEST_DRAFT


@transaction.atomic
def save_draft(*, member: int, place: str, typed: Typed, at: datetime | None = None) -> bool:
    """Keep what the member with that key typed at `place`, instead of what was kept there; say whether it is kept.

    An empty form drops the draft. What was posted from the same form meanwhile is no draft any more.
    """
    if typed.is_too_long:
        return False
    if typed.is_empty or _is_posted(member, typed.form_token):
        drop_draft(member=member, place=place)
        return False
    draft = Draft(
        member_id=member,
        place=place,
        title=typed.title[:300],
        text=typed.text,
        others=dict(typed.others),
        saved_at=at or timezone.now(),
    )
    # One statement, so that two tabs can't meet; the later one stays.
    Draft.objects.bulk_create(
        [draft], update_conflicts=True, unique_fields=["member", "place"], update_fields=_CHANGING
    )
    return True


def drop_draft(*, member: Member | int, place: str) -> None:
    """The words are posted, or not wanted any more; in the caller's transaction."""
    Draft.objects.filter(member=member, place=place).delete()


def prune_drafts(*, at: datetime | None = None) -> int:
    """Delete what nobody touched for a long time; return how many."""
    return Draft.objects.stale(at=at).delete()[0]


def _is_posted(member: int, form_token: uuid.UUID | None) -> bool:
    return form_token is not None and Post.objects.filter(poster=member, form_token=form_token).exists()
