"""What people are told about practices: editors, reviewers, authors, and who uses them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from community.notifications.enums import Level
from community.notifications.registries import Kind, Subject, Told

from .enums import PUBLIC, State
from .models import Practice, Version

if TYPE_CHECKING:
    from community.notifications.models import Notification
    from community.people.models import Member

SUBMITTED, ASKED, ANSWERED = "practice_submitted", "practice_review_asked", "practice_answered"
PUBLISHED, STALE = "practice_published", "practice_stale"
_FOUND = {
    State.APPROVED: gettext_lazy("“%(title)s” is approved and can be published"),
    State.CHANGES: gettext_lazy("Changes are asked for in “%(title)s”"),
    State.SPLIT: gettext_lazy("The reviewers of “%(title)s” disagree"),
}


def _describe_versions(reader: Member, notifications: list[Notification]) -> dict[int, Told]:
    ids = [row.subject_id for row in notifications]
    found = Version.objects.visible_to(reader).select_related("practice").in_bulk(ids)
    return {row.pk: _of_version(row, found[row.subject_id]) for row in notifications if row.subject_id in found}


def _of_version(row: Notification, version: Version) -> Told:
    values, url = {"title": version.title}, version.practice.get_absolute_url()
    text = ""
    if row.kind == PUBLISHED:
        is_first = version.number == 1
        sentence = _("New practice: “%(title)s”") if is_first else _("New version of the practice “%(title)s”")
        text = version.summary if is_first else version.change_note
    elif version.state not in PUBLIC:
        url = f"{url}review/"
        if row.kind == ASKED:
            sentence, text = _("You are asked to review the practice “%(title)s”"), version.summary
        elif row.kind == ANSWERED:
            found = _FOUND.get(State(version.state))
            sentence = str(found) if found else _("A reviewer of “%(title)s” has answered")
            text = version.decided_because
        elif version.state == State.SPLIT:
            sentence = _("The reviewers of “%(title)s” disagree: ask a third one, or decide")
        else:
            sentence = _("The practice “%(title)s” needs reviewers")
    else:
        sentence = _("The practice “%(title)s” was published")
    return Told(sentence % values, version.title, url, text=text)


def _describe_practices(reader: Member, notifications: list[Notification]) -> dict[int, Told]:
    ids = [row.subject_id for row in notifications]
    found = Practice.objects.visible_to(reader).select_related("current").filter(pk__in=ids, current__isnull=False)
    by_key = {practice.pk: practice for practice in found}
    return {row.pk: _still_right(by_key[row.subject_id]) for row in notifications if row.subject_id in by_key}


def _still_right(practice: Practice) -> Told:
    title = practice.current.title if practice.current else practice.slug
    sentence = _("Does the practice “%(title)s” still hold?") % {"title": title}
    text = _("Nobody has said so for a year. Confirm it, revise it or retire it.")
    return Told(sentence, title, f"{practice.get_absolute_url()}check/", text=text)


def _many_submitted(count: int, heading: str) -> str:
    words = ngettext("%(count)d step of “%(heading)s” waits", "%(count)d steps of “%(heading)s” wait", count)
    return words % {"count": count, "heading": heading}


def _many_asked(count: int, heading: str) -> str:
    words = ngettext("%(count)d review of “%(heading)s”", "%(count)d reviews of “%(heading)s”", count)
    return words % {"count": count, "heading": heading}


def _many_answers(count: int, heading: str) -> str:
    words = ngettext("%(count)d answer about “%(heading)s”", "%(count)d answers about “%(heading)s”", count)
    return words % {"count": count, "heading": heading}


def _many_published(count: int, heading: str) -> str:
    words = ngettext("%(count)d version of “%(heading)s”", "%(count)d versions of “%(heading)s”", count)
    return words % {"count": count, "heading": heading}


def _many_stale(count: int, heading: str) -> str:
    words = ngettext("%(count)d question about “%(heading)s”", "%(count)d questions about “%(heading)s”", count)
    return words % {"count": count, "heading": heading}


SUBJECTS = (
    Subject("practice_version", visible=Version.objects.visible_to, describe=_describe_versions),
    Subject("practice", visible=Practice.objects.visible_to, describe=_describe_practices),
)
KINDS = (
    Kind(
        SUBMITTED,
        "practice_version",
        gettext_lazy("Practices that need reviewers or a decision of the editors"),
        Level.DAILY,
        many=_many_submitted,
        action=gettext_lazy("Open the review"),
    ),
    Kind(
        ASKED,
        "practice_version",
        gettext_lazy("Practices that I am asked to review"),
        Level.INSTANT,
        many=_many_asked,
        action=gettext_lazy("Read and answer"),
        is_urgent=True,
    ),
    Kind(
        ANSWERED,
        "practice_version",
        gettext_lazy("Answers of reviewers and editors about practices that I write or review"),
        Level.INSTANT,
        many=_many_answers,
        action=gettext_lazy("Read the review"),
    ),
    Kind(
        PUBLISHED,
        "practice_version",
        gettext_lazy("New versions of practices that I wrote, reviewed or use"),
        Level.DAILY,
        many=_many_published,
        action=gettext_lazy("Read the practice"),
    ),
    Kind(
        STALE,
        "practice",
        gettext_lazy("Whether a practice of mine still holds"),
        Level.INSTANT,
        many=_many_stale,
        action=gettext_lazy("Confirm, revise or retire it"),
    ),
)
