"""A template: the words of an event and how one registers, under a name of its own."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from events.enums import Kind

from .querysets import EventTemplateQuerySet

LONGEST_NAME = 120


class EventTemplate(models.Model):
    """Belongs to a work group, or without one to who saved it. Written once by `services.save_template`.

    `said` holds what the form of a new event begins with, `rules` and `questions` how one registers. They are kept as
    text: what is gone by the day it is used, a department or a tag, is left out then.
    """

    name = models.CharField(_("name of the template"), max_length=LONGEST_NAME)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    group = models.ForeignKey(
        "workgroups.WorkGroup",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="event_templates",
        verbose_name=_("for the work group"),
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="event_templates")
    said = models.JSONField()
    rules = models.JSONField(default=dict)
    questions = models.JSONField(default=list)
    saved_at = models.DateTimeField(_("saved"))

    objects = EventTemplateQuerySet.as_manager()

    class Meta:
        app_label = "events"
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(name=""), name="events_template_has_a_name"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="events_template_known_kind"),
            models.UniqueConstraint(
                fields=["group", "name"], condition=Q(group__isnull=False), name="events_template_once_in_a_group"
            ),
            models.UniqueConstraint(
                fields=["by", "name"], condition=Q(group=None), name="events_template_once_of_one_member"
            ),
        ]

    def __str__(self) -> str:
        return self.name
