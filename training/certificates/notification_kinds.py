"""What people are told about their certificates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from community.notifications.enums import Level
from community.notifications.registries import Kind, Subject, Told
from training.models import Certificate

if TYPE_CHECKING:
    from community.notifications.models import Notification
    from community.people.models import Member

ISSUED, EXPIRING, REVOKED = "certificate_issued", "certificate_expiring", "certificate_revoked"


def _describe(reader: Member, notifications: list[Notification]) -> dict[int, Told]:
    rows = Certificate.objects.visible_to(reader).select_related("revocation", "superseded_by", "course")
    found = rows.in_bulk([row.subject_id for row in notifications])
    told = ((row.pk, _told(row, found[row.subject_id])) for row in notifications if row.subject_id in found)
    return {pk: words for pk, words in told if words}


def _told(row: Notification, certificate: Certificate) -> Told | None:
    title = certificate.course_title
    if row.kind == REVOKED:
        if not certificate.is_revoked:
            return None
        sentence = _("Your certificate for “%(course)s” was revoked") % {"course": title}
        return Told(sentence, title, certificate.get_absolute_url(), text=certificate.revocation.reason)
    if row.kind == EXPIRING:
        if certificate.expires_on is None or certificate.is_superseded or certificate.is_revoked:
            return None  # it was renewed, or taken back, before the mail went out
        names = {"course": title, "day": date_format(certificate.expires_on, "F j, Y")}
        sentence = _("Your certificate for “%(course)s” ends on %(day)s") % names
        text = _("Do the lessons of the course again and the hub issues the next one. What you did stays on record.")
        return Told(sentence, title, certificate.get_absolute_url(), text=text)
    sentence = _("Your certificate for “%(course)s” is ready") % {"course": title}
    text = _("Number %(number)s. Show it to anybody with this address: %(address)s") % {
        "number": certificate.number,
        "address": certificate.verification_address,
    }
    return Told(sentence, title, certificate.get_absolute_url(), text=text)


def _many_issued(count: int, heading: str) -> str:
    return ngettext("%(count)d certificate", "%(count)d certificates", count) % {"count": count}


def _many_expiring(count: int, heading: str) -> str:
    return ngettext("%(count)d certificate ends soon", "%(count)d certificates end soon", count) % {"count": count}


def _many_revoked(count: int, heading: str) -> str:
    return ngettext("%(count)d certificate was revoked", "%(count)d certificates were revoked", count) % {
        "count": count
    }


_SEE = gettext_lazy("See the certificate")
CERTIFICATE = Subject("certificate", visible=Certificate.objects.visible_to, describe=_describe)
KINDS = (
    Kind(
        ISSUED,
        "certificate",
        gettext_lazy("My certificates"),
        Level.INSTANT,
        many=_many_issued,
        action=_SEE,
        is_urgent=True,
    ),
    Kind(
        EXPIRING,
        "certificate",
        gettext_lazy("Certificates of mine that end soon"),
        Level.INSTANT,
        many=_many_expiring,
        action=_SEE,
    ),
    Kind(
        REVOKED,
        "certificate",
        gettext_lazy("Certificates of mine that were revoked"),
        Level.INSTANT,
        many=_many_revoked,
        action=_SEE,
        is_urgent=True,
    ),
)
