"""Who was seen where, and the code with which people say it themselves."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from events.enums import CheckIn
from events.querysets import LONGEST, AttendanceQuerySet


class Attendance(models.Model):
    """Somebody was seen at a date, or that was taken back: append-only, the latest row of a member counts."""

    occurrence = models.ForeignKey("events.Occurrence", models.PROTECT, related_name="attendances")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="attendances")
    is_present = models.BooleanField(_("was there"))
    check_in = models.CharField(_("seen by"), max_length=10, choices=CheckIn, default=CheckIn.LIST)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("written by"))
    at = models.DateTimeField(_("when"))
    minutes = models.PositiveIntegerField(_("minutes there"), null=True)  # unknown where nobody wrote it

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        app_label = "events"
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(check_in__in=CheckIn.values), name="events_known_check_in"),
            models.CheckConstraint(
                condition=models.Q(minutes=None)
                | models.Q(is_present=True, minutes__gte=1, minutes__lte=LONGEST // timedelta(minutes=1)),
                name="events_minutes_of_who_was_there",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["occurrence", "member", "-id"], name="events_attendance_latest"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} at {self.occurrence_id}: {self.is_present}"


class CheckInCode(models.Model):
    """What is shown in the room or the meeting: whoever types it, or opens its address, is there. One for each date."""

    occurrence = models.OneToOneField(
        "events.Occurrence", models.CASCADE, primary_key=True, related_name="check_in_code", editable=False
    )
    code = models.CharField(_("code"), max_length=12)
    admits_anybody = models.BooleanField(
        _("Let in who has no place, while there is room"),
        default=False,
        help_text=_("Whoever may see the event and has the code gets a place and is marked as there."),
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("made by"))
    made_at = models.DateTimeField(_("made"))

    class Meta:
        app_label = "events"
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(code=""), name="events_check_in_has_a_code"),
        ]

    def __str__(self) -> str:
        return f"code of {self.occurrence_id}"
