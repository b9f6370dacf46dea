"""What came of a date: a few sentences, with links to datasets, topics and courses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from events.after.enums import LinkKind
from events.after.querysets import HangingQuerySet

MOST_WORDS = 600
MOST_LINKS = 5


@dataclass(frozen=True)
class Link:
    """A link of a note. One that leads to a private topic shows its words, and opens for who may read the topic."""

    kind: str
    title: str
    address: str

    @property
    def sort(self) -> str:
        """What it leads to, in words; empty for something else."""
        return "" if self.kind == LinkKind.OTHER else str(LinkKind(self.kind).label)


class OutcomeNote(models.Model):
    """What came of it, for everybody who may see the date."""

    occurrence = models.ForeignKey("events.Occurrence", models.PROTECT, related_name="outcome_notes")
    text = models.CharField(
        _("what came of it"),
        max_length=MOST_WORDS,
        help_text=_("Two or three sentences. Numbers help: datasets published, people reached, hours saved."),
    )
    links = models.JSONField(default=list, blank=True)  # of Link: shown together, and never asked for alone
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("written"))
    version = models.PositiveIntegerField(default=1, editable=False)
    form_token = models.UUIDField(null=True, editable=False)

    objects = HangingQuerySet.as_manager()

    class Meta:
        app_label = "events"
        ordering = ("pk",)
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(text=""), name="events_outcome_says_something"),
            models.UniqueConstraint(fields=["by", "form_token"], name="events_outcome_once_per_form"),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def leads(self) -> list[Link]:
        """Where to see it."""
        return [Link(**facts) for facts in self.links]
