"""Which outcomes and which of their quoted posts somebody may see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member

    from .models import Outcome, OutcomePost  # noqa: F401  named in strings


class OutcomeQuerySet(models.QuerySet["Outcome"]):
    """Outcomes."""

    def published(self) -> Self:
        """Those that were not withdrawn: everybody sees them."""
        return self.filter(withdrawn_at=None)

    def for_list(self) -> Self:
        """The latest first, with their groups."""
        return self.select_related("group").order_by("-published_at", "-pk")


class OutcomePostQuerySet(models.QuerySet["OutcomePost"]):
    """Posts that are, or may be, quoted in an outcome."""

    def shown(self) -> Self:
        """Those whose writers agreed, as long as the post itself is shown in the forum."""
        return self.filter(is_agreed=True, post__approved=True, post__topic__approved=True)

    def visible_to(self, member: Member | AnonymousUser) -> Self:
        """Those `member` wrote: nobody else answers for them."""
        if not member.is_authenticated:
            return self.none()
        return self.filter(post__poster=member, outcome__withdrawn_at=None)

    def for_page(self) -> Self:
        """In the order in which they were written, with their writers."""
        return self.select_related("post__poster__department").order_by("post__created", "post")
