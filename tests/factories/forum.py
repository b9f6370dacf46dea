"""Makes boards, and topics with posts through the services."""

import factory

from community.people.models import Skill
from forum.enums import Audience, TopicKind
from forum.kinds.services import accept_answer
from forum.models import Asked, Board, Post
from forum.rendering import compose
from forum.routing.services.asking import put_question
from forum.services.posting import reply, start_topic
from tests.factories.people import MemberFactory
from tests.factories.workgroups import WorkGroupFactory


class BoardFactory(factory.django.DjangoModelFactory):
    """A board everybody reads."""

    class Meta:
        model = Board

    name = factory.Sequence(lambda n: f"Board {n}")
    slug = factory.Sequence(lambda n: f"board-{n}")
    audience = Audience.EVERYBODY


def group_board(**group):
    """The private board that a new work group got, and the group's lead."""
    founded = WorkGroupFactory(**group)
    return founded.boards.get(), founded.memberships.get().member


def _writer(board):
    """Somebody who may write there."""
    return board.work_group.memberships.leads().get().member if board.is_private else MemberFactory()


def make_topic(board=None, *, posts=1, poster=None, title="A question", text="Who *knows*?", at=None, **fields):
    """A topic with `posts` posts, by `poster` or by whoever may write there; `fields`: kind and tags."""
    board = board or BoardFactory()
    topic = start_topic(board=board, poster=poster or _writer(board), title=title, text=compose(text), at=at, **fields)
    for number in range(1, posts):
        reply(topic=topic, poster=poster or _writer(board), text=compose(f"Reply {number}"), at=at)
    topic.refresh_from_db()
    return topic


def make_question(board=None, **fields):
    """A topic of the kind question."""
    return make_topic(board, kind=TopicKind.QUESTION, **fields)


def make_solved_question(board=None, *, answerer, **fields):
    """A question with an answer by `answerer`, which the asker accepted."""
    topic = make_question(board, **fields)
    accept_answer(post=reply(topic=topic, poster=answerer, text=compose("Because.")), by=topic.poster)
    return topic


def last_post_of(topic):
    """The newest post."""
    return Post.objects.filter(topic=topic).in_order().last()


def who_knows(*names, member=None, **fields):
    """A member with these skills."""
    made = member or MemberFactory(**fields)
    made.skills.add(*(Skill.objects.get_or_create(name=name)[0] for name in names))
    return made


def make_put_question(member, board=None, *, word="SQL", **fields):
    """A question that is put to `member`, who knows about `word`, whatever else `member` was asked before."""
    who_knows(word, member=member)
    Asked.objects.filter(member=member).update(at="2020-01-01T00:00:00Z")
    topic = make_question(board, tags=[word], **fields)
    put_question(topic=topic)
    return topic
