"""The directory: how it is narrowed, and in which order those who know about the words come."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .enums import Part
from .languages import LANGUAGES
from .models import Department, Member, Skill
from .querysets import MemberQuerySet, seen_by
from .registries import DirectoryFilter, Reason, directory_filters, knowledge
from .showing import Profile, profile_of
from .words import Words, skill_key

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import QueryDict
    from django_stubs_ext import StrOrPromise

LONGEST_QUERY = 100
MOST_BY_NAME = 1_000
_MOST_SKILLS = 20
_SHORTEST_PART = 3
_SEEN_IN_LISTS = (Part.JOB_TITLE, Part.SKILLS)


@dataclass(frozen=True)
class Row:
    """One of the directory: the profile, and why this person is found."""

    profile: Profile
    because: str = ""


@dataclass(frozen=True)
class Choice:
    """One filter with what it offers and what was chosen."""

    name: str
    label: StrOrPromise
    options: list[tuple[str, str]]
    value: str

    @property
    def chosen(self) -> str:
        """What was chosen, in words; as typed where there is a field to type in."""
        return dict(self.options).get(self.value, "" if self.options else self.value)


@dataclass(frozen=True)
class Asked:
    """What somebody asks the directory: an address, read and written."""

    words: str
    values: Mapping[str, str]

    @classmethod
    def of(cls, query: QueryDict) -> Asked:
        """Read from an address; what is no filter is left out."""
        values = {each.name: query.get(each.name, "").strip()[:LONGEST_QUERY] for each in directory_filters}
        return cls(query.get("q", "").strip()[:LONGEST_QUERY], {name: value for name, value in values.items() if value})

    @property
    def query(self) -> str:
        """As the beginning of a query string, for the links to pages."""
        asked = {"q": self.words, **self.values} if self.words else dict(self.values)
        return f"{urlencode(asked)}&" if asked else ""

    def without(self, name: str) -> str:
        """The query string of the same without one filter."""
        left = {"q": self.words, **self.values}
        left.pop(name)
        return urlencode({key: value for key, value in left.items() if value})


def choices(asked: Asked, viewer: Member) -> list[Choice]:
    """Every filter with what it offers `viewer`."""
    return [
        Choice(each.name, each.label, each.choices(viewer), asked.values.get(each.name, ""))
        for each in directory_filters
    ]


def members_of(asked: Asked, viewer: Member) -> MemberQuerySet:
    """Who is in the directory and passes the filters."""
    found: Any = Member.objects.visible_to(viewer).listed()
    for each in directory_filters:
        if value := asked.values.get(each.name):
            found = each.narrow(found, viewer, value)
    narrowed: MemberQuerySet = found
    return narrowed


def search(asked: Asked, viewer: Member) -> tuple[list[int], dict[int, list[Reason]]]:
    """Keys of those who know about the words, the best first, then of those with the words in name, job or department.

    With the reasons that `viewer` may see: nothing else ranks them.
    """
    within = members_of(asked, viewer)
    reasons = knowledge.shown(words_of(asked.words), within.namable(), viewer)
    first = ranked(reasons)
    by_name = within.matching(asked.words, viewer).for_directory().values_list("pk", flat=True)[:MOST_BY_NAME]
    return first + [pk for pk in by_name if pk not in reasons], reasons


def words_of(typed: str) -> Words:
    """What is asked for: the words, and skills of which they are a part (“water” in “Water rights”)."""
    if len(typed) < _SHORTEST_PART:
        return Words.of(typed, typed.split())
    part_of = Skill.objects.filter(name__icontains=typed).values_list("name", flat=True)[:_MOST_SKILLS]
    signs = [word for word in typed.split() if word[-1] in "+#"]
    return Words.of(typed, [*part_of, *signs])


def ranked(reasons: Mapping[int, Iterable[Reason]]) -> list[int]:
    """Members by what their reasons weigh; among equals by how many reasons of different kinds, then the lower key."""
    weights = {}
    for member, mine in reasons.items():
        counts = {reason.source: reason.count for reason in mine}
        weights[member] = (-knowledge.points(counts), -len(counts), member)
    return sorted(weights, key=weights.__getitem__)


def rows_of(members: Sequence[Member], viewer: Member, reasons: Mapping[int, list[Reason]]) -> list[Row]:
    """One page of the directory; the members come from `as_seen_by(viewer)` with their skills."""
    return [
        Row(profile_of(member, viewer, _SEEN_IN_LISTS), knowledge.told(reasons.get(member.pk, ())))
        for member in members
    ]


def unknown(asked: Asked, offered: Iterable[Choice]) -> list[str]:
    """What was asked for that the hub does not know, in sentences."""
    return [
        _("%(filter)s: the hub knows no “%(value)s”.") % {"filter": each.label, "value": each.value}
        for each in offered
        if each.value and not each.chosen
    ]


def _departments(_viewer: Member) -> list[tuple[str, str]]:
    return list(Department.objects.order_by("name").values_list("slug", "name"))


def _in_department(members: QuerySet[Member], _viewer: Member, value: str) -> QuerySet[Member]:
    return members.filter(department__slug=value)


def _with_skill(members: QuerySet[Member], viewer: Member, value: str) -> QuerySet[Member]:
    key = skill_key(value)
    named = Skill.objects.filter(Q(key=key) | Q(synonyms__key=key)).values("pk")
    knowing = Member.objects.filter(skills__in=named).order_by().values("pk")
    return members.filter(seen_by(viewer, Part.SKILLS), pk__in=knowing)


def _speaking(members: QuerySet[Member], viewer: Member, value: str) -> QuerySet[Member]:
    return members.filter(seen_by(viewer, Part.LANGUAGES), spoken__language=value)


def _languages(_viewer: Member) -> list[tuple[str, str]]:
    return [(code, str(name)) for code, name in LANGUAGES.items()]


DEPARTMENT = DirectoryFilter("department", gettext_lazy("Department"), _departments, _in_department)
SKILL = DirectoryFilter("skill", gettext_lazy("Skill"), lambda _viewer: [], _with_skill)
LANGUAGE = DirectoryFilter("language", gettext_lazy("Language"), _languages, _speaking)
