"""Practices written and reviewed, as sources of who knows what: published ones with a tag that the words are about.

Drafts and open reviews show nothing: who knows what is told from what everybody may read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.people.knowledge import in_a_row
from community.people.registries import KnowledgeSource, Reason

from .enums import PUBLIC, Standing
from .models import Authorship, Practice, Seat

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from community.people.models import Member
    from community.people.words import Words

    Rows = Callable[[Collection[str]], QuerySet[Authorship] | QuerySet[Seat]]


def _written(slugs: Collection[str]) -> QuerySet[Authorship]:
    return Authorship.objects.filter(practice__standing=Standing.PUBLISHED, practice__current__tags__slug__in=slugs)


def _reviewed(slugs: Collection[str]) -> QuerySet[Seat]:
    """Answered reviews of versions that everybody may read by now."""
    return Seat.objects.held().filter(
        version__state__in=PUBLIC,
        answers__isnull=False,
        version__practice__standing=Standing.PUBLISHED,
        version__practice__current__tags__slug__in=slugs,
    )


@dataclass(frozen=True)
class _Said:
    """What is said to members of one practice and of several; and to others, where these are told."""

    one: str
    many: str
    told_one: str = ""
    told_many: str = ""


@dataclass(frozen=True)
class _Done:
    """What members did for practices: `rows` lead to these by the lookup `practice`; everybody may read them."""

    name: str
    rows: Rows
    practice: str
    said: _Said

    def counts(self, words: Words, members: QuerySet[Member]) -> Mapping[int, int]:
        found = self.rows(list(words.by_key)).filter(member__in=members.values("pk")).order_by()
        return dict(found.values_list("member").annotate(number=Count(self.practice, distinct=True)))

    def reasons(self, words: Words, members: Any) -> Mapping[int, Reason]:
        tag = f"{self.practice}__current__tags"
        found = self.rows(list(words.by_key)).filter(member__in=members).order_by()
        about: defaultdict[int, set[str]] = defaultdict(set)
        practices: defaultdict[int, set[int]] = defaultdict(set)
        for member, key, slug, name in found.values_list("member", self.practice, f"{tag}__slug", f"{tag}__name"):
            if slug in words.by_key:
                about[member].add(name)
                practices[member].add(key)
        return {
            member: Reason(self.name, len(keys), tuple(sorted(about[member])), max(keys))
            for member, keys in practices.items()
        }

    def shown(self, words: Words, members: QuerySet[Member], _reader: Member) -> Mapping[int, Reason]:
        return self.reasons(words, members.values("pk"))

    def say(self, reason: Reason, title: str) -> str:
        done = ngettext(self.said.one, self.said.many, reason.count) % _values(reason)
        return _("%(done)s, such as “%(title)s”") % {"done": done, "title": title} if title else done

    def tell(self, reason: Reason) -> str:
        return ngettext(self.said.told_one, self.said.told_many, reason.count) % _values(reason)

    def source(self, *, weight: int) -> KnowledgeSource:
        calls: dict[str, Any] = {"counts": self.counts, "reasons": self.reasons, "say": self.say, "names": _titles}
        if self.said.told_one:
            calls |= {"shown": self.shown, "tell": self.tell}
        return KnowledgeSource(self.name, weight=weight, most=3, **calls)


def _values(reason: Reason) -> dict[str, Any]:
    return {"count": reason.count, "what": in_a_row(reason.words)}


def _titles(reader: Member, rows: Collection[int]) -> Mapping[int, str]:
    return dict(Practice.objects.visible_to(reader).published().filter(pk__in=rows).values_list("pk", "current__title"))


WRITTEN = _Done(
    "practices_written",
    _written,
    "practice",
    _Said(
        "you wrote a practice about %(what)s",
        "you wrote %(count)d practices about %(what)s",
        "they wrote a practice about %(what)s",
        "they wrote %(count)d practices about %(what)s",
    ),
).source(weight=4)
# Others are not told: who reviews in confidence reviews freely.
REVIEWED = _Done(
    "practices_reviewed",
    _reviewed,
    "version__practice",
    _Said("you reviewed a practice about %(what)s", "you reviewed %(count)d practices about %(what)s"),
).source(weight=2)
SOURCES = (WRITTEN, REVIEWED)
