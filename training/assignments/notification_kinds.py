"""What people are told about assignments: work handed in, and answers to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from community.notifications.enums import Level
from community.notifications.registries import Kind, Subject, Told
from training.models import Review, Work

from .services import ANSWERED, HANDED_IN

if TYPE_CHECKING:
    from community.notifications.models import Notification
    from community.people.models import Member


def _describe(reader: Member, notifications: list[Notification]) -> dict[int, Told]:
    """The work in one query, its answers in another."""
    works = Work.objects.visible_to(reader).select_related("member", "lesson")
    found = works.in_bulk([row.subject_id for row in notifications])
    keys = [row.key for row in notifications if row.kind == ANSWERED]
    answers = {str(row.pk): row for row in Review.objects.filter(pk__in=keys)}
    return {
        row.pk: _told(row, found[row.subject_id], answers.get(row.key))
        for row in notifications
        if row.subject_id in found
    }


def _told(row: Notification, work: Work, answer: Review | None) -> Told:
    title = work.lesson.title
    if row.kind == HANDED_IN:
        names = {"name": work.member.display_name, "lesson": title}
        return Told(_("%(name)s handed in “%(lesson)s”") % names, title, work.get_absolute_url())
    text = answer.feedback if answer else ""
    sentence = _("Your work on “%(lesson)s” was answered") % {"lesson": title}
    return Told(sentence, title, f"{work.lesson.get_absolute_url()}#work", text=text)


def _many_handed_in(count: int, heading: str) -> str:
    words = ngettext("%(count)d piece of work on “%(heading)s”", "%(count)d pieces of work on “%(heading)s”", count)
    return words % {"count": count, "heading": heading}


def _many_answered(count: int, heading: str) -> str:
    words = ngettext("%(count)d answer to “%(heading)s”", "%(count)d answers to “%(heading)s”", count)
    return words % {"count": count, "heading": heading}


WORK = Subject("work", visible=Work.objects.visible_to, describe=_describe)
KINDS = (
    Kind(
        HANDED_IN,
        "work",
        gettext_lazy("Work handed in to courses I look after"),
        Level.DAILY,
        many=_many_handed_in,
        action=gettext_lazy("Look at the work"),
    ),
    Kind(
        ANSWERED,
        "work",
        gettext_lazy("Answers to my assignments"),
        Level.INSTANT,
        many=_many_answered,
        action=gettext_lazy("Read the feedback"),
    ),
)
