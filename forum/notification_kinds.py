"""What people are told about posts, where they can follow them, and the door for answers by mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from community.notifications.enums import Level
from community.notifications.registries import OF_ITS_KIND, Kind, Place, Subject
from community.notifications.registries import Told as Words
from community.notifications.services.reading import mark_place_read

from .enums import Told
from .forms import ReplyForm
from .models import Board, MergedTopic, Post, Tag, Topic
from .rendering import without_boxes
from .routing.reasons import because
from .services import posting

if TYPE_CHECKING:
    from community.notifications.models import Notification
    from community.notifications.registries import ReplyByMail
    from community.people.models import Member

_SAID = ("content", "html", "poster__display_name", "topic__subject", "topic__forum__name")  # of thousands of posts


def _describe(reader: Member, notifications: list[Notification]) -> dict[int, Words]:
    ids = [row.subject_id for row in notifications]
    posts = Post.objects.visible_to(reader).select_related("poster", "topic__forum").only(*_SAID)
    found = posts.in_bulk(ids)
    asked = [
        found[row.subject_id].topic_id for row in notifications if row.kind == Told.ASKED and row.subject_id in found
    ]
    why = because(reader, asked) if asked else {}
    return {
        row.pk: _words(row, found[row.subject_id], why.get(found[row.subject_id].topic_id, ""))
        for row in notifications
        if row.subject_id in found
    }


def _words(row: Notification, post: Post, why: str) -> Words:
    topic = post.topic
    values = {
        "name": post.poster.display_name if post.poster else _("A former member"),
        "title": topic.subject,
        "board": topic.forum.name,
    }
    return Words(
        _sentence(row, post) % values,
        topic.subject,
        post.get_absolute_url(),
        text=post.content,
        html=without_boxes(post.body),
        because=why if row.kind == Told.ASKED else "",
    )


def _sentence(row: Notification, post: Post) -> str:
    if row.kind == Told.FIRST_ANSWER:
        return _("%(name)s answered your question “%(title)s”")
    if row.kind == Told.MENTIONED:
        return _("%(name)s names you in “%(title)s”")
    if row.kind == Told.NEW_TOPIC:
        return _("%(name)s started “%(title)s” in %(board)s")
    if row.kind == Told.ASKED:
        return _("%(name)s asks, and you may know: “%(title)s”")
    if row.kind == Told.QUESTION_WAITS:
        return _("“%(title)s” in %(board)s waits for an answer")
    if row.kind == Told.ANSWER_ACCEPTED and post.poster_id == row.member_id:
        return _("Your answer to “%(title)s” is accepted")
    if row.kind == Told.ANSWER_ACCEPTED:
        return _("The answer of %(name)s to “%(title)s” is accepted")
    return _("%(name)s replied in “%(title)s”")


def _many_answers(count: int, heading: str) -> str:
    words = ngettext("%(count)d answer to “%(title)s”", "%(count)d answers to “%(title)s”", count)
    return words % {"count": count, "title": heading}


def _many_mentions(count: int, heading: str) -> str:
    words = ngettext("You are named in “%(title)s”", "You are named in %(count)d posts, one in “%(title)s”", count)
    return words % {"count": count, "title": heading}


def _many_replies(count: int, heading: str) -> str:
    words = ngettext("%(count)d reply in “%(title)s”", "%(count)d replies in “%(title)s”", count)
    return words % {"count": count, "title": heading}


def _many_topics(count: int, heading: str) -> str:
    words = ngettext("%(count)d new topic: “%(title)s”", "%(count)d new topics, among them “%(title)s”", count)
    return words % {"count": count, "title": heading}


def _many_accepted(count: int, heading: str) -> str:
    words = ngettext("%(count)d accepted answer to “%(title)s”", "%(count)d accepted answers to “%(title)s”", count)
    return words % {"count": count, "title": heading}


def _many_asked(count: int, heading: str) -> str:
    words = ngettext(
        "%(count)d question for you: “%(title)s”", "%(count)d questions for you, among them “%(title)s”", count
    )
    return words % {"count": count, "title": heading}


def _many_waiting(count: int, heading: str) -> str:
    words = ngettext("%(count)d question waits: “%(title)s”", "%(count)d questions wait, among them “%(title)s”", count)
    return words % {"count": count, "title": heading}


def reply_by_mail(answer: ReplyByMail) -> None:
    """Post an answer that came by mail, as the form on the topic's page does. Raises PostRefused with the sentence.

    The same mail again is the same post. Whoever answers a post has read up to it.
    """
    seen = Post.objects.visible_to(answer.member).select_related("topic").filter(pk=answer.subject_id).first()
    if seen is None:
        raise posting.PostRefused(
            _("What you answered is not here any more, or it is in a board that you don't read any more.")
        )
    form = ReplyForm({"text": answer.text, "form_token": str(answer.token)})
    if not form.is_valid():
        raise posting.PostRefused(str(next(iter(form.errors.values()))[0]))
    posting.reply(
        topic=seen.topic,
        poster=answer.member,
        text=form.cleaned_data["text"],
        form_token=answer.token,
        files=answer.files,
    )
    mark_place_read(reader=answer.member, place=seen.topic.place, up_to=seen.created)


POST = Subject("post", visible=Post.objects.visible_to, describe=_describe, reply=reply_by_mail)
KINDS = (
    Kind(
        Told.FIRST_ANSWER,
        "post",
        Told.FIRST_ANSWER.label,
        Level.INSTANT,
        many=_many_answers,
        action=gettext_lazy("Read the answer"),
    ),
    Kind(
        Told.MENTIONED,
        "post",
        Told.MENTIONED.label,
        Level.INSTANT,
        many=_many_mentions,
        action=gettext_lazy("Read the post"),
    ),
    Kind(Told.REPLY, "post", Told.REPLY.label, Level.DAILY, many=_many_replies, action=gettext_lazy("Read the reply")),
    Kind(
        Told.NEW_TOPIC,
        "post",
        Told.NEW_TOPIC.label,
        Level.DAILY,
        many=_many_topics,
        action=gettext_lazy("Read the topic"),
        channel="board",
    ),
    Kind(
        Told.ASKED,
        "post",
        Told.ASKED.label,
        Level.DAILY,
        many=_many_asked,
        action=gettext_lazy("Read the question"),
        channel=OF_ITS_KIND,
        stopped=Level.OFF,
    ),
    Kind(
        Told.QUESTION_WAITS,
        "post",
        Told.QUESTION_WAITS.label,
        Level.DAILY,
        many=_many_waiting,
        action=gettext_lazy("Read the question"),
        channel=OF_ITS_KIND,
    ),
    Kind(
        Told.ANSWER_ACCEPTED,
        "post",
        Told.ANSWER_ACCEPTED.label,
        Level.DAILY,
        many=_many_accepted,
        action=gettext_lazy("Read the answer"),
    ),
)
PLACES = (
    Place(
        "topic",
        gettext_lazy("Topic"),
        visible=Topic.objects.visible_to,
        hint=gettext_lazy("Replies in this topic."),
        successor=lambda key: MergedTopic.objects.filter(former=key).values_list("into", flat=True).first(),
    ),
    Place(
        "board",
        gettext_lazy("Board"),
        visible=Board.objects.visible_to,
        hint=gettext_lazy("New topics in this board."),
        watch=gettext_lazy("Tell me of every reply in this board too"),
    ),
    Place(
        "tag",
        gettext_lazy("Tag"),
        visible=Tag.objects.visible_to,
        hint=gettext_lazy("New topics with this tag, in all boards you read."),
        watch=gettext_lazy("Tell me of every reply in these topics too"),
    ),
)
