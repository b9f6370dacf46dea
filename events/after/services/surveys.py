"""Asking who was there how it was, once each, and keeping what they answer (docs/adr/0039)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.notifications.services.telling import notify, take_back
from community.people.errors import HubError
from community.people.models import Member
from community.people.services import record
from community.safety.races import again_after_race
from events.after.models import Survey, SurveyAnswer
from events.after.models.surveys import QUESTIONS
from events.after.standing import who_was_there
from events.enums import Told
from events.models import Occurrence
from events.services.scheduling import lock_date

OPEN_FOR = timedelta(days=30)


class SurveyClosed(HubError):
    """The time to answer is over."""


@again_after_race
@transaction.atomic
def begin_survey(*, occurrence: Occurrence, by: Member, at: datetime | None = None) -> Survey:
    """Ask everybody who was there, as soon as the date is over, for 30 days. Audited; idempotent. Raises DateGone."""
    at = at or timezone.now()
    date = lock_date(occurrence)
    closes_at = max(at, date.end_at) + OPEN_FOR
    survey, is_new = Survey.objects.get_or_create(
        occurrence=date, defaults={"by": by, "at": at, "closes_at": closes_at}
    )
    if is_new:
        record(by=by, action="begin", about=survey, after={"date": date.pk})
        if date.end_at <= at:
            ask_those_there(survey=survey, at=at)
    return survey


def ask_all(*, at: datetime | None = None) -> int:
    """Ask whoever was there and is not asked yet, at every date whose survey runs; return how many. Idempotent."""
    at = at or timezone.now()
    running = Survey.objects.running(at).select_related("occurrence__series").order_by("pk")
    return sum(ask_those_there(survey=survey, at=at) for survey in running)


@again_after_race
@transaction.atomic
def ask_those_there(*, survey: Survey, at: datetime) -> int:
    """Ask who was there, each once; return how many were asked now."""
    Survey.objects.select_for_update(of=("self",)).get(pk=survey.pk)
    asked = SurveyAnswer.objects.filter(survey=survey).values("member")
    people = who_was_there(survey.occurrence).filter(is_active=True).exclude(pk__in=asked).order_by("pk")
    rows = SurveyAnswer.objects.bulk_create([SurveyAnswer(survey=survey, member=one, asked_at=at) for one in people])
    notify(kind=Told.SURVEY, to=[row.member_id for row in rows], about=survey.pk, at=at)
    return len(rows)


@transaction.atomic
def answer_survey(
    *, answer: SurveyAnswer, answers: Mapping[str, int | None], words: str = "", at: datetime | None = None
) -> SurveyAnswer:
    """Keep what somebody says; a second time changes it. Raises SurveyClosed.

    A question that `answers` does not name was left open.
    """
    at = at or timezone.now()
    row = _open(answer, at)
    for name in QUESTIONS:
        setattr(row, name, answers.get(name))
    row.words, row.answered_at, row.skipped_at = words.strip(), row.answered_at or at, None
    row.save()
    take_back(kind=Told.SURVEY, about=row.survey_id, to=[row.member_id])
    return row


@transaction.atomic
def skip_survey(*, answer: SurveyAnswer, at: datetime | None = None) -> SurveyAnswer:
    """Say that one does not want to answer; what was answered stays. Idempotent. Raises SurveyClosed."""
    at = at or timezone.now()
    row = _open(answer, at)
    if row.answered_at is None:
        row.skipped_at = row.skipped_at or at
        row.save(update_fields=["skipped_at"])
    take_back(kind=Told.SURVEY, about=row.survey_id, to=[row.member_id])
    return row


def _open(answer: SurveyAnswer, at: datetime) -> SurveyAnswer:
    rows = SurveyAnswer.objects.select_for_update(of=("self",)).select_related("survey__occurrence__series")
    row: SurveyAnswer = rows.get(pk=answer.pk)
    if row.survey.is_closed(at):
        raise SurveyClosed(_("The time to answer is over. What you answered stays as it is."))
    return row
