"""What people are asked about courses they finished: for their opinion, and later whether they used it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from community.notifications.enums import Level
from community.notifications.registries import Kind, Subject, Told
from training.addresses import survey_url
from training.models import CourseFinish, UseCheck

if TYPE_CHECKING:
    from community.notifications.models import Notification
    from community.people.models import Member

SURVEY, USE = "course_survey", "use_check"


def _describe_surveys(reader: Member, notifications: list[Notification]) -> dict[int, Told]:
    rows = CourseFinish.objects.visible_to(reader).select_related("course")
    found = rows.in_bulk([row.subject_id for row in notifications])
    return {row.pk: _survey(found[row.subject_id]) for row in notifications if row.subject_id in found}


def _survey(finish: CourseFinish) -> Told:
    title = finish.course.title
    sentence = _("How was “%(course)s”?") % {"course": title}
    text = _("Seven short questions, two minutes. Your answers are confidential, and you may skip them.")
    return Told(sentence, title, survey_url(finish.course.slug), text=text)


def _describe_uses(reader: Member, notifications: list[Notification]) -> dict[int, Told]:
    rows = UseCheck.objects.visible_to(reader).select_related("finish__course")
    found = rows.in_bulk([row.subject_id for row in notifications])
    return {row.pk: _use(found[row.subject_id]) for row in notifications if row.subject_id in found}


def _use(check: UseCheck) -> Told:
    title = check.finish.course.title
    sentence = _("Did you use what you learned in “%(course)s”?") % {"course": title}
    text = _("You finished it %(days)d days ago. One question: yes, not yet or no.") % {"days": check.days}
    return Told(sentence, title, check.get_absolute_url(), text=text)


def _many_surveys(count: int, heading: str) -> str:
    return ngettext("%(count)d course asks how it was", "%(count)d courses ask how they were", count) % {"count": count}


def _many_uses(count: int, heading: str) -> str:
    return ngettext("%(count)d question about a course", "%(count)d questions about courses", count) % {"count": count}


SUBJECTS = (
    Subject("course_finish", visible=CourseFinish.objects.visible_to, describe=_describe_surveys),
    Subject("use_check", visible=UseCheck.objects.visible_to, describe=_describe_uses),
)
_ANSWER = gettext_lazy("Answer")
KINDS = (
    Kind(
        SURVEY,
        "course_finish",
        gettext_lazy("Questions about courses I finished"),
        Level.DAILY,
        many=_many_surveys,
        action=_ANSWER,
    ),
    Kind(
        USE,
        "use_check",
        gettext_lazy("Whether I used what I learned, after 30 and 60 days"),
        Level.DAILY,
        many=_many_uses,
        action=_ANSWER,
    ),
)
