"""Who may touch which role path in Wagtail's admin: asked for the object, on every view that names one."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from community.pages.object_access import ObjectPolicy
from community.people.models import Member

from .models import RolePath
from .permissions import can_add, can_edit


class PathPolicy(ObjectPolicy):
    """All paths for editors, the kept one for the leads of its group."""

    def editable_by(self, user: Member | AnonymousUser) -> QuerySet[RolePath]:
        """What one may change."""
        return RolePath.objects.editable_by(user)

    def may_add(self, user: Member | AnonymousUser) -> bool:
        """Editors."""
        return can_add(user)

    def may_edit(self, user: Member | AnonymousUser, instance: RolePath) -> bool:
        """The same rule as the list."""
        return can_edit(user, instance)
