"""People and departments changed: their entries follow."""

from typing import Any

from django.dispatch import receiver

from community.people.models import Department, Member
from community.people.signals import department_changed, member_changed

from .services import index


@receiver(member_changed, dispatch_uid="search.index_member")
def index_member(sender: object, member: Member, **kwargs: Any) -> None:
    """Write the member's entry again."""
    index(kind="person", row=member)


@receiver(department_changed, dispatch_uid="search.index_department")
def index_department(sender: object, department: Department, **kwargs: Any) -> None:
    """Write the department's entry again."""
    index(kind="department", row=department)
