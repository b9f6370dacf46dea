"""Decisions about a post or its writer: each is written down with before and after, and told with its reason.

A decision is about the state that its maker saw. Raises DecidedMeanwhile when that changed, ModerationRefused for who
may not decide and for what can't be decided.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.people.errors import HubError
from community.safety.races import again_after_race
from forum.models import Post, Ruling, Suspension, Withheld
from forum.moderation.cases import ruling_in, state_of
from forum.moderation.enums import Act, Why
from forum.moderation.permissions import can_moderate, can_suspend, suspension_of
from forum.services import counting
from forum.services.editing import edit_post

from .ruling import write_down
from .withholding import show, withhold

if TYPE_CHECKING:
    from community.people.models import Member
    from forum.rendering import PostText


class ModerationRefused(HubError):
    """This can't be decided by this person, now."""


class DecidedMeanwhile(ModerationRefused):
    """What was decided about is not as its maker saw it."""


@dataclass(frozen=True)
class Decision:
    """Who decides about which post, in which state they saw it (`cases.state_of`), and why."""

    post: Post
    by: Member
    seen: str
    reason: str = ""


@transaction.atomic
def approve(decision: Decision) -> Ruling:
    """Show a post that waited; its writer hears, and those who would have heard of it then."""
    post = _opened(decision)
    if _why(post) != Why.WAITING:
        raise ModerationRefused(_("This post doesn't wait any more. Look at it again."))
    before = _shown(post)
    show(post)
    return _done(Act.APPROVE, post, decision, before, _shown(post))


@transaction.atomic
def keep(decision: Decision) -> Ruling:
    """Leave all as it is; who reported it or objected hears."""
    post = _opened(decision)
    if _why(post) == Why.WAITING:
        raise ModerationRefused(_("This post waits: approve it or hide it."))
    return _done(Act.KEEP, post, decision, _shown(post), _shown(post))


@transaction.atomic
def hide(decision: Decision) -> Ruling:
    """Show a post no longer; its writer reads why, and their own words."""
    post = _opened(decision)
    if _why(post) == Why.HIDDEN:
        raise ModerationRefused(_("This post is hidden already."))
    before = _shown(post)
    withhold(post, Why.HIDDEN, by=decision.by, reason=_reason(decision))
    return _done(Act.HIDE, post, decision, before, _shown(post))


@transaction.atomic
def restore(decision: Decision) -> Ruling:
    """Show a post again that was hidden or removed."""
    post = _opened(decision)
    if _why(post) not in {Why.HIDDEN, Why.REMOVED}:
        raise ModerationRefused(_("This post is not hidden."))
    before = _shown(post)
    show(post)
    return _done(Act.RESTORE, post, decision, before, _shown(post))


@transaction.atomic
def edit(decision: Decision, *, text: PostText, title: str = "") -> Ruling:
    """Put other words in somebody's post; they read both."""
    post = _opened(decision)
    _reason(decision)
    before = _words(post)
    edit_post(post=post, by=decision.by, text=text, title=title)
    post = Post.objects.select_related("topic__forum", "poster").get(pk=post.pk)
    if before == _words(post):
        raise ModerationRefused(_("You changed nothing. Change the text, or choose another decision."))
    return _done(Act.EDIT, post, decision, before, _words(post))


@transaction.atomic
def warn(decision: Decision) -> Ruling:
    """Tell the writer what not to do again; the post stays as it is."""
    post = _opened(decision)
    _reason(decision)
    _writer(post, decision.by)
    return _done(Act.WARN, post, decision, _shown(post), _shown(post))


@again_after_race
@transaction.atomic
def suspend(decision: Decision, *, until: datetime) -> Ruling:
    """Let the writer read, but not write, until then; a suspension that runs gives way to this one."""
    post = _opened(decision)
    reason = _reason(decision)
    writer = _writer(post, decision.by)
    if not can_suspend(decision.by, writer):
        raise ModerationRefused(
            _("Only moderators suspend, and they suspend no moderator, no administrator and not themselves.")
        )
    now = timezone.now()
    if until <= now:
        raise ModerationRefused(_("Choose a day that is still to come."))
    before = _suspended(writer)
    Suspension.objects.filter(member=writer, ended_at=None).update(ended_at=now)
    Suspension.objects.create(member=writer, until=until, reason=reason, by=decision.by, at=now)
    return _done(Act.SUSPEND, post, decision, before, _suspended(writer))


@transaction.atomic
def release(decision: Decision) -> Ruling:
    """End the writer's suspension early."""
    post = _opened(decision)
    writer = _writer(post, decision.by)
    before = _suspended(writer)
    if not can_suspend(decision.by, writer) or before["until"] is None:
        raise ModerationRefused(_("There is no suspension that you can end."))
    Suspension.objects.filter(member=writer, ended_at=None).update(ended_at=timezone.now())
    return _done(Act.RELEASE, post, decision, before, _suspended(writer))


def _done(act: Act, post: Post, decision: Decision, before: dict[str, Any], after: dict[str, Any]) -> Ruling:
    return write_down(act=act, post=post, by=decision.by, reason=decision.reason.strip(), before=before, after=after)


def _opened(decision: Decision) -> Post:
    """The post as it is now, its topic locked, if it is still what the decision is about."""
    topic = counting.lock(topics=[decision.post.topic_id]).get(decision.post.topic_id)
    post = topic.posts.select_related("poster").filter(pk=decision.post.pk).first() if topic else None
    if topic is None or post is None:
        raise DecidedMeanwhile(_("This post was moved meanwhile. Open it again from the queue."))
    post.topic = topic
    if not can_moderate(decision.by, topic.forum):
        raise ModerationRefused(_("Only those who look after this board decide about its posts."))
    if state_of(post) != decision.seen:
        raise DecidedMeanwhile(_what_changed(post, decision.seen))
    return post


def _what_changed(post: Post, seen: str) -> str:
    """Who decided what meanwhile, or what else is new."""
    last = Ruling.objects.filter(post=post, pk__gt=ruling_in(seen)).select_related("by").order_by("pk").last()
    if last is None:
        return _("The post or the reports about it changed meanwhile. Look again; what you wrote is still here.")
    values = {"name": last.by.display_name if last.by else _("The hub"), "act": last.get_act_display()}
    said = _("%(name)s decided meanwhile: %(act)s.") % values
    if last.reason:
        said += " " + _("Reason: %(reason)s") % {"reason": last.reason}
    return f"{said} {_('Look again; what you wrote is still here.')}"


def _reason(decision: Decision) -> str:
    reason = decision.reason.strip()
    if not reason:
        raise ModerationRefused(_("Write a reason: the writer will read it."))
    return reason


def _writer(post: Post, by: Member) -> Member:
    if post.poster is None or not post.poster.is_active:
        raise ModerationRefused(_("Who wrote this has no account any more."))
    if post.poster.pk == by.pk:
        raise ModerationRefused(_("You can't decide about yourself."))
    return post.poster


def _why(post: Post) -> str:
    """Why it is not shown; empty when it is."""
    return Withheld.objects.filter(post=post).values_list("why", flat=True).first() or ""


def _shown(post: Post) -> dict[str, Any]:
    return {"shown": post.approved, "why": str(_why(post))}


def _words(post: Post) -> dict[str, Any]:
    words = {"text": post.content}
    return words | {"title": post.topic.subject} if post.topic.first_post_id == post.pk else words


def _suspended(writer: Member) -> dict[str, Any]:
    running = suspension_of(writer)
    return {"until": running.until.isoformat() if running else None}
