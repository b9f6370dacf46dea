"""How much a load holds. What is not said follows from the number of topics."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from community.people.errors import HubError

SPAN = timedelta(days=3 * 365)  # from the first post to the last
GROUPS_OF_EACH = 3
FEWEST_TOPICS, MOST_TOPICS = 10, 1_000_000


class LoadRefused(HubError):
    """A load of these sizes, or in this database, is not made."""


@dataclass(frozen=True)
class Sizes:
    """The numbers of a load; `until` is the moment of its last posts. The same sizes make the same load."""

    topics: int
    posts: int
    members: int
    boards: int
    marks: int
    seed: int
    until: datetime

    @classmethod
    def of(cls, *, topics: int, until: datetime, seed: int = 1, **given: int | None) -> Sizes:
        """Sizes with the usual proportions: ten posts and four read marks a topic; raises LoadRefused."""
        said = {name: number for name, number in given.items() if number is not None}
        members = said.get("members", max(topics // 20, 12))
        usual = {
            "posts": topics * 10,
            "members": members,
            "boards": min(max(topics // 500, 10), 200),
            "marks": min(topics * 4, members * topics // 4),
        }
        sizes = cls(topics=topics, until=until, seed=seed, **(usual | said))
        sizes._check()
        return sizes

    def _check(self) -> None:
        if not FEWEST_TOPICS <= self.topics <= MOST_TOPICS:
            raise LoadRefused(_("A load has 10 to 1,000,000 topics."))
        if self.posts < self.topics * 2 or self.members < 12 or self.boards < 10:
            raise LoadRefused(_("A load has two posts a topic, 12 members and 10 boards at least."))
        if not 0 <= self.marks <= self.members * self.topics // 4:
            raise LoadRefused(_("Fewer read marks, please: at most a quarter of the topics for each member."))

    @property
    def groups(self) -> int:
        """Work groups, each with its private board: three in ten boards."""
        return self.boards * 3 // 10

    @property
    def longest(self) -> int:
        """Posts of the longest topic."""
        return max(self.posts // 200, 3)

    @property
    def biggest(self) -> int:
        """Topics of the biggest board, at least."""
        return self.topics // 5

    @property
    def since(self) -> datetime:
        """The moment of the first post."""
        return self.until - SPAN
