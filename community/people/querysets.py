"""Which members and departments a list may show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.contrib.auth.models import AnonymousUser, UserManager
from django.db import models
from django.db.models import Count, Q

if TYPE_CHECKING:
    from .models import Department, Member


class MemberQuerySet(models.QuerySet["Member"]):
    """Members, as the directory sees them."""

    def visible_to(self, viewer: Member | AnonymousUser) -> Self:
        """Active members, for signed-in members only."""
        return self.filter(is_active=True) if viewer.is_authenticated else self.none()

    def for_directory(self) -> Self:
        """In order of name, with the department."""
        return self.select_related("department").order_by("display_name", "pk")

    def matching(self, words: str) -> Self:
        """Name, job title, department or skill holds `words`."""
        if not words:
            return self
        found = (
            Q(display_name__icontains=words)
            | Q(job_title__icontains=words)
            | Q(department__name__icontains=words)
            | Q(department__acronym__iexact=words)
            | Q(skills__name__icontains=words)
        )
        return self.filter(pk__in=self.model._default_manager.filter(found).values("pk"))


class MemberManager(UserManager["Member"].from_queryset(MemberQuerySet)):  # type: ignore[misc]
    """Creates members, who sign in with their e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: object) -> Member:
        """Make a member; the address is stored in lower case."""
        member = self.model(email=email.strip().lower(), **fields)
        member.set_password(password)
        member.save(using=self._db)
        return member

    def create_superuser(self, email: str, password: str | None = None, **fields: object) -> Member:
        """Make a member who may do everything."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> Member:
        """The member with that address, whatever its case."""
        return self.get(email=(username or "").strip().lower())


class DepartmentQuerySet(models.QuerySet[Any]):
    """Departments, as everybody sees them."""

    def with_member_counts(self) -> Self:
        """In order of name, with `member_count`, the active members."""
        return self.annotate(member_count=Count("members", filter=Q(members__is_active=True))).order_by("name")

    def of_address(self, email: str) -> Department | None:
        """The department that lists the domain of `email`, or a parent of that domain."""
        labels = email.rpartition("@")[2].lower().split(".")
        domains = [".".join(labels[start:]) for start in range(len(labels) - 1)]
        found = self.filter(domains__domain__in=domains).annotate(domain=models.F("domains__domain"))
        return max(found, key=lambda department: len(department.domain), default=None)
