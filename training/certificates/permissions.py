"""Who may do what with certificates. Reading one's own needs no permission: the queryset gives no others."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from community.people.models import Member

REVOKE = "training.revoke_any_certificate"


def can_revoke(user: Member | AnonymousUser) -> bool:
    """Those whose group was given the permission, and superusers."""
    return user.is_authenticated and user.has_perm(REVOKE)
