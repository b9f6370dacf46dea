"""Facts from below that the forum follows."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from community.workgroups.models import WorkGroup
from community.workgroups.signals import group_founded

from .services.boards import found_group_board


@receiver(group_founded, dispatch_uid="forum.found_group_board")
def give_group_its_board(sender: object, group: WorkGroup, **kwargs: Any) -> None:
    """A new group gets a private board, in the transaction that founds it."""
    found_group_board(group=group)
