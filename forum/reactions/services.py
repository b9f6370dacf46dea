"""Reacting to a post, and taking that back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from community.people.errors import HubError
from forum.models import Post, Reaction

from .permissions import can_react

if TYPE_CHECKING:
    from community.people.models import Member

    from .enums import ReactionKind


class ReactionRefused(HubError):
    """This person can't react to this post, now."""


@transaction.atomic
def react(*, post: Post, member: Member, kind: ReactionKind | str) -> None:
    """Remember how `member` reacts; doing it twice is once. Nobody is told.

    Raises ReactionRefused for one's own post, and for one that is not here any more.
    """
    current = Post.objects.visible_to(member).filter(pk=post.pk).first()
    if current is None:
        raise ReactionRefused(_("This post is not here any more, or it is in a board that you don't read any more."))
    if not can_react(member, current):
        raise ReactionRefused(_("This is your own post: others may react to it."))
    Reaction.objects.bulk_create([Reaction(post=current, member=member, kind=kind)], ignore_conflicts=True)


@transaction.atomic
def take_back_reaction(*, post: Post, member: Member, kind: ReactionKind | str) -> None:
    """Forget it; doing it twice is once."""
    Reaction.objects.filter(post=post, member=member, kind=kind).delete()
