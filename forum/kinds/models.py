"""Tags of topics, and who has a question too. The kind and the accepted answer stand in the topic's own row."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.notifications.registries import place_of

from .querysets import TagQuerySet

MOST_TAGS = 5
LONGEST_TAG = 30


class Tag(models.Model):
    """A word for what topics are about: in the editors' list, or written by a member. The slug says which it is."""

    name = models.CharField(_("name"), max_length=LONGEST_TAG)
    slug = models.SlugField(_("slug"), max_length=LONGEST_TAG, unique=True)
    description = models.CharField(_("what it is for"), max_length=200, blank=True)
    is_kept = models.BooleanField(_("in the editors' list"), default=False)
    topics = models.ManyToManyField(
        "forum_conversation.Topic", through="TopicTag", related_name="tags", verbose_name=_("topics")
    )

    objects = TagQuerySet.as_manager()

    class Meta:
        app_label = "hub_forum"
        ordering = ("name", "pk")
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(name="") & ~Q(slug=""), name="forum_tag_has_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("boards:tag", kwargs={"slug": self.slug})

    @property
    def place(self) -> str:
        """What one follows: the tag."""
        return place_of("tag", self.pk)


class TopicTag(models.Model):
    """One tag of one topic; the place keeps a topic from having more than MOST_TAGS."""

    topic = models.ForeignKey("forum_conversation.Topic", models.CASCADE, related_name="+")
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="+")
    place = models.PositiveSmallIntegerField(_("place"))

    class Meta:
        app_label = "hub_forum"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tag", "topic"], name="forum_tag_once_in_a_topic"),
            models.UniqueConstraint(fields=["topic", "place"], name="forum_one_tag_in_a_place"),
            models.CheckConstraint(condition=Q(place__lt=MOST_TAGS), name="forum_topic_few_tags"),
        ]

    def __str__(self) -> str:
        return f"{self.topic_id}: {self.tag_id}"


class SharedQuestion(models.Model):
    """Somebody has this question too; they hear when an answer is accepted."""

    topic = models.ForeignKey("forum_conversation.Topic", models.CASCADE, related_name="sharers")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="shared_questions")
    at = models.DateTimeField(_("since"), default=timezone.now)

    class Meta:
        app_label = "hub_forum"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["topic", "member"], name="forum_question_shared_once"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.topic_id}"
