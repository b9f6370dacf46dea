"""Certificates: written once, signed, and never changed. What happens to one later is a row of its own."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from training.pages import CoursePage

from .enums import Status
from .querysets import CertificateQuerySet
from .times import day_of, renewable_from


class SigningKey(models.Model):
    """The public half of a key that signed certificates. It stays, and stays published, when another one takes over."""

    key_id = models.CharField(_("thumbprint (RFC 7638)"), max_length=43, unique=True)
    public_key = models.CharField(_("Ed25519 public key, base64url"), max_length=43)
    first_used_at = models.DateTimeField(_("first used"))

    def __str__(self) -> str:
        return self.key_id


class CertificateCounter(models.Model):
    """The last number given in a year; its row is the lock."""

    year = models.PositiveSmallIntegerField(_("year"), primary_key=True)
    last = models.PositiveIntegerField(_("last number"), default=0)

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


class Certificate(models.Model):
    """What a member got for a course. Append-only: the database refuses to change a row.

    `credential` is the signed statement itself, an Open Badge (badges); the other columns say the same, for queries.
    `period` counts the certificates of a member for a course: a renewal is the next one.
    """

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="certificates")
    course = models.ForeignKey(CoursePage, models.PROTECT, related_name="certificates")
    period = models.PositiveSmallIntegerField(_("period"), default=1)
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="superseded_by", verbose_name=_("supersedes")
    )
    number = models.CharField(_("number"), max_length=20, unique=True)
    serial = models.PositiveIntegerField(_("number within its year"))
    token = models.CharField(_("unguessable part of its address"), max_length=32, unique=True)
    name = models.CharField(_("name on the day of issue"), max_length=310)
    course_title = models.CharField(_("title of the course then"), max_length=255)
    course_version = models.CharField(_("hash of the outline then"), max_length=64)
    hours = models.PositiveSmallIntegerField(_("credit hours"))
    office = models.CharField(_("issued by"), max_length=120)
    person = models.CharField(_("signed by"), max_length=120, blank=True)
    issued_at = models.DateTimeField(_("issued"))
    expires_on = models.DateField(_("last day"), null=True)
    key = models.ForeignKey(SigningKey, models.PROTECT, related_name="certificates")
    credential = models.TextField(_("signed credential"))

    objects = CertificateQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "course", "period"], name="training_one_certificate_a_period"),
            models.CheckConstraint(
                condition=models.Q(period=1, supersedes=None) | models.Q(period__gt=1, supersedes__isnull=False),
                name="training_certificate_renewal_supersedes",
            ),
            models.CheckConstraint(condition=~models.Q(credential=""), name="training_certificate_is_signed"),
            models.CheckConstraint(condition=~models.Q(name=""), name="training_certificate_has_name"),
        ]
        indexes: ClassVar = [models.Index(fields=["expires_on"], name="training_certificate_ending")]
        permissions: ClassVar = [("revoke_any_certificate", "Can look up and revoke any certificate")]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("training:certificate", kwargs={"number": self.number})

    def get_verification_url(self) -> str:
        """The path of the page that anybody may open who was given it."""
        return reverse("training:certificate_verification", kwargs={"token": self.token})

    @property
    def verification_address(self) -> str:
        """The whole address, as it is printed."""
        return f"{settings.SITE_ADDRESS}{self.get_verification_url()}"

    @property
    def is_revoked(self) -> bool:
        """Taken back."""
        return hasattr(self, "revocation")

    @property
    def is_superseded(self) -> bool:
        """A renewal took its place."""
        return hasattr(self, "superseded_by")

    def status_at(self, at: datetime | None = None) -> Status:
        """What it is worth; runs no query after `with_standing`. Whether the signature holds is asked elsewhere."""
        if self.is_revoked:
            return Status.REVOKED
        if self.is_superseded:
            return Status.SUPERSEDED
        if self.expires_on and day_of(at or timezone.now()) > self.expires_on:
            return Status.EXPIRED
        return Status.VALID

    @property
    def status(self) -> Status:
        """What it is worth now."""
        return self.status_at()

    def renews_from(self, at: datetime | None = None) -> datetime | None:
        """From when on lessons done again count for the next one; None while, or when, it can't be renewed."""
        if self.expires_on is None or self.is_revoked or self.is_superseded:
            return None
        opens = renewable_from(self.expires_on)
        return opens if (at or timezone.now()) >= opens else None


class CertificateRevocation(models.Model):
    """Who took a certificate back, when and why. Append-only."""

    certificate = models.OneToOneField(Certificate, models.PROTECT, related_name="revocation")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("when"))
    reason = models.CharField(_("reason"), max_length=500)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="training_revocation_says_why")
        ]

    def __str__(self) -> str:
        return f"{self.certificate_id} revoked"


class ExpiryNotice(models.Model):
    """A reminder that was sent. Append-only."""

    certificate = models.ForeignKey(Certificate, models.PROTECT, related_name="expiry_notices")
    days = models.PositiveSmallIntegerField(_("days before the end"))
    at = models.DateTimeField(_("when"))

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["certificate", "days"], name="training_one_notice_each")
        ]

    def __str__(self) -> str:
        return f"{self.certificate_id}: {self.days} days"


def paper_path(paper: CertificatePaper, name: str) -> str:
    """A name nobody can guess."""
    return f"certificates/{uuid.uuid4().hex}.pdf"


class CertificatePaper(models.Model):
    """A certificate as PDF, made once by a task. Append-only."""

    certificate = models.OneToOneField(Certificate, models.PROTECT, related_name="paper")
    file = models.FileField(_("file"), upload_to=paper_path, max_length=120)
    sha256 = models.CharField(_("SHA-256 of the file"), max_length=64)
    is_name_whole = models.BooleanField(_("shows the whole name"), default=True)
    made_at = models.DateTimeField(_("made"))

    def __str__(self) -> str:
        return f"{self.certificate_id} as PDF"
