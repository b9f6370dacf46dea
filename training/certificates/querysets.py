"""Which certificates a list may show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from datetime import date

    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member


class CertificateQuerySet(models.QuerySet[Any]):
    """Certificates."""

    def visible_to(self, viewer: Member | AnonymousUser) -> Self:
        """A person's own. Others see one only through its unguessable address, or by number and name."""
        return self.filter(member=viewer) if viewer.is_authenticated else self.none()

    def of(self, member: Member) -> Self:
        """One person's."""
        return self.filter(member=member)

    def current(self) -> Self:
        """The last one of each member and course."""
        return self.filter(superseded_by=None)

    def with_standing(self) -> Self:
        """With what decides the status, and with what the pages name; joins revocation, successor, paper and key."""
        return self.select_related("revocation", "superseded_by", "paper", "key", "course")

    def newest_first(self) -> Self:
        """The order of lists."""
        return self.order_by("-issued_at", "-pk")

    def ending(self, first: date, last: date) -> Self:
        """In force, and with the last day from `first` to `last`."""
        return self.current().filter(revocation=None, expires_on__range=(first, last))

    def found(self, words: str) -> Self:
        """Whose number, name or course holds each of the words."""
        rows = self
        for word in words.split():
            rows = rows.filter(Q(number__icontains=word) | Q(name__icontains=word) | Q(course_title__icontains=word))
        return rows
