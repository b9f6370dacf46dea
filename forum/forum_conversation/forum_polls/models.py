"""Polls on machina's tables: a question beside a topic, what can be chosen, and who chose it. Rules: forum.polls.

machina's `duration` and `anonymous_key` stay empty: the release before still names them while the hub is upgraded.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from machina.apps.forum_conversation.forum_polls.abstract_models import (
    AbstractTopicPoll,
    AbstractTopicPollOption,
    AbstractTopicPollVote,
)

from forum.polls.querysets import OptionQuerySet, PollQuerySet, VoteQuerySet

MOST_OPTIONS = 10


class TopicPoll(AbstractTopicPoll):
    """A question to vote on. Everywhere else it is called `Poll`."""

    question = models.CharField(_("question"), max_length=200)
    max_options = models.PositiveSmallIntegerField(_("most choices of one member"), default=1)
    user_changes = models.BooleanField(_("votes may be changed"), default=True)
    hide_results = models.BooleanField(_("results show only after closing"), default=False)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)

    objects = PollQuerySet.as_manager()

    class Meta(AbstractTopicPoll.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(question=""), name="forum_poll_asks_something"),
            models.CheckConstraint(
                condition=Q(max_options__gte=1, max_options__lte=MOST_OPTIONS), name="forum_poll_some_choices"
            ),
            models.CheckConstraint(
                condition=Q(hide_results=False) | Q(closes_at__isnull=False), name="forum_poll_hidden_until_it_closes"
            ),
        ]

    def __str__(self) -> str:
        return self.question

    @property
    def is_closed(self) -> bool:
        """Nobody votes any more."""
        return self.closes_at is not None and self.closes_at <= timezone.now()

    @property
    def shows_results(self) -> bool:
        """Whether members may see how many chose what, now."""
        return not self.hide_results or self.is_closed


class TopicPollOption(AbstractTopicPollOption):
    """What can be chosen; in the order in which it was written."""

    text = models.CharField(_("choice"), max_length=120)

    objects = OptionQuerySet.as_manager()

    class Meta(AbstractTopicPollOption.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["poll", "text"], name="forum_poll_option_once"),
            models.CheckConstraint(condition=~Q(text=""), name="forum_poll_option_says_something"),
        ]

    def __str__(self) -> str:
        return self.text


class TopicPollVote(AbstractTopicPollVote):
    """A member chose something; the place keeps one member from voting twice, or for more than the poll allows."""

    poll = models.ForeignKey(TopicPoll, models.CASCADE, related_name="ballots")
    voter = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="poll_votes")
    place = models.PositiveSmallIntegerField(_("place"), db_default=0)

    objects = VoteQuerySet.as_manager()

    class Meta(AbstractTopicPollVote.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["poll", "voter", "place"], name="forum_poll_one_vote_in_a_place"),
            models.UniqueConstraint(fields=["poll_option", "voter"], name="forum_poll_choice_once"),
            models.CheckConstraint(condition=Q(place__lt=MOST_OPTIONS), name="forum_poll_few_votes"),
        ]

    def __str__(self) -> str:
        return f"{self.voter_id}: {self.poll_option_id}"
