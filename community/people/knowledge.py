"""Skills, as a source of who knows what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from .enums import Part
from .models import Member, Skill
from .querysets import seen_by
from .registries import KnowledgeSource, Reason

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from .words import Words

_HAS = Member.skills.through.objects


def _matching(words: Words) -> dict[int, str]:
    """The skills that `words` are about, by key, however they are spelled there."""
    keys = words.skill_keys
    named = Q(key__in=keys) | Q(synonyms__key__in=keys)
    return dict(Skill.objects.filter(named).distinct().order_by().values_list("pk", "name"))


def _counts(words: Words, members: QuerySet[Member]) -> Mapping[int, int]:
    skills = _matching(words)
    if not skills:
        return {}
    rows = _HAS.filter(skill__in=list(skills), member__in=members.values("pk"))
    return dict(rows.values_list("member").annotate(number=Count("pk")))


def _reasons(words: Words, members: Collection[int]) -> Mapping[int, Reason]:
    skills = _matching(words)
    names: defaultdict[int, list[str]] = defaultdict(list)
    rows = _HAS.filter(skill__in=list(skills), member__in=members).order_by("skill__name")
    for member, skill in rows.values_list("member", "skill"):
        names[member].append(skills[skill])
    return {member: Reason("skills", len(known), tuple(known)) for member, known in names.items()}


def _shown(words: Words, members: QuerySet[Member], reader: Member) -> Mapping[int, Reason]:
    keys = words.skill_keys
    named = Q(skill__key__in=keys) | Q(skill__synonyms__key__in=keys)
    seen = seen_by(reader, Part.SKILLS, "member__")
    rows = _HAS.filter(named, seen, member__in=members.values("pk")).distinct().order_by("skill__name")
    names: defaultdict[int, list[str]] = defaultdict(list)
    for member, skill in rows.values_list("member", "skill__name"):
        names[member].append(skill)
    return {member: Reason("skills", len(known), tuple(known)) for member, known in names.items()}


def in_a_row(words: Collection[str]) -> str:
    """“SQL, GIS and R”."""
    return get_text_list([str(word) for word in words], _("and"))


def _say(reason: Reason, name: str) -> str:
    return _("you know %(what)s") % {"what": in_a_row(reason.words)}


def _tell(reason: Reason) -> str:
    return _("they know %(what)s") % {"what": in_a_row(reason.words)}


SKILLS = KnowledgeSource(
    "skills", weight=3, most=3, counts=_counts, reasons=_reasons, say=_say, shown=_shown, tell=_tell
)
