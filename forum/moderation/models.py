"""Why a post is not shown, what readers report, what moderators decide, who is suspended, what makes posts wait."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .enums import ABOUT_MEMBER, CONTESTED, UPHOLD, Act, Fault, RuleKind, Why
from .querysets import (
    FlagQuerySet,
    ObjectionQuerySet,
    RulingQuerySet,
    SuspensionQuerySet,
    WaitingRuleQuerySet,
    WithheldQuerySet,
)

LONGEST_REASON = 1_000
LONGEST_VALUE = 80


class Withheld(models.Model):
    """A post that is not shown, and why; there is one exactly as long as `Post.approved` is false."""

    post = models.OneToOneField("forum_conversation.Post", models.CASCADE, related_name="withheld")
    why = models.CharField(_("why"), max_length=8, choices=Why)
    reason = models.TextField(_("reason"), blank=True, max_length=LONGEST_REASON)
    rule = models.CharField(_("what made it wait"), max_length=120, blank=True)
    was_shown = models.BooleanField(_("readers have seen it"), default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("since"), default=timezone.now)

    objects = WithheldQuerySet.as_manager()

    class Meta:
        app_label = "hub_forum"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(why__in=Why.values), name="forum_withheld_known_why"),
            models.CheckConstraint(condition=~Q(why=Why.HIDDEN) | ~Q(reason=""), name="forum_hidden_with_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.why}: {self.post_id}"


class Ruling(models.Model):
    """What was decided about a post or its writer: append-only. `member` is the writer, if it was told."""

    post = models.ForeignKey("forum_conversation.Post", models.PROTECT, related_name="rulings")
    act = models.CharField(_("what was decided"), max_length=8, choices=Act)
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="told_rulings")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("when"), default=timezone.now)
    reason = models.TextField(_("reason"), blank=True, max_length=LONGEST_REASON)
    title = models.CharField(_("title of the topic then"), max_length=255)
    before = models.JSONField(_("before"), default=dict)
    after = models.JSONField(_("after"), default=dict)

    objects = RulingQuerySet.as_manager()

    class Meta:
        app_label = "hub_forum"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(act__in=Act.values), name="forum_ruling_known_act"),
            models.CheckConstraint(
                condition=~Q(act__in=CONTESTED) | ~Q(reason=""), name="forum_ruling_against_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.act}: {self.post_id}"

    def get_absolute_url(self) -> str:
        """Where the writer reads it."""
        return reverse("boards:ruling", kwargs={"pk": self.pk})

    @property
    def is_about_member(self) -> bool:
        """Whether it is about the writer more than about the post."""
        return self.act in ABOUT_MEMBER

    @property
    def can_be_contested(self) -> bool:
        """Whether the writer may object."""
        return self.act in CONTESTED

    @property
    def upholds_reports(self) -> bool:
        """Whether who reported the post was right."""
        return self.act in UPHOLD


class Flag(models.Model):
    """Somebody reports a post; open until a ruling decides about it."""

    post = models.ForeignKey("forum_conversation.Post", models.CASCADE, related_name="flags")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="flags")
    fault = models.CharField(_("what is wrong"), max_length=8, choices=Fault)
    words = models.TextField(_("in your words"), blank=True, max_length=LONGEST_REASON)
    at = models.DateTimeField(_("when"), default=timezone.now)
    ruling = models.ForeignKey(Ruling, models.PROTECT, null=True, related_name="flags")

    objects = FlagQuerySet.as_manager()

    class Meta:
        app_label = "hub_forum"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["post", "member"], name="forum_flag_open_once", condition=Q(ruling__isnull=True)
            ),
            models.CheckConstraint(condition=Q(fault__in=Fault.values), name="forum_flag_known_fault"),
            models.CheckConstraint(condition=~Q(fault=Fault.OTHER) | ~Q(words=""), name="forum_flag_other_has_words"),
        ]

    def __str__(self) -> str:
        return f"{self.fault}: {self.post_id}"


class Objection(models.Model):
    """What a writer says against a ruling, once; open until another ruling answers it."""

    ruling = models.OneToOneField(Ruling, models.PROTECT, related_name="objection")
    words = models.TextField(_("in your words"), max_length=LONGEST_REASON)
    at = models.DateTimeField(_("when"), default=timezone.now)
    answer = models.ForeignKey(Ruling, models.PROTECT, null=True, related_name="answered")

    objects = ObjectionQuerySet.as_manager()

    class Meta:
        app_label = "hub_forum"
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(words=""), name="forum_objection_has_words"),
        ]

    def __str__(self) -> str:
        return f"Objection to {self.ruling_id}"


class Suspension(models.Model):
    """Until when a member reads, but doesn't write."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="suspensions")
    until = models.DateTimeField(_("until"))
    reason = models.TextField(_("reason"), max_length=LONGEST_REASON)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("since"), default=timezone.now)
    ended_at = models.DateTimeField(_("ended early"), null=True)

    objects = SuspensionQuerySet.as_manager()

    class Meta:
        app_label = "hub_forum"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["member"], name="forum_one_suspension_at_a_time", condition=Q(ended_at__isnull=True)
            ),
            models.CheckConstraint(condition=Q(until__gt=F("at")), name="forum_suspension_ends_later"),
            models.CheckConstraint(condition=~Q(reason=""), name="forum_suspension_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} until {self.until:%Y-%m-%d}"

    @property
    def sentence(self) -> str:
        """Until when the member can't write, and why, in the zone of whoever reads it."""
        until = date_format(timezone.localtime(self.until), "F j, Y, P T")
        return gettext("You can read, but not write here until %(until)s. Reason: %(reason)s") % {
            "until": until,
            "reason": self.reason,
        }


class WaitingRule(models.Model):
    """What makes a post wait for a moderator, in one board or, without one, in all."""

    board = models.ForeignKey("forum.Forum", models.CASCADE, null=True, blank=True, related_name="waiting_rules")
    kind = models.CharField(_("what waits"), max_length=9, choices=RuleKind)
    value = models.CharField(_("word or website"), max_length=LONGEST_VALUE, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("since"), default=timezone.now)

    objects = WaitingRuleQuerySet.as_manager()

    class Meta:
        app_label = "hub_forum"
        ordering = ("kind", "value", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=RuleKind.values), name="forum_rule_known_kind"),
            models.CheckConstraint(
                condition=Q(kind=RuleKind.NEWCOMERS, value="") | (~Q(kind=RuleKind.NEWCOMERS) & ~Q(value="")),
                name="forum_rule_says_what",
            ),
            models.UniqueConstraint(
                fields=["board", "kind", "value"], name="forum_rule_once_in_a_board", condition=Q(board__isnull=False)
            ),
            models.UniqueConstraint(
                fields=["kind", "value"], name="forum_rule_once_for_all", condition=Q(board__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.value}" if self.value else str(self.get_kind_display())
