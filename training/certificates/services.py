"""Issuing, renewing, reminding of and revoking certificates (docs/adr/0023)."""

from __future__ import annotations

import logging
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django_q.tasks import async_task

from community.notifications.services.telling import notify
from community.people.errors import HubError
from community.people.models import Member
from community.people.services import record
from community.safety.characters import one_line
from training.enums import Effect
from training.models import (
    Certificate,
    CertificateCounter,
    CertificateRevocation,
    Completion,
    CourseFinish,
    Enrolment,
    ExpiryNotice,
    SigningKey,
)
from training.pages import CoursePage
from training.study import Study, study_course

from .badges import CREDENTIAL_TYPE, credential_of, issuer_did
from .notification_kinds import EXPIRING, ISSUED, REVOKED
from .permissions import can_revoke
from .signing import NoKey, Signer, signer
from .storing import PAPER_TASK
from .times import RENEWABLE_DAYS, day_of, last_day, reminder_due

NEWS = timedelta(days=1)  # what was issued for an earlier moment is history, and told to nobody
_log = logging.getLogger("hub.training")


class NotYours(HubError):
    """Only some may revoke."""


def renewal_opening(*, member: Member, course: CoursePage, at: datetime | None = None) -> datetime | None:
    """From when on a lesson done again counts, when the member's certificate of `course` can be renewed now."""
    if not course.gives_certificate:
        return None
    current = Certificate.objects.of(member).current().filter(course=course).with_standing().first()
    return current.renews_from(at) if current else None


def certify(*, member: Member, course: CoursePage, at: datetime | None = None) -> Certificate | None:
    """Issue what `member` has earned, in the caller's transaction. Without a key the sweep does it later."""
    try:
        return issue_earned(member=member, course=course, at=at)
    except NoKey as problem:
        _log.error("No certificate for member %s in course %s: %s", member.pk, course.pk, problem.message)
        return None


@transaction.atomic
def issue_earned(*, member: Member, course: CoursePage, at: datetime | None = None) -> Certificate | None:
    """Issue the certificate that `member` has earned and does not have; None when there is none to issue. Audited.

    The first for every lesson done; the next when every lesson was done again since the last one can be renewed. The
    enrolment's row is the lock. Tells the member and enqueues the PDF. Raises NoKey.
    """
    at = at or timezone.now()
    if not (course.gives_certificate and course.live):
        return None
    if not Enrolment.objects.select_for_update(of=("self",)).of(member).active().filter(course=course).exists():
        return None
    study = study_course(member, course, at=at)
    if not _is_earned(study):
        return None
    certificate = _write(study, member, signer(), at)
    record(by=None, action="issue", about=certificate, after={"member": member.pk, "course": course.pk})
    if at > timezone.now() - NEWS:
        notify(kind=ISSUED, to=[member.pk], about=certificate.pk, at=at)
    async_task(PAPER_TASK, certificate.pk)
    return certificate


def issue_due(*, at: datetime | None = None) -> int:
    """Issue what was earned and could not be issued then, each in its own transaction; return how many. Idempotent."""
    issued = 0
    for course in CoursePage.objects.live().filter(gives_certificate=True):
        for member in _may_have_earned(course, at or timezone.now()):
            issued += issue_earned(member=member, course=course, at=at) is not None
    return issued


def remind_of_ends(*, at: datetime | None = None) -> int:
    """Tell the holders of certificates that end within 90, 60 or 30 days, once each; return how many. Idempotent."""
    at = at or timezone.now()
    today = day_of(at)
    told = 0
    for certificate in Certificate.objects.ending(today, today + timedelta(days=RENEWABLE_DAYS)):
        if (days := reminder_due(today, certificate.expires_on)) is None:
            continue
        with transaction.atomic():
            _notice, is_new = ExpiryNotice.objects.get_or_create(
                certificate=certificate, days=days, defaults={"at": at}
            )
            if is_new:
                told += notify(
                    kind=EXPIRING, to=[certificate.member_id], about=certificate.pk, key=f"days-{days}", at=at
                )
    return told


