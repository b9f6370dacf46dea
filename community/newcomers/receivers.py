"""Somebody signed up, or says something new of themselves: the first week follows."""

from typing import Any

from django.dispatch import receiver

from community.people.models import Member
from community.people.signals import member_changed, member_joined

from .models import FirstWeek
from .services import prepare_soon, welcome


@receiver(member_joined, dispatch_uid="newcomers.welcome")
def welcome_member(sender: object, member: Member, **kwargs: Any) -> None:
    """Begin the week."""
    welcome(member=member)


@receiver(member_changed, dispatch_uid="newcomers.fit")
def fit_again(sender: object, member: Member, **kwargs: Any) -> None:
    """What fits may be something else now."""
    if FirstWeek.objects.open().filter(member=member).exists():
        prepare_soon(member=member)
