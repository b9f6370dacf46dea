"""What people are told after a date: that something is there, and how it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from community.notifications.enums import Level
from community.notifications.registries import Kind, Subject
from community.notifications.registries import Told as Words
from events.enums import Told
from events.times import times_of

from .models import Survey
from .services.telling import AGENDA, MATERIALS, MINUTES, RECORDING
from .standing import took_part_in

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from community.notifications.models import Notification
    from community.people.models import Member
    from events.models import Occurrence

_SENTENCES: dict[str, StrOrPromise] = {
    AGENDA: gettext_lazy("The agenda is there: “%(title)s”, %(when)s"),
    MATERIALS: gettext_lazy("Materials are there: “%(title)s”, %(when)s"),
    RECORDING: gettext_lazy("The recording is there: “%(title)s”, %(when)s"),
    MINUTES: gettext_lazy("The minutes are there: “%(title)s”, %(when)s"),
}
_CORRECTED = gettext_lazy("The minutes were corrected: “%(title)s”, %(when)s")


def _describe_news(reader: Member, notifications: list[Notification]) -> dict[int, Words]:
    ids = [row.subject_id for row in notifications]
    found = took_part_in(reader).filter(pk__in=ids).select_related("series").in_bulk()
    return {row.pk: _news(row, found[row.subject_id]) for row in notifications if row.subject_id in found}


def _news(row: Notification, date: Occurrence) -> Words:
    what, _dash, number = row.key.partition("-")
    sentence = _CORRECTED if what == MINUTES and number != "1" else _SENTENCES[what]
    values = {"title": date.series.title, "when": times_of(date).there}
    there = "meeting/" if what == AGENDA else "#afterwards"
    return Words(str(sentence) % values, date.series.title, f"{date.get_absolute_url()}{there}")


def _describe_surveys(reader: Member, notifications: list[Notification]) -> dict[int, Words]:
    rows = Survey.objects.asking(reader).select_related("occurrence__series")
    found = rows.in_bulk([row.subject_id for row in notifications])
    return {row.pk: _survey(found[row.subject_id]) for row in notifications if row.subject_id in found}


def _survey(survey: Survey) -> Words:
    date = survey.occurrence
    sentence = _("How was “%(title)s”, %(when)s?") % {"title": date.series.title, "when": times_of(date).there}
    text = _("Five short questions, one minute. No figure shows who said what, and you may skip them.")
    return Words(sentence, date.series.title, survey.get_absolute_url(), text=text)


def _many_news(count: int, heading: str) -> str:
    words = ngettext("%(count)d notice about “%(title)s”", "%(count)d notices about “%(title)s”", count)
    return words % {"count": count, "title": heading}


def _many_surveys(count: int, heading: str) -> str:
    return ngettext("%(count)d event asks how it was", "%(count)d events ask how they were", count) % {"count": count}


SUBJECTS = (
    Subject("event_after", visible=took_part_in, describe=_describe_news),
    Subject("event_survey", visible=Survey.objects.asking, describe=_describe_surveys),
)
KINDS = (
    Kind(
        Told.AFTER,
        "event_after",
        Told.AFTER.label,
        Level.DAILY,
        many=_many_news,
        action=gettext_lazy("Open the event"),
    ),
    Kind(
        Told.SURVEY,
        "event_survey",
        Told.SURVEY.label,
        Level.DAILY,
        many=_many_surveys,
        action=gettext_lazy("Answer"),
    ),
)
