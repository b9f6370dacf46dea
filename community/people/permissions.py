"""Who is one of the site's editors: the rule behind all that editors keep, in whichever app it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from .models import Member

EDITORS = "Editors"


def is_editor(user: Member | AnonymousUser) -> bool:
    """In the site's group of that name, or who administers the hub. Costs no query for the member of a request."""
    return user.is_authenticated and user.is_active and (user.is_superuser or EDITORS in user.group_names)
