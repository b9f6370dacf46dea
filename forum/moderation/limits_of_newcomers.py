"""How much a newcomer may post, and how fast anybody may. This is the one place of these numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings


@dataclass(frozen=True)
class Limits:
    """A member is a newcomer until `shown_posts` posts of theirs are shown and `days` days have passed."""

    shown_posts: int = 3
    days: int = 1
    topics_a_day: int = 5
    links_a_post: int = 5
    files_a_post: int = 2
    # for everybody
    posts_a_minute: int = 10
    posts_an_hour: int = 60
    reports_a_day: int = 20

    @property
    def newcomer_for(self) -> timedelta:
        """How long a member is a newcomer at least."""
        return timedelta(days=self.days)


def limits() -> Limits:
    """The numbers in force: these, unless the setting FORUM_LIMITS says another of one."""
    return Limits(**settings.FORUM_LIMITS)
