"""What changes the kind, the tags, the accepted answer and who has a question too."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_q.tasks import async_task

from community.notifications.services.telling import notify, take_back
from community.people.errors import HubError
from community.people.models import Member
from community.people.services import record
from community.search.services import index
from forum.enums import Told, TopicKind
from forum.models import Post, SharedQuestion, Tag, Topic, TopicTag
from forum.querysets import readers_of
from forum.services.locking import lock_topic
from forum.services.telling import places_of

from .models import MOST_TAGS
from .permissions import can_accept, can_announce, can_sort
from .tagging import tag_slug, without_twins

if TYPE_CHECKING:
    from django.db.models import QuerySet


_ROUTE = "forum.tasks.put_question"


class QuestionRefused(HubError):
    """The topic can't be sorted, answered or shared by this person, now."""


@transaction.atomic
def put_tags(*, topic: Topic, names: Sequence[str]) -> list[Tag]:
    """Give `topic`, whose row is locked or new, exactly these tags; who writes a name first makes the tag.

    Raises QuestionRefused for more than MOST_TAGS.
    """
    by_slug = {tag_slug(name): name for name in without_twins(names)}
    if len(by_slug) > MOST_TAGS:
        raise QuestionRefused(_("Choose at most %(number)d tags.") % {"number": MOST_TAGS})
    made = [Tag(slug=slug, name=by_slug[slug]) for slug in sorted(by_slug)]  # in one order: two writers can't block
    Tag.objects.bulk_create(made, ignore_conflicts=True)
    found = {tag.slug: tag for tag in Tag.objects.filter(slug__in=by_slug)}
    TopicTag.objects.filter(topic=topic).delete()
    tags = [found[slug] for slug in by_slug]
    TopicTag.objects.bulk_create(TopicTag(topic=topic, tag=tag, place=place) for place, tag in enumerate(tags))
    return tags


@transaction.atomic
def sort_topic(*, topic: Topic, by: Member, kind: str, tags: Sequence[str]) -> Topic:
    """Say what kind of topic it is and what it is about. Audited; search follows, and a task puts it to who knows.

    Raises QuestionRefused for those who may not, and for a question that has an accepted answer and shall be none.
    """
    current = _locked(topic, by)
    if not can_sort(by, current):
        raise QuestionRefused(_("Only who started the topic and who looks after the board can change this."))
    is_new = kind != current.kind
    if is_new and kind == TopicKind.ANNOUNCEMENT and not can_announce(by, current.forum):
        raise QuestionRefused(_("Only those who look after this board can announce here. Choose another kind."))
    if is_new and current.accepted_answer_id is not None:
        raise QuestionRefused(_("This question has an accepted answer. Take that back first."))
    before = _state(current)
    current.kind = kind
    current.save(update_fields=["kind"])
    put_tags(topic=current, names=tags)
    after = _state(current)
    if before != after:
        record(by=by, action="sort", about=current, before=before, after=after)
        index(kind="topic", row=current)
        async_task(_ROUTE, current.pk, group="forum")
    return current


@transaction.atomic
def accept_answer(*, post: Post, by: Member, at: datetime | None = None) -> Topic:
    """Make `post` the one accepted answer of its question, in place of another. Audited.

    Who wrote it, who asked and who has the question too are told. Raises QuestionRefused for those who may not, for
    the question itself, and for a post that is not here any more. The same again changes nothing.
    """
    current = _locked(post.topic, by)
    if not can_accept(by, current):
        raise QuestionRefused(_("Only who asked and who looks after the board can accept an answer to a question."))
    answer = current.posts.approved().select_related("poster").filter(pk=post.pk).first()
    if answer is None:
        raise QuestionRefused(_("This answer is not here any more. Choose another one."))
    if answer.pk == current.first_post_id:
        raise QuestionRefused(_("The question can't be its own answer. Choose a reply."))
    former = current.accepted_answer_id
    if former == answer.pk:
        return current
    _point_to(current, answer.pk, by=by, action="accept")
    if former is not None:
        take_back(kind=Told.ANSWER_ACCEPTED, about=former)
    answer.topic = current
    notify(
        kind=Told.ANSWER_ACCEPTED,
        to=_hearers(answer),
        about=answer.pk,
        places=places_of(answer),
        by=by,
        at=at or timezone.now(),
    )
    return current


@transaction.atomic
def take_back_answer(*, topic: Topic, by: Member) -> Topic:
    """Let the question be open again; who has not read of the answer is not told of it. Audited.

    Raises QuestionRefused for those who may not. Without an accepted answer nothing changes.
    """
    current = _locked(topic, by)
    if not can_accept(by, current):
        raise QuestionRefused(_("Only who asked and who looks after the board can take an accepted answer back."))
    former = current.accepted_answer_id
    if former is not None:
        _point_to(current, None, by=by, action="take back")
        take_back(kind=Told.ANSWER_ACCEPTED, about=former)
    return current


@transaction.atomic
def share_question(*, topic: Topic, member: Member) -> Topic:
    """Remember that `member` has this question too, once. Raises QuestionRefused where there is none to share."""
    current = Topic.objects.visible_to(member).filter(pk=topic.pk).first()
    if current is None or not current.is_question:
        raise QuestionRefused(_("This is not a question any more."))
    if current.poster_id == member.pk:
        raise QuestionRefused(_("It is your own question: you hear of answers anyway."))
    SharedQuestion.objects.bulk_create([SharedQuestion(topic=current, member=member)], ignore_conflicts=True)
    return current


def _locked(topic: Topic, by: Member) -> Topic:
    """The topic as it is now, if `by` may still read it; nobody else changes it until the transaction ends."""
    current = lock_topic(viewer=by, pk=topic.pk)
    if current is None:
        raise QuestionRefused(_("This topic is not here any more, or it is in a board that you don't read any more."))
    return current


def _state(topic: Topic) -> dict[str, object]:
    return {"kind": str(topic.kind), "tags": sorted(topic.tags.values_list("slug", flat=True))}


def _point_to(topic: Topic, answer: int | None, *, by: Member, action: str) -> None:
    before = topic.accepted_answer_id
    topic.accepted_answer_id = answer
    topic.save(update_fields=["accepted_answer"])
    record(by=by, action=action, about=topic, before={"accepted_answer": before}, after={"accepted_answer": answer})


def _hearers(answer: Post) -> QuerySet[Member, int]:
    """Who wrote the answer, who asked, and who has the question too, as far as they read the board."""
    topic = answer.topic
    named = [pk for pk in (answer.poster_id, topic.poster_id) if pk is not None]
    sharers = SharedQuestion.objects.filter(topic=topic).values("member")
    members = Member.objects.filter(readers_of(topic.forum))
    return (members.filter(pk__in=named) | members.filter(pk__in=sharers)).values_list("pk", flat=True)
