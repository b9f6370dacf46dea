"""What members do themselves: report a post, take their own away, object to a decision."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.people.errors import HubError
from community.safety.races import again_after_race
from forum.models import Flag, Objection, Post, Ruling
from forum.moderation.enums import Act, Why
from forum.moderation.limits_of_newcomers import limits
from forum.moderation.permissions import can_flag
from forum.services import counting

from .ruling import write_down
from .withholding import withhold

if TYPE_CHECKING:
    from community.people.models import Member


class StepRefused(HubError):
    """This can't be reported, removed or objected to by this person, now."""


@again_after_race
@transaction.atomic
def flag(*, post: Post, member: Member, fault: str, words: str = "") -> Flag:
    """Report a post to those who look after its board; who reported it before and has no answer yet changes nothing."""
    current = Post.objects.visible_to(member).filter(pk=post.pk).first()
    if current is None:
        raise StepRefused(_("This post is not here any more. Thank you for looking out."))
    if not can_flag(member, current):
        raise StepRefused(_("You can't report your own post. You may edit or remove it."))
    mine = Flag.objects.filter(member=member)
    there = mine.open().filter(post=current).first()
    if there is not None:
        return there
    if mine.filter(at__gt=timezone.now() - timedelta(days=1)).count() >= limits().reports_a_day:
        raise StepRefused(
            _("You reported %(number)d posts within a day. Write to a moderator if there is more.")
            % {"number": limits().reports_a_day}
        )
    return Flag.objects.create(post=current, member=member, fault=fault, words=words.strip())


@transaction.atomic
def remove_own(*, post: Post, by: Member) -> Ruling:
    """Take one's own post away; it is kept, and moderators can show it again.

    The first post takes its topic along, so it stays once somebody else wrote there. Raises StepRefused.
    """
    topic = counting.lock(topics=[post.topic_id]).get(post.topic_id)
    posts = Post.objects.visible_to(by).filter(poster=by, topic=post.topic_id)
    current = posts.select_related("poster").filter(pk=post.pk).first()
    if topic is None or current is None:
        raise StepRefused(_("This post is not here any more."))
    current.topic = topic
    others = topic.posts.exclude(poster=by)
    if topic.first_post_id == current.pk and others.exists():
        raise StepRefused(
            _("Others wrote in your topic, so it stays. You may edit its first post, or ask a moderator to hide it.")
        )
    withhold(current, Why.REMOVED, by=by)
    return write_down(
        act=Act.REMOVE,
        post=current,
        by=by,
        before={"shown": True, "why": ""},
        after={"shown": False, "why": str(Why.REMOVED)},
    )


@again_after_race
@transaction.atomic
def object_to(*, ruling: Ruling, member: Member, words: str) -> Objection:
    """Ask for another look at a decision that the member was told of, once; the queue has it then."""
    current = Ruling.objects.visible_to(member).filter(pk=ruling.pk).first()
    if current is None or not current.can_be_contested:
        raise StepRefused(_("You can't object to this decision."))
    there = Objection.objects.filter(ruling=current).first()
    if there is not None:
        raise StepRefused(_("You objected already. You will hear what becomes of it."))
    return Objection.objects.create(ruling=current, words=words.strip())
