"""Action items: who does what until when."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from events.meetings.enums import ActionState, Reminded
from events.meetings.querysets import ActionItemQuerySet


class ActionItem(models.Model):
    """Something that somebody does until a day, for the members of the group to see.

    `owner` is a member of the group; `outside` names who it is outside of it, a department say. One of the two.
    """

    group = models.ForeignKey("workgroups.WorkGroup", models.PROTECT, related_name="action_items")
    meeting = models.ForeignKey("events.Occurrence", models.PROTECT, null=True, related_name="action_items")
    what = models.CharField(_("what is to be done"), max_length=300)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    outside = models.CharField(_("who, outside of the group"), max_length=120, blank=True)
    due_on = models.DateField(_("due on"))
    state = models.CharField(_("state"), max_length=10, choices=ActionState, default=ActionState.OPEN)
    note = models.CharField(_("note"), max_length=500, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reminded = models.CharField(max_length=10, choices=Reminded, default=Reminded.NOTHING, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("written"))
    form_token = models.UUIDField(null=True, editable=False)

    objects = ActionItemQuerySet.as_manager()

    class Meta:
        app_label = "events"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["by", "form_token"], name="events_action_once_per_form"),
            models.CheckConstraint(condition=~Q(what=""), name="events_action_says_what"),
            models.CheckConstraint(
                condition=Q(owner=None) & ~Q(outside="") | Q(owner__isnull=False, outside=""),
                name="events_action_has_one_owner",
            ),
            models.CheckConstraint(condition=Q(reminded__in=Reminded.values), name="events_action_known_reminder"),
            models.CheckConstraint(
                condition=Q(state=ActionState.OPEN, closed_at=None, closed_by=None)
                | Q(
                    state__in=[ActionState.DONE, ActionState.DROPPED],
                    closed_at__isnull=False,
                    closed_by__isnull=False,
                ),
                name="events_action_closed_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state=ActionState.DROPPED) | ~Q(note=""), name="events_action_dropped_says_why"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["due_on"], name="events_action_open_due", condition=Q(state=ActionState.OPEN)),
        ]

    def __str__(self) -> str:
        return self.what

    def get_absolute_url(self) -> str:
        return reverse("meetings:action_close", args=[self.group.slug, self.pk])

    @property
    def is_open(self) -> bool:
        """Somebody has to do it."""
        return bool(self.state == ActionState.OPEN)

    @property
    def is_overdue(self) -> bool:
        """It is open, and its day has passed."""
        return self.is_open and self.due_on < timezone.localdate()

    @property
    def due_in_words(self) -> str:
        """Overdue, due today or soon, in words; empty for later and for what is closed."""
        if not self.is_open:
            return ""
        days = (self.due_on - timezone.localdate()).days
        if days < 0:
            return ngettext("%(days)d day overdue", "%(days)d days overdue", -days) % {"days": -days}
        if days == 0:
            return _t("Due today")
        return ngettext("Due in %(days)d day", "Due in %(days)d days", days) % {"days": days}
