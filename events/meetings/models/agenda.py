"""The agenda of a meeting: items in order, and that it was published."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from events.meetings.querysets import AgendaItemQuerySet

MOST_MINUTES = 600


class Agenda(models.Model):
    """That the agenda of a date was published; while there is no row, it is a draft for the group's members."""

    occurrence = models.OneToOneField("events.Occurrence", models.PROTECT, primary_key=True, related_name="agenda")
    published_at = models.DateTimeField(_("published"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("published by"))

    class Meta:
        app_label = "events"

    def __str__(self) -> str:
        return f"agenda of {self.occurrence_id}"


class AgendaItem(models.Model):
    """One thing to talk about. `carried_from` is the item of an earlier meeting that was not finished there."""

    occurrence = models.ForeignKey("events.Occurrence", models.PROTECT, related_name="agenda_items")
    position = models.PositiveSmallIntegerField(_("place"))
    title = models.CharField(_("title"), max_length=160)
    minutes = models.PositiveSmallIntegerField(_("minutes planned"), null=True)
    presenter = models.CharField(_("who presents"), max_length=120, blank=True)
    notes = models.TextField(_("notes"), max_length=2_000, blank=True)
    carried_from = models.OneToOneField("self", models.SET_NULL, null=True, related_name="carried_to")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("added"))
    version = models.PositiveIntegerField(default=1, editable=False)
    form_token = models.UUIDField(null=True, editable=False)

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        app_label = "events"
        ordering = ("position",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["occurrence", "position"], name="events_agenda_place_once"),
            models.UniqueConstraint(fields=["by", "form_token"], name="events_agenda_item_once_per_form"),
            models.CheckConstraint(condition=~Q(title=""), name="events_agenda_item_has_title"),
            models.CheckConstraint(
                condition=Q(minutes=None) | Q(minutes__gte=1, minutes__lte=MOST_MINUTES),
                name="events_agenda_item_minutes",
            ),
            models.CheckConstraint(
                condition=Q(carried_from=None) | ~Q(carried_from=models.F("pk")), name="events_agenda_item_not_its_own"
            ),
        ]

    def __str__(self) -> str:
        return self.title
