"""What members were told, how they want to be told, and the outbox of mails."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .enums import Level, MailState, Stop
from .querysets import FollowingQuerySet, MailQuerySet, NotificationQuerySet
from .times import DIGEST_AT, QUIET_FROM, QUIET_TO, Hours

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

LARGEST_LIMIT = 50
DAILY_LIMIT = 2
_KNOWN_LEVEL = Q(level__in=Level.values)


class Mail(models.Model):
    """A mail of the outbox, written in the transaction of the fact it tells.

    What a notification says is put into words when the mail is sent, so that nothing read, hidden or left meanwhile is
    in it. A mail that comes ready-made (a log-in code) is kept in `raw` until it is sent, then wiped.
    """

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("for")
    )
    to = models.EmailField(_("to"), max_length=320)
    channel = models.CharField(_("list"), max_length=60)  # what one unsubscribes from: topic:12, kind:reminder, digest
    thread = models.CharField(_("thread"), max_length=60, blank=True)
    subject = models.CharField(_("subject"), max_length=255, blank=True)  # as sent, or as it came ready-made
    message_id = models.CharField(_("Message-ID"), max_length=200, unique=True)
    raw = models.BinaryField(_("ready-made text"), null=True, editable=False)
    is_urgent = models.BooleanField(_("urgent"), default=False)
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    next_try_at = models.DateTimeField(_("next try"), default=timezone.now)
    attempts = models.PositiveSmallIntegerField(_("tries"), default=0)
    error = models.CharField(_("what went wrong last"), max_length=500, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    not_needed_at = models.DateTimeField(_("not needed any more"), null=True, blank=True)
    dead_at = models.DateTimeField(_("given up"), null=True, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("outbox")
        ordering = ("-created_at", "-pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(sent_at=None, dead_at=None)
                | Q(sent_at=None, not_needed_at=None)
                | Q(dead_at=None, not_needed_at=None),
                name="notifications_mail_one_end",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["next_try_at"],
                name="notifications_mail_due",
                condition=Q(sent_at=None, dead_at=None, not_needed_at=None),
            ),
            models.Index(fields=["member", "created_at"], name="notifications_mail_of_member"),
        ]

    def __str__(self) -> str:
        return self.subject or self.channel

    @property
    def state(self) -> MailState:
        """Where the mail stands."""
        if self.sent_at:
            return MailState.SENT
        if self.dead_at:
            return MailState.DEAD
        return MailState.NOT_NEEDED if self.not_needed_at else MailState.WAITING


class Notification(models.Model):
    """One thing one member was told. `key` tells two tidings about the same subject apart."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notifications")
    kind = models.CharField(_("kind"), max_length=30)
    subject_id = models.BigIntegerField(_("about"))
    key = models.CharField(_("which time"), max_length=60, blank=True)
    place = models.CharField(_("place"), max_length=60, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(_("when"), default=timezone.now)
    level = models.CharField(_("how"), max_length=10, choices=Level)
    due_at = models.DateTimeField(_("goes into the digest of"), null=True)
    mail = models.ForeignKey(Mail, models.SET_NULL, null=True, related_name="notifications")
    read_at = models.DateTimeField(_("read"), null=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        ordering = ("-at", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["member", "kind", "subject_id", "key"], name="notifications_told_once_of_each"
            ),
            models.CheckConstraint(
                condition=_KNOWN_LEVEL & ~Q(level=Level.OFF), name="notifications_notification_known_level"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["member", "-at", "-id"], name="notifications_of_member"),
            models.Index(fields=["member", "place"], name="notifications_unread", condition=Q(read_at=None)),
            models.Index(
                fields=["due_at", "member"], name="notifications_for_digest", condition=Q(mail=None, read_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_id} to {self.member_id}"


class Following(models.Model):
    """A member follows a place, or mutes it. Without a level the member's choice for each kind holds.

    Whoever watches a place hears of everything there; who only follows it, of what is new (topics, and no replies).
    """

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="followings")
    place = models.CharField(_("place"), max_length=60)
    level = models.CharField(_("how"), max_length=10, choices=Level, blank=True)
    # db_default, so that the release before still writes rows while the hub is upgraded
    is_watched = models.BooleanField(_("everything that happens there"), default=False, db_default=False)
    since = models.DateTimeField(_("since"), default=timezone.now)

    objects = FollowingQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["place", "member"], name="notifications_follow_once"),
            models.CheckConstraint(condition=_KNOWN_LEVEL | Q(level=""), name="notifications_following_known_level"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} follows {self.place}"

    @property
    def in_words(self) -> str:
        """How, as the pages say it."""
        return str(_("Muted") if self.level == Level.OFF else self.get_level_display() or _("As my choices say"))


class KindChoice(models.Model):
    """How a member wants to hear of one kind, wherever it happens."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(_("kind"), max_length=30)
    level = models.CharField(_("how"), max_length=10, choices=Level)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "kind"], name="notifications_one_choice_per_kind"),
            models.CheckConstraint(condition=_KNOWN_LEVEL, name="notifications_choice_known_level"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} {self.kind}: {self.level}"


class MailHours(models.Model):
    """When a member wants mail; without a row the defaults hold."""

    member = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="mail_hours")
    digest_at = models.TimeField(_("digests come at"), default=DIGEST_AT)
    quiet_from = models.TimeField(_("quiet from"), default=QUIET_FROM)
    quiet_to = models.TimeField(_("quiet until"), default=QUIET_TO)
    daily_limit = models.PositiveSmallIntegerField(
        _("mails a day at most"), default=DAILY_LIMIT, validators=[MaxValueValidator(LARGEST_LIMIT)]
    )
    away_until = models.DateField(_("first day back"), null=True, blank=True)
    is_digest_off = models.BooleanField(_("no digest"), default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(daily_limit__lte=LARGEST_LIMIT), name="notifications_daily_limit"),
        ]

    def __str__(self) -> str:
        return f"mail hours of {self.member_id}"

    def hours(self, zone: ZoneInfo) -> Hours:
        """The same as values; `zone` is the member's."""
        return Hours(zone, self.digest_at, self.quiet_from, self.quiet_to, self.away_until)


class MailAddress(models.Model):
    """What became of mail to one address: how often it came back, and whether it is stopped."""

    address = models.EmailField(_("address"), max_length=320, unique=True)
    score = models.PositiveSmallIntegerField(_("score"), default=0)
    bounced_at = models.DateTimeField(_("came back last"), null=True, blank=True)
    diagnostic = models.CharField(_("what the other server said"), max_length=300, blank=True)
    stopped_at = models.DateTimeField(_("stopped"), null=True, blank=True)
    why = models.CharField(_("why"), max_length=10, choices=Stop, blank=True)

    class Meta:
        verbose_name = _("address with trouble")
        verbose_name_plural = _("addresses with trouble")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(address=Lower("address")), name="notifications_address_lower_case"),
            models.CheckConstraint(
                condition=Q(stopped_at=None, why="") | (Q(stopped_at__isnull=False) & Q(why__in=Stop.values)),
                name="notifications_stopped_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.address


class ReceivedMail(models.Model):
    """A mail that came in for one of our addresses: the same one again is taken once."""

    token = models.UUIDField(_("made of its Message-ID and our address"), unique=True, editable=False)
    message_id = models.CharField(_("Message-ID"), max_length=255)
    received_at = models.DateTimeField(_("received"), default=timezone.now)
    sender = models.CharField(_("from"), max_length=320, blank=True)
    outcome = models.CharField(_("what became of it"), max_length=200)

    class Meta:
        verbose_name = _("received mail")
        verbose_name_plural = _("received mail")
        ordering = ("-received_at", "-pk")
        indexes: ClassVar = [models.Index(fields=["-received_at"], name="notifications_received")]

    def __str__(self) -> str:
        return self.message_id
