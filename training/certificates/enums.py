"""The words of certificates."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """What a certificate is worth on a day. It follows from the rows and the date; it is never stored."""

    VALID = "valid", _("Valid")
    EXPIRED = "expired", _("Expired")
    SUPERSEDED = "superseded", _("Superseded")
    REVOKED = "revoked", _("Revoked")
    ALTERED = "altered", _("Not as it was signed")