@transaction.atomic
def revoke(*, certificate: Certificate, by: Member, reason: str, at: datetime | None = None) -> CertificateRevocation:
    """Take `certificate` back: audited, its holder is told why. A second time changes nothing.

    Raises NotYours. The hub issues no other one for the course by itself: whoever revoked it has a reason.
    """
    if not can_revoke(by):
        raise NotYours(_("You may not revoke certificates. Ask an administrator of the hub."))
    at = at or timezone.now()
    Certificate.objects.select_for_update().get(pk=certificate.pk)
    revocation, is_new = CertificateRevocation.objects.get_or_create(
        certificate=certificate, defaults={"by": by, "reason": reason, "at": at}
    )
    if is_new:
        record(by=by, action="revoke", about=certificate, after={"reason": reason})
        if at > timezone.now() - NEWS:
            notify(kind=REVOKED, to=[certificate.member_id], about=certificate.pk, at=at)
    return revocation


def _is_earned(study: Study) -> bool:
    if not study.progress.is_finished:
        return False
    return study.certificate is None or (study.renewal is not None and study.renewal.is_finished)


def _may_have_earned(course: CoursePage, at: datetime) -> QuerySet[Member]:
    """Who takes `course`, did each of its lessons or finished it once, and has no certificate far from its end."""
    lessons = study_course(AnonymousUser(), course).outline.keys
    if not lessons:
        return Member.objects.none()
    far = day_of(at) + timedelta(days=RENEWABLE_DAYS)
    settled = Certificate.objects.filter(course=course).filter(
        Q(expires_on=None) | Q(expires_on__gt=far) | Q(revocation__isnull=False)
    )
    marks = Completion.objects.about(lessons).filter(effect=Effect.DONE).values("member")
    finishers = marks.annotate(done=Count("lesson", distinct=True)).filter(done=len(lessons)).values("member")
    finished = CourseFinish.objects.filter(course=course).values("member")
    enrolled = Enrolment.objects.active().filter(Q(member__in=finishers) | Q(member__in=finished), course=course)
    return Member.objects.filter(pk__in=enrolled.exclude(member__in=settled.values("member")).values("member"))


def _write(study: Study, member: Member, key: Signer, at: datetime) -> Certificate:
    former, course = study.certificate, study.course
    number, serial = _next_number(at)
    certificate = Certificate(
        member=member,
        course=course,
        period=former.period + 1 if former else 1,
        supersedes=former,
        number=number,
        serial=serial,
        token=secrets.token_urlsafe(16),
        name=_name_of(member),
        course_title=course.title,
        course_version=study.outline.version,
        hours=course.hours,
        office=course.certificate_office or settings.SITE_NAME,
        person=course.certificate_person,
        issued_at=at.replace(microsecond=0),
        expires_on=last_day(at, course.certificate_months),
        key=_published(key, at),
    )
    payload = credential_of(certificate, course_url=course.get_absolute_url(), about=course.summary)
    certificate.credential = key.sign_jwt(payload, issuer=issuer_did(), media_type=CREDENTIAL_TYPE)
    certificate.save(force_insert=True)
    return certificate


def _next_number(at: datetime) -> tuple[str, int]:
    """The next number of the year. The counter's row is locked until the transaction ends: no number twice."""
    year = day_of(at).year
    CertificateCounter.objects.get_or_create(year=year)
    CertificateCounter.objects.filter(year=year).update(last=F("last") + 1)
    serial = CertificateCounter.objects.get(year=year).last
    return f"CDH-{year}-{serial:06}", serial


def _published(key: Signer, at: datetime) -> SigningKey:
    row, _made = SigningKey.objects.get_or_create(
        key_id=key.key_id, defaults={"public_key": key.public_key, "first_used_at": at}
    )
    return row


def _name_of(member: Member) -> str:
    """The full name when the profile has one, else the public one, on one line without what can't be seen."""
    for name in (member.get_full_name(), member.display_name):
        try:
            if line := one_line(name):
                return line
        except ValidationError:
            continue
    return str(member.pk)
