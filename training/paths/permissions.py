"""Who may change role paths: those with the right to all of them, and the leads of the group that keeps one."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from community.people.models import Member

from .models import RolePath


def can_add(user: Member | AnonymousUser) -> bool:
    """Editors, and who else an administrator gave the right."""
    return user.has_perm("training.add_rolepath")


def can_edit(user: Member | AnonymousUser, path: RolePath) -> bool:
    """The same rule as the list of what one may change."""
    return RolePath.objects.editable_by(user).filter(pk=path.pk).exists()
