"""Facts from below that the forum follows, and what runs by the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.models import EmailAddress
from allauth.account.signals import email_confirmed
from django.db.models.signals import post_migrate
from django.dispatch import receiver
from django_q.models import Schedule

from community.workgroups.models import WorkGroup
from community.workgroups.signals import group_founded

from .imports.authors import claim_posts
from .services.boards import found_group_board, found_public_board

if TYPE_CHECKING:
    from django.apps import AppConfig


@receiver(group_founded, dispatch_uid="forum.found_group_board")
def give_group_its_board(sender: object, group: WorkGroup, *, has_public_board: bool = False, **kwargs: Any) -> None:
    """A new group gets a private board, and a public one when it is wanted, in the transaction that founds it."""
    found_group_board(group=group)
    if has_public_board:
        found_public_board(group=group)


@receiver(email_confirmed, dispatch_uid="forum.claim_posts")
def give_back_imported_posts(sender: object, email_address: EmailAddress, **kwargs: Any) -> None:
    """Who proves an address gets what was imported under it."""
    claim_posts(member=email_address.user)


@receiver(post_migrate, dispatch_uid="forum.schedule_tidying")
def schedule_tidying(sender: AppConfig, **kwargs: Any) -> None:
    """Make the schedule when it is missing; an operator may change it."""
    if sender.name == "django_q":  # once per migrate, when its tables are there
        Schedule.objects.get_or_create(
            name="forum: delete old drafts and unused pictures",
            defaults={"func": "forum.tasks.tidy", "schedule_type": Schedule.DAILY},
        )
