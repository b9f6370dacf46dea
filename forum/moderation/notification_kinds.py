"""What people are told of decisions: writers of what became of their posts and accounts, readers of their reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from community.notifications.enums import Level
from community.notifications.registries import Kind, Subject
from community.notifications.registries import Told as Words
from forum.models import Flag, Ruling
from forum.querysets import readable_by

from .enums import Act, ToldOfRuling

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from community.notifications.models import Notification
    from community.people.models import Member

_SENTENCES = {
    Act.APPROVE: gettext_lazy("Your post in “%(title)s” is approved"),
    Act.KEEP: gettext_lazy("The decision about your post in “%(title)s” stays"),
    Act.HIDE: gettext_lazy("Your post in “%(title)s” was hidden"),
    Act.RESTORE: gettext_lazy("Your post in “%(title)s” is shown again"),
    Act.EDIT: gettext_lazy("A moderator edited your post in “%(title)s”"),
    Act.WARN: gettext_lazy("A moderator warns you about your post in “%(title)s”"),
    Act.SUSPEND: gettext_lazy("You are suspended because of your post in “%(title)s”"),
    Act.RELEASE: gettext_lazy("Your suspension is ended"),
}


def _describe_rulings(reader: Member, notifications: list[Notification]) -> dict[int, Words]:
    found = Ruling.objects.visible_to(reader).in_bulk([row.subject_id for row in notifications])
    return {row.pk: _ruling_words(found[row.subject_id]) for row in notifications if row.subject_id in found}


def _ruling_words(ruling: Ruling) -> Words:
    """With the title as it was then: the writer knew that one, whatever board the topic stands in by now."""
    sentence = str(_SENTENCES[Act(ruling.act)]) % {"title": ruling.title}
    reason = _("Reason: %(reason)s") % {"reason": ruling.reason} if ruling.reason else ""
    return Words(sentence, ruling.title, ruling.get_absolute_url(), text=reason)


def _flags_visible_to(reader: Member) -> QuerySet[Flag]:
    """One's own reports, in boards that one still reads."""
    return Flag.objects.filter(readable_by(reader, "post__topic__forum__"), member=reader)


def _describe_flags(reader: Member, notifications: list[Notification]) -> dict[int, Words]:
    flags = _flags_visible_to(reader).select_related("post__topic__forum", "ruling")
    found = flags.in_bulk([row.subject_id for row in notifications])
    return {row.pk: _flag_words(found[row.subject_id]) for row in notifications if row.subject_id in found}


def _flag_words(flag: Flag) -> Words:
    """The board alone is named: the topic may be hidden by now."""
    board = flag.post.topic.forum.name
    if flag.ruling is not None and flag.ruling.upholds_reports:
        sentence = _("A moderator acted on the post you reported in %(board)s") % {"board": board}
    else:
        sentence = _("A moderator looked at the post you reported in %(board)s and left it as it is") % {"board": board}
    return Words(sentence, board, reverse("boards:my_reports"))


def _many_rulings(count: int, heading: str) -> str:
    words = ngettext("%(count)d decision about “%(title)s”", "%(count)d decisions, among them “%(title)s”", count)
    return words % {"count": count, "title": heading}


def _many_reports(count: int, heading: str) -> str:
    words = ngettext("%(count)d report decided in %(board)s", "%(count)d reports decided, among them %(board)s", count)
    return words % {"count": count, "board": heading}


SUBJECTS = (
    Subject("ruling", visible=Ruling.objects.visible_to, describe=_describe_rulings),
    Subject("flag", visible=_flags_visible_to, describe=_describe_flags),
)
KINDS = (
    Kind(
        ToldOfRuling.POST_RULED,
        "ruling",
        ToldOfRuling.POST_RULED.label,
        Level.INSTANT,
        many=_many_rulings,
        action=gettext_lazy("Read the decision"),
    ),
    Kind(
        ToldOfRuling.MEMBER_RULED,
        "ruling",
        ToldOfRuling.MEMBER_RULED.label,
        Level.INSTANT,
        many=_many_rulings,
        action=gettext_lazy("Read the decision"),
        is_urgent=True,
    ),
    Kind(
        ToldOfRuling.REPORT_DECIDED,
        "flag",
        ToldOfRuling.REPORT_DECIDED.label,
        Level.DAILY,
        many=_many_reports,
        action=gettext_lazy("See your reports"),
    ),
)
