"""What a learner changes: enrolment and the completion ledger."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.people.models import Member
from training.certificates.services import certify, renewal_opening
from training.enums import Effect, EnrolmentState, Rule, Source
from training.errors import PrerequisitesMissing
from training.models import Completion, Enrolment, LessonVersion, NotebookPublication
from training.pages import CoursePage, LessonPage
from training.prerequisites.standing import needs_of
from training.study import study_course

from .finishing import record_finish


@transaction.atomic
def enrol(
    *,
    member: Member,
    course: CoursePage,
    form_token: UUID | None = None,
    at: datetime | None = None,
    waives_prerequisites: bool = False,
) -> Enrolment:
    """Let `member` take `course`, again after leaving; marks made before still count. Idempotent.

    Raises PrerequisitesMissing the first time, when the course requires another that isn't finished.
    """
    at = at or timezone.now()
    enrolment, made = Enrolment.objects.select_for_update().get_or_create(
        member=member, course=course, defaults={"enrolled_at": at, "active_at": at, "form_token": form_token}
    )
    if made and not waives_prerequisites:
        _require_prerequisites(member, course)
    is_same_form = form_token is not None and enrolment.form_token == form_token
    if not made and not enrolment.is_active and not is_same_form:
        enrolment.state, enrolment.active_at, enrolment.form_token = EnrolmentState.ACTIVE, at, form_token
        enrolment.save(update_fields=["state", "active_at", "form_token"])
    return enrolment


def _require_prerequisites(member: Member, course: CoursePage) -> None:
    titles = [_("“%(title)s”") % {"title": need.course.title} for need in needs_of(member, course).blocking]
    if titles:
        raise PrerequisitesMissing(
            ngettext(
                "This course requires another one first. Finish %(titles)s, then enrol.",
                "This course requires others first. Finish %(titles)s, then enrol.",
                len(titles),
            )
            % {"titles": get_text_list(titles, _("and"))}
        )


@transaction.atomic
def withdraw(*, member: Member, course: CoursePage) -> None:
    """Leave `course`; the ledger keeps what was done. Idempotent."""
    Enrolment.objects.of(member).filter(course=course, state=EnrolmentState.ACTIVE).update(state=EnrolmentState.LEFT)


@transaction.atomic
def complete(
    *,
    member: Member,
    lesson: LessonPage,
    rule: Rule = Rule.MARKED,
    source: Source = Source.MEMBER,
    at: datetime | None = None,
    form_token: UUID | None = None,
    version: int | None = None,
) -> Completion:
    """Write into the ledger that `member` has done `lesson`; a member who isn't enrolled is from now on.

    A lesson that is done already gets no second row: the row that counts is returned. While a certificate of the course
    can be renewed, a row from before doesn't count; `version`, the one that was read (else the newest), is another
    reason for a row. In the same transaction the course's finish is written and its certificate issued (docs/adr/0023,
    0024). A member's own mark enrols as `enrol` does, with its refusal; a fact from elsewhere is never lost.
    """
    course = CoursePage.objects.get(path=lesson.course_path)
    enrolment = enrol(member=member, course=course, at=at, waives_prerequisites=source != Source.MEMBER)
    since = renewal_opening(member=member, course=course, at=at)
    newest = _newest_version(lesson, at)
    read = newest if version is None else min(version, newest)
    row = _write(
        enrolment, lesson, Effect.DONE, read, rule=rule, source=source, at=at, form_token=form_token, since=since
    )
    if row is None:  # DONE always has a row: it was there or it was written
        raise AssertionError
    if study_course(member, course, at=at).progress.is_finished:  # else there is neither a finish nor a certificate
        record_finish(member=member, course=course, at=at)
        certify(member=member, course=course, at=at)
    return row


@transaction.atomic
def undo(
    *,
    member: Member,
    lesson: LessonPage,
    rule: Rule = Rule.MARKED,
    source: Source = Source.MEMBER,
    at: datetime | None = None,
    form_token: UUID | None = None,
) -> Completion | None:
    """Take a mark back by another row; None when the lesson never was done. Idempotent."""
    enrolment = Enrolment.objects.of(member).filter(course__path=lesson.course_path).first()
    if enrolment is None:
        return None
    read = _newest_version(lesson, at)
    return _write(enrolment, lesson, Effect.UNDONE, read, rule=rule, source=source, at=at, form_token=form_token)


def _write(
    enrolment: Enrolment,
    lesson: LessonPage,
    effect: Effect,
    version: int,
    *,
    rule: Rule,
    source: Source,
    at: datetime | None,
    form_token: UUID | None,
    since: datetime | None = None,
) -> Completion | None:
    """Add a row unless the ledger says so already (`since` a moment, of `version`). The enrolment's row is the lock."""
    Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    rows = Completion.objects.filter(member=enrolment.member_id)
    if form_token and (sent_before := rows.filter(form_token=form_token).first()):
        return sent_before
    last = rows.about([lesson.pk]).latest_first().first()
    if (last.effect if last else Effect.UNDONE) == effect and not (last and _is_outdated(last, version, since)):
        return last
    at = at or timezone.now()
    row = Completion.objects.create(
        member_id=enrolment.member_id,
        lesson_id=lesson.pk,
        content_version=_content_version(lesson),
        version=version,
        effect=effect,
        rule=rule,
        source=source,
        at=max(at, last.at) if last else at,  # a clock that runs behind must not hide the newer row
        form_token=form_token,
    )
    Enrolment.objects.filter(pk=enrolment.pk, active_at__lt=row.at).update(active_at=row.at)
    return row


def _is_outdated(row: Completion, version: int, since: datetime | None) -> bool:
    """A done lesson is done again: for a renewal, or in a newer version."""
    return row.effect == Effect.DONE and (row.version < version or (since is not None and row.at < since))


def _newest_version(lesson: LessonPage, at: datetime | None) -> int:
    """The lesson's version of that moment; 0 when none was recorded yet."""
    numbers = LessonVersion.objects.about([lesson.pk]).in_force(at).numbers()
    return numbers.get(lesson.pk, (0, 0))[0]


def _content_version(lesson: LessonPage) -> str:
    """What was read: the notebook's content hash, or the article's published revision."""
    versions = NotebookPublication.objects.filter(lesson_id=lesson.pk).values_list(
        "version__content_version", flat=True
    )
    return versions.first() or f"revision-{lesson.live_revision_id or 0}"
