"""Which members and departments a list may show."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, Self

from django.contrib.auth.models import AnonymousUser, UserManager
from django.db import connections, models
from django.db.models import Count, Q, Value
from django.db.models.expressions import RawSQL

from .enums import Audience, Part
from .registries import companions

if TYPE_CHECKING:
    from .models import Department, Member, Skill

_WORD = re.compile(r"\w+", re.UNICODE)
_MOST_WORDS = 4
_BEFORE_WORDS = " -'’(["


def seen_by(viewer: Member, part: Part, prefix: str = "") -> Q:
    """Members whose `part` of the profile `viewer` sees: the one rule, in SQL; `showing` holds it for one row."""
    key, audience = f"{prefix}pk", f"{prefix}{part.audience_field}"
    near = companions.of(viewer)
    among_friends = Q(**{audience: Audience.GROUPS, f"{key}__in": near}) if near is not None else Q()
    return Q(**{audience: Audience.MEMBERS}) | among_friends | Q(**{key: viewer.pk})


class MemberQuerySet(models.QuerySet["Member"]):
    """Members, as the directory sees them."""

    def visible_to(self, viewer: Member | AnonymousUser) -> Self:
        """Active members, for signed-in members only."""
        return self.filter(is_active=True) if viewer.is_authenticated else self.none()

    def for_directory(self) -> Self:
        """In order of name, with the department."""
        return self.select_related("department").order_by("display_name", "pk")

    def listed(self) -> Self:
        """Those who did not opt out of the directory."""
        return self.filter(is_listed=True)

    def namable(self) -> Self:
        """Those who may be named as somebody who knows: listed, and with no word against it."""
        return self.filter(is_listed=True, may_be_named=True)

    def showing(self, part: Part, viewer: Member) -> Self:
        """Those who let `viewer` see that part of their profile."""
        return self.filter(seen_by(viewer, part))

    def as_seen_by(self, viewer: Member) -> Self:
        """With the department, and with `is_companion`: what `showing` asks about a row."""
        near = companions.of(viewer)
        is_near: Any = Value(False) if near is None else Q(pk__in=near)
        return self.select_related("department").annotate(
            is_companion=models.ExpressionWrapper(is_near, output_field=models.BooleanField())
        )

    def matching(self, words: str, viewer: Member) -> Self:
        """Name, department, or the job title that `viewer` sees, holds `words`."""
        if not words:
            return self
        found = (
            Q(display_name__icontains=words)
            | Q(department__name__icontains=words)
            | Q(department__acronym__iexact=words)
            | (Q(job_title__icontains=words) & seen_by(viewer, Part.JOB_TITLE))
        )
        return self.filter(found)

    def named(self, typed: str) -> Self:
        """Those with a word in the public name that begins with each word of `typed`, from an index on PostgreSQL."""
        words = _WORD.findall(typed)[:_MOST_WORDS]
        if not words:
            return self.none()
        if connections[self.db].vendor == "postgresql":
            asked = " & ".join(f"'{word}':*" for word in words)
            return self.filter(
                RawSQL(
                    "to_tsvector('simple', people_member.display_name) @@ to_tsquery('simple', %s)",
                    [asked],
                    models.BooleanField(),
                )
            )
        found = self
        for word in words:
            within = [Q(display_name__icontains=sign + word) for sign in _BEFORE_WORDS]
            found = found.filter(reduce(or_, within, Q(display_name__istartswith=word)))
        return found


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


class SkillQuerySet(models.QuerySet["Skill"]):
    """The shared vocabulary."""

    def spelled(self, keys: Iterable[str]) -> dict[str, Skill]:
        """The skill behind each key that is one's own or a synonym's; two queries."""
        wanted = set(keys)
        found: dict[str, Skill] = {skill.key: skill for skill in self.filter(key__in=wanted)}
        others: Any = self.filter(synonyms__key__in=wanted).annotate(other=models.F("synonyms__key"))
        return {**{skill.other: skill for skill in others}, **found}

    def with_member_counts(self) -> Self:
        """In order of name, with `member_count`, the active members."""
        active = Count("members", filter=Q(members__is_active=True), distinct=True)
        return self.annotate(member_count=active).order_by("name")

    def popular(self, most: int) -> Self:
        """Those that most members have."""
        return self.with_member_counts().order_by("-member_count", "name")[:most]


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
