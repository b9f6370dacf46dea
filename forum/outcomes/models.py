"""An outcome: a summary that a lead wrote, and the posts whose writers agreed to be quoted in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.safety.html import stored

from .querysets import OutcomePostQuerySet, OutcomeQuerySet

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

LONGEST_TITLE = 150


class Outcome(models.Model):
    """What everybody may know of a topic that only its group reads. The topic itself stays private."""

    group = models.ForeignKey("workgroups.WorkGroup", models.PROTECT, related_name="outcomes")
    topic = models.ForeignKey("forum_conversation.Topic", models.SET_NULL, null=True, related_name="outcomes")
    title = models.CharField(_("title"), max_length=LONGEST_TITLE)
    summary = models.TextField(_("summary"))
    html = models.TextField(editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="outcomes")
    published_at = models.DateTimeField(_("published"), default=timezone.now)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    form_token = models.UUIDField(null=True, editable=False)

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        app_label = "hub_forum"
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(title="") & ~Q(html=""), name="forum_outcome_says_something"),
            models.UniqueConstraint(fields=["by", "form_token"], name="forum_outcome_once_per_form"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["-published_at", "-id"], name="forum_outcome_list", condition=Q(withdrawn_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("boards:outcome", kwargs={"pk": self.pk})

    @property
    def body(self) -> SafeString:
        """The rendered summary, cleaned before it was stored."""
        return stored(self.html)


class OutcomePost(models.Model):
    """A post the lead wants to quote. `html` is what its writer agreed to, word for word."""

    outcome = models.ForeignKey(Outcome, models.CASCADE, related_name="quoted")
    post = models.ForeignKey("forum_conversation.Post", models.CASCADE, related_name="+")
    is_agreed = models.BooleanField(_("agreed"), null=True)
    answered_at = models.DateTimeField(_("answered"), null=True)
    html = models.TextField(blank=True, editable=False)

    objects = OutcomePostQuerySet.as_manager()

    class Meta:
        app_label = "hub_forum"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["outcome", "post"], name="forum_outcome_quotes_once"),
            models.CheckConstraint(
                condition=Q(is_agreed__isnull=True, answered_at__isnull=True)
                | Q(is_agreed__isnull=False, answered_at__isnull=False),
                name="forum_outcome_post_answered",
            ),
            models.CheckConstraint(
                condition=(Q(is_agreed=True, is_agreed__isnull=False) & ~Q(html=""))
                | (Q(html="") & (Q(is_agreed=False) | Q(is_agreed__isnull=True))),
                name="forum_outcome_post_words_iff_agreed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post_id} in {self.outcome_id}"

    @property
    def body(self) -> SafeString:
        """The post as its writer agreed to it."""
        return stored(self.html)
