"""Accepted answers, as a source of who knows what: to questions with a tag that the words are about."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, F, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.people.knowledge import in_a_row
from community.people.registries import KnowledgeSource, Reason
from forum.enums import Audience, TopicKind
from forum.models import Post, Tag, Topic, TopicTag

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from community.people.models import Member
    from community.people.words import Words

MOST_READ = 1_000
_OPEN = (Audience.EVERYBODY, Audience.MEMBERS)  # what was said in a board of a group shows nothing outside of it


def _tags(words: Words) -> dict[int, str]:
    """The tags that `words` are about, by key."""
    return dict(Tag.objects.filter(slug__in=list(words.by_key)).values_list("pk", "name"))


@dataclass(frozen=True)
class _Accepted:
    """Accepted answers that are still there, to questions of others with one of some tags: to the latest MOST_READ.

    In two steps, so that posts are looked up by key, however many there are.
    """

    rows: QuerySet[Post]
    about: Mapping[int, list[int]]  # the tags of each question

    @classmethod
    def of(cls, tags: Collection[int]) -> _Accepted:
        """Those to questions with one of `tags`."""
        tagged = TopicTag.objects.filter(
            tag__in=tags,
            topic__kind=TopicKind.QUESTION,
            topic__approved=True,
            topic__accepted_answer__isnull=False,
            topic__forum__audience__in=_OPEN,
        )
        about: dict[int, list[int]] = {}
        keys = []
        found = tagged.order_by("-topic_id").values_list("topic__accepted_answer", "topic", "tag")[:MOST_READ]
        for answer, topic, tag in found:
            keys.append(answer)
            about.setdefault(topic, []).append(tag)
        others = ~Q(poster=F("topic__poster")) | Q(topic__poster=None)
        return cls(Post.objects.approved().filter(others, pk__in=keys, topic__accepted_answer=F("pk")), about)

    def by_writer(self, rows: QuerySet[Post], tags: Mapping[int, str]) -> Mapping[int, Reason]:
        """One reason for each writer of `rows`, some of them."""
        answered: dict[int, list[int]] = {}
        for topic, member in rows.order_by("topic_id").values_list("topic", "poster"):
            answered.setdefault(member, []).append(topic)
        return {
            member: Reason("answers", len(topics), self._names(topics, tags), topics[-1])
            for member, topics in answered.items()
        }

    def _names(self, topics: Collection[int], tags: Mapping[int, str]) -> tuple[str, ...]:
        return tuple(sorted({tags[tag] for topic in topics for tag in self.about[topic]}))


def _counts(words: Words, members: QuerySet[Member]) -> Mapping[int, int]:
    tags = _tags(words)
    if not tags:
        return {}
    rows = _Accepted.of(tags).rows.filter(poster__in=members.values("pk")).order_by()
    return dict(rows.values_list("poster").annotate(number=Count("pk")))


def _reasons(words: Words, members: Collection[int]) -> Mapping[int, Reason]:
    tags = _tags(words)
    accepted = _Accepted.of(tags)
    return accepted.by_writer(accepted.rows.filter(poster__in=members), tags)


def _titles(reader: Member, rows: Collection[int]) -> Mapping[int, str]:
    return dict(Topic.objects.visible_to(reader).filter(pk__in=rows).values_list("pk", "subject"))


def _say(reason: Reason, name: str) -> str:
    if not name:
        about = ngettext(
            "your answer to a question about %(what)s was accepted",
            "%(count)d of your answers to questions about %(what)s were accepted",
            reason.count,
        )
        return about % {"count": reason.count, "what": in_a_row(reason.words)}
    if reason.count == 1:
        return _("your answer to “%(title)s” was accepted") % {"title": name}
    more = _("%(count)d of your answers about %(what)s were accepted, such as the one to “%(title)s”")
    return more % {"count": reason.count, "what": in_a_row(reason.words), "title": name}


def _shown(words: Words, members: QuerySet[Member], reader: Member) -> Mapping[int, Reason]:
    """In topics that `reader` reads: one that waits for approval, was hidden or moved away shows nothing."""
    tags = _tags(words)
    if not tags:
        return {}
    accepted, read = _Accepted.of(tags), Topic.objects.visible_to(reader).values("pk")
    return accepted.by_writer(accepted.rows.filter(topic__in=read, poster__in=members.values("pk")), tags)


def _tell(reason: Reason) -> str:
    told = ngettext(
        "their answer to a question about %(what)s was accepted",
        "%(count)d of their answers to questions about %(what)s were accepted",
        reason.count,
    )
    return told % {"count": reason.count, "what": in_a_row(reason.words)}


ANSWERS = KnowledgeSource(
    "answers",
    weight=3,
    most=4,
    counts=_counts,
    reasons=_reasons,
    say=_say,
    names=_titles,
    shown=_shown,
    tell=_tell,
)
