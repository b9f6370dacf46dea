"""Who the editors are, to be told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from community.people.models import Member
from community.people.permissions import EDITORS

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from community.practices.models import Practice


def editors(*, but: Practice) -> QuerySet[Member, int]:
    """The keys of those in the group of editors, without a practice's authors; of the administrators if none is."""
    others = Member.objects.filter(is_active=True).exclude(pk__in=but.authorships.values("member"))
    named = others.filter(groups__name=EDITORS)
    found = named if named.exists() else others.filter(Q(is_superuser=True))
    return found.values_list("pk", flat=True)
