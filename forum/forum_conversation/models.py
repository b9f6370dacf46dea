"""Topics and posts: machina's, without its recounts on every save and with text that we render ourselves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from machina.apps.forum_conversation.abstract_models import AbstractPost, AbstractTopic

from community.notifications.registries import place_of
from community.safety.html import stored
from forum.enums import TopicKind
from forum.querysets import PostQuerySet, TopicQuerySet

if TYPE_CHECKING:
    from django.utils.safestring import SafeString


_FOOTNOTE = re.compile(r'((?:\bid="|\bhref="#))((?:note|mark)-[0-9a-f]{8}-)')


class Topic(AbstractTopic):
    """A thread of posts in a board; its first post is the question. Tags and “I have this too”: forum.kinds.models."""

    forum = models.ForeignKey("forum.Forum", models.PROTECT, related_name="topics", verbose_name=_("board"))
    poster = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="topics", verbose_name=_("started by")
    )
    type = models.PositiveSmallIntegerField(
        _("kind"), choices=AbstractTopic.TYPE_CHOICES, default=AbstractTopic.TOPIC_POST
    )
    status = models.PositiveIntegerField(
        _("state"), choices=AbstractTopic.STATUS_CHOICES, default=AbstractTopic.TOPIC_UNLOCKED
    )
    approved = models.BooleanField(_("approved"), default=True)
    created = models.DateTimeField(_("started"), default=timezone.now)
    kind = models.CharField(
        _("kind"),
        max_length=12,
        choices=TopicKind,
        default=TopicKind.DISCUSSION,
        db_default=TopicKind.DISCUSSION,  # so that the release before still writes topics while the hub is upgraded
    )
    accepted_answer = models.ForeignKey(
        "forum_conversation.Post",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("accepted answer"),
    )
    # When it came from another board: marks that readers set on this board before say nothing of it
    in_board_since = models.DateTimeField(_("in this board since"), null=True, blank=True, editable=False)
    has_other_writers = models.BooleanField(
        _("somebody else wrote in it"), default=False, db_default=False, editable=False
    )  # kept by services.counting: an approved post after the first one, by somebody else than who started the topic
    views_count = None  # a page view writes nothing
    subscribers = None  # community.notifications keeps who follows what
    updated = None

    objects = TopicQuerySet.as_manager()

    class Meta:
        app_label = "forum_conversation"
        ordering = ("-type", "-last_post_on", "-pk")
        get_latest_by = "last_post_on"
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(subject=""), name="forum_topic_has_title"),
            models.CheckConstraint(condition=Q(kind__in=TopicKind.values), name="forum_topic_known_kind"),
            models.CheckConstraint(
                condition=Q(accepted_answer__isnull=True) | Q(kind=TopicKind.QUESTION),
                name="forum_topic_answer_of_a_question",
            ),
            # Its posts are elsewhere (tending.models.MergedTopic): nobody brings the empty row back.
            models.CheckConstraint(
                condition=~Q(status=AbstractTopic.TOPIC_MOVED) | Q(approved=False),
                name="forum_topic_merged_is_hidden",
            ),
        ]
        indexes: ClassVar = [
            # A page of a board is read from this alone: ids first, then the rows of those ids.
            models.Index(
                fields=["forum", "-type", "-last_post_on", "-id"], name="forum_topic_page", condition=Q(approved=True)
            ),
            # The list of unanswered questions is read and counted from this alone.
            models.Index(
                fields=["-created", "-id", "forum"],
                name="forum_topic_unanswered",
                condition=Q(
                    kind=TopicKind.QUESTION, accepted_answer__isnull=True, approved=True, has_other_writers=False
                ),
            ),
            # Feeds show what was started last: everywhere, and in one board.
            models.Index(fields=["-created", "-id"], name="forum_topic_started", condition=Q(approved=True)),
            models.Index(
                fields=["forum", "-created", "-id"], name="forum_topic_started_in_board", condition=Q(approved=True)
            ),
            # A board's questions, open and solved, each in the order of the board.
            models.Index(
                fields=["forum", "-last_post_on", "-id"],
                name="forum_topic_open_in_board",
                condition=Q(kind=TopicKind.QUESTION, accepted_answer__isnull=True, approved=True),
            ),
            models.Index(
                fields=["forum", "-last_post_on", "-id"],
                name="forum_topic_solved_in_board",
                condition=Q(kind=TopicKind.QUESTION, accepted_answer__isnull=False, approved=True),
            ),
            # The figures of a period read the questions of that period.
            models.Index(
                fields=["created"],
                name="forum_topic_question_by_day",
                condition=Q(kind=TopicKind.QUESTION, approved=True),
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save without machina's recount of two boards: services keep the counters."""
        self._simple_save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete without machina's recount: services keep the counters."""
        return super(AbstractTopic, self).delete(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("boards:topic", kwargs={"pk": self.pk, "slug": self.slug})

    @property
    def place(self) -> str:
        """What one follows: the topic."""
        return place_of("topic", self.pk)

    @property
    def shown_last_post(self) -> Post | None:
        """The last post, unless it waits for approval; needs `for_list`."""
        return self.last_post if self.last_post is not None and self.last_post.approved else None

    @property
    def is_question(self) -> bool:
        """Whether it asks something, and so can be answered for good."""
        return self.kind == TopicKind.QUESTION

    @property
    def shown_answer(self) -> Post | None:
        """The accepted answer, unless it waits for approval or is no longer here; needs `accepted_answer`."""
        answer = self.accepted_answer
        return answer if answer is not None and answer.approved and answer.topic_id == self.pk else None

    @property
    def replies_count(self) -> int:
        """Posts after the first one."""
        return max(self.posts_count - 1, 0)


def topic_slug(title: str) -> str:
    """What stands for the title in the topic's address."""
    return slugify(title)[:80].strip("-") or "topic"


class Post(AbstractPost):
    """What somebody wrote: `content` as typed, `html` as `forum.rendering` made it."""

    poster = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="posts", verbose_name=_("written by")
    )
    content = models.TextField(_("text"))
    html = models.TextField(editable=False)
    approved = models.BooleanField(_("approved"), default=True)
    created = models.DateTimeField(_("posted"), default=timezone.now)
    edited_at = models.DateTimeField(_("edited"), null=True, blank=True)
    form_token = models.UUIDField(null=True, editable=False)

    # Not used here: a topic has one title, every writer has an account, and nobody has a signature.
    subject = None
    updated = None
    username = None
    anonymous_key = None
    update_reason = None
    enable_signature = None

    objects = PostQuerySet.as_manager()

    class Meta:
        app_label = "forum_conversation"
        ordering = ("created", "pk")
        get_latest_by = "created"
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["poster", "form_token"], name="forum_post_once_per_form"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["topic", "created", "id"], name="forum_post_page", condition=Q(approved=True)),
            # What somebody wrote, latest first; how many posts within the hour is asked before each new one.
            models.Index(fields=["poster", "created"], name="forum_post_of_writer"),
        ]

    def __str__(self) -> str:
        return f"Post {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save without machina's recount: services keep the counters."""
        super(AbstractPost, self).save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete this row alone: services keep the counters."""
        return super(AbstractPost, self).delete(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("boards:post", kwargs={"pk": self.pk})

    @property
    def body(self) -> SafeString:
        """The rendered text, cleaned before it was stored."""
        return stored(self.html)

    @property
    def body_again(self) -> SafeString:
        """The same for a second place on one page: its footnotes have ids of their own there."""
        return stored(_FOOTNOTE.sub(r"\1again-\2", self.html))

    @property
    def anchor(self) -> str:
        """The id of the post on its topic's page, which never changes."""
        return f"post-{self.pk}"
