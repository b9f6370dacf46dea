"""Whom editors may ask to review: people of other departments, those first who know about the tags."""

from __future__ import annotations

from typing import TYPE_CHECKING

from community.people.directory import ranked
from community.people.models import Member
from community.people.registries import knowledge
from community.people.words import Words

if TYPE_CHECKING:
    from community.people.querysets import MemberQuerySet
    from community.people.registries import Reason

    from .models import Version

FOUND, SUGGESTED = 20, 5


def independent(version: Version) -> MemberQuerySet:
    """Members who may take a place in the review now."""
    practice = version.practice
    departments = {practice.department_id, *practice.authors.values_list("department", flat=True)}
    seats = list(version.seats.held().values_list("member", "department"))
    taken = {department for _member, department in seats} | departments
    people: MemberQuerySet = Member.objects.filter(is_active=True, department__isnull=False)
    authors = practice.authors.values("pk")
    return people.exclude(department__in=[pk for pk in taken if pk is not None]).exclude(pk__in=authors)


def candidates(version: Version, words: str, viewer: Member) -> list[Member]:
    """Those that an editor looks for by name, department, or a job title that they show."""
    return list(independent(version).matching(words, viewer).for_directory()[:FOUND])


def suggestions(version: Version, viewer: Member) -> list[tuple[Member, str]]:
    """A few who know most about the tags, among those who may be asked, with what shows it as far as `viewer` sees."""
    words = Words.of(version.title, [tag.name for tag in version.tags.all()])
    reasons = knowledge.shown(words, independent(version).filter(may_be_asked=True), viewer)
    best = ranked(reasons)[:SUGGESTED]
    people = Member.objects.select_related("department").in_bulk(best)
    return [(people[pk], _known(reasons[pk])) for pk in best if pk in people]


def _known(reasons: list[Reason]) -> str:
    names = {word.lower(): word for reason in reasons for word in reason.words}
    return ", ".join(names.values())
