"""Makes moderators, decisions, reports and posts that wait, through the services."""

from django.contrib.auth.models import Group

from forum.kinds.permissions import MODERATORS
from forum.models import Post, WaitingRule
from forum.moderation.cases import state_of
from forum.moderation.enums import Fault, RuleKind
from forum.moderation.services.deciding import Decision
from forum.moderation.services.taking_part import flag
from forum.rendering import compose
from forum.services.posting import reply
from tests.factories.people import MemberFactory

WAITING_WORD = "casino"


def make_moderator(**fields):
    """A member of the site's group of forum moderators."""
    made = MemberFactory(**fields)
    made.groups.add(Group.objects.get_or_create(name=MODERATORS)[0])
    return made


def fresh(post):
    """The post as the database has it."""
    return Post.objects.select_related("topic__forum", "poster").get(pk=post.pk)


def decision(post, by, reason="It is off topic.", *, seen=None):
    """A decision about the post as it is now."""
    return Decision(fresh(post), by, state_of(post) if seen is None else seen, reason)


def make_flag(post, member=None, *, fault=Fault.SPAM, words=""):
    """A report of a post."""
    return flag(post=post, member=member or MemberFactory(), fault=fault, words=words)


def make_waiting(topic, *, poster=None, text="Win at the casino.", **fields):
    """A reply that waits, because of a word that the topic's board makes wait."""
    WaitingRule.objects.get_or_create(board=topic.forum, kind=RuleKind.WORD, value=WAITING_WORD)
    return reply(topic=topic, poster=poster or MemberFactory(), text=compose(text), **fields)
