"""Writing a decision down: the log, the reports and objections it answers, the audit log, and who hears of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from community.notifications.services.telling import notify
from community.people.services import record
from forum.models import Flag, Objection, Ruling
from forum.moderation.enums import Act, ToldOfRuling

if TYPE_CHECKING:
    from community.people.models import Member
    from forum.models import Post

_ANSWERS_NOTHING = (Act.REMOVE, Act.RELEASE)


def write_down(
    *, act: Act, post: Post, by: Member | None, before: dict[str, Any], after: dict[str, Any], reason: str = ""
) -> Ruling:
    """Add a ruling about `post` (with topic and poster), whose topic is locked; answer what is open, and tell people.

    The writer hears of all but what they did themselves, and of “left as it is” only when they had objected.
    """
    objections = Objection.objects.open().filter(ruling__post=post)
    told = _writer_to_tell(act, post, by, has_objected=objections.exists())
    ruling = Ruling.objects.create(
        post=post, act=act, member=told, by=by, reason=reason, title=post.topic.subject, before=before, after=after
    )
    record(by=by, action=act.value, about=post, before=before, after=after)
    if act not in _ANSWERS_NOTHING:
        objections.update(answer=ruling)
        _close_flags(ruling)
    if told is not None:
        kind = ToldOfRuling.MEMBER_RULED if ruling.is_about_member else ToldOfRuling.POST_RULED
        notify(kind=kind, to=[told.pk], about=ruling.pk, by=by, at=ruling.at)
    return ruling


def _writer_to_tell(act: Act, post: Post, by: Member | None, *, has_objected: bool) -> Member | None:
    writer = post.poster
    if act == Act.REMOVE or (act == Act.KEEP and not has_objected):
        return None
    return None if writer is None or writer == by else writer


def _close_flags(ruling: Ruling) -> None:
    """Each report is decided; who made it hears."""
    flags = list(Flag.objects.open().filter(post=ruling.post_id).order_by("pk"))
    Flag.objects.filter(pk__in=[flag.pk for flag in flags]).update(ruling=ruling)
    for flag in flags:
        notify(kind=ToldOfRuling.REPORT_DECIDED, to=[flag.member_id], about=flag.pk, by=ruling.by, at=ruling.at)
