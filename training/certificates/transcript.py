"""What one person has learned here: courses done, events for credit, hours, certificates, and what is under way."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from training.models import Certificate, Enrolment
from training.study import Study, study_courses

from .credits import CreditedDate, credited_dates
from .times import day_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from community.people.models import Member

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Finished:
    """A course that was finished."""

    study: Study
    done_at: datetime


@dataclass(frozen=True)
class Transcript:
    """Everything the page and the CSV say."""

    finished: list[Finished]
    going_on: list[Study]
    certificates: list[Certificate]
    dates: list[CreditedDate]

    @property
    def course_hours(self) -> int:
        """Of the courses that are done."""
        return sum(row.study.course.hours for row in self.finished)

    @property
    def hours(self) -> Decimal | int:
        """Of the courses that are done and the events outside them."""
        return self.course_hours + self.date_hours

    @property
    def date_hours(self) -> Decimal | int:
        """Of the events outside courses."""
        return sum(date.hours for date in self.dates)

    @property
    def is_empty(self) -> bool:
        """Nothing yet."""
        return not (self.finished or self.going_on or self.certificates or self.dates)


def transcript_of(member: Member) -> Transcript:
    """Courses of which something is done or that `member` takes; a fixed number of queries."""
    enrolments = Enrolment.objects.of(member).filter(course__live=True).select_related("course").latest_first()
    studies = study_courses(member, [row.course for row in enrolments])
    finished = [
        Finished(study, study.finish.at if study.finish else max(entry.at for entry in study.done.values()))
        for study in studies
        if study.progress.is_finished
    ]
    return Transcript(
        finished=sorted(finished, key=lambda row: row.done_at, reverse=True),
        going_on=[study for study in studies if study.is_enrolled and not study.progress.is_finished],
        certificates=list(Certificate.objects.of(member).with_standing().newest_first()),
        dates=credited_dates(member),
    )


def as_csv(transcript: Transcript) -> str:
    """The transcript as a table with stable columns, safe to open in a spreadsheet."""
    made = io.StringIO()
    writer = csv.writer(made)
    writer.writerow(["course", "state", "hours", "completed_on", "certificate", "status", "issued_on", "valid_until"])
    writer.writerows([_harmless(str(cell)) for cell in row] for row in _rows(transcript))
    return made.getvalue()


def _rows(transcript: Transcript) -> Iterator[list[object]]:
    for row in transcript.finished:
        course = row.study.course
        yield [course.title, _("completed"), course.hours, day_of(row.done_at).isoformat(), "", "", "", ""]
    for date in transcript.dates:
        title = date.title or _("An event that is no longer open to you")
        yield [title, _("attended"), f"{date.hours.normalize():f}", day_of(date.at).isoformat(), "", "", "", ""]
    for study in transcript.going_on:
        state = _("%(done)d of %(total)d lessons") % {"done": study.progress.done, "total": study.progress.total}
        yield [study.course.title, state, study.course.hours, "", "", "", "", ""]
    for certificate in transcript.certificates:
        yield [
            certificate.course_title,
            _("certificate"),
            certificate.hours,
            "",
            certificate.number,
            certificate.status.label,
            day_of(certificate.issued_at).isoformat(),
            certificate.expires_on.isoformat() if certificate.expires_on else "",
        ]


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula (OWASP, CSV injection)."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
