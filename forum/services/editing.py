"""Other words in a post: kept beside those it had, in the same transaction."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django_q.tasks import async_task

from community.search.services import index
from forum.drafts.services import drop_draft
from forum.files.services import change_files, use_pictures
from forum.mentions.services import note_mentions
from forum.models import topic_slug
from forum.moderation.enums import Why
from forum.moderation.permissions import can_moderate
from forum.moderation.services.entering import asked, enter_edit, refuse_suspended
from forum.moderation.services.withholding import withhold
from forum.permissions import can_edit
from forum.revisions.keeping import keep_version, version_of

from .locking import lock_home
from .posting import PostRefused

if TYPE_CHECKING:
    from community.people.models import Member
    from forum.files.services import FileLetIn
    from forum.models import Post, Topic
    from forum.rendering import PostText

_TELL_NAMED = "forum.tasks.tell_of_mentions"


class EditedMeanwhile(PostRefused):
    """Somebody changed the post since the form was shown; `version` is what it is now."""

    def __init__(self, message: str, *, version: int) -> None:
        super().__init__(message)
        self.version = version


@transaction.atomic
def edit_post(
    *,
    post: Post,
    by: Member,
    text: PostText,
    title: str = "",
    version: int | None = None,
    files: Sequence[FileLetIn] = (),
    drop_files: Collection[int] = (),
    draft: str = "",
    reason: str = "",
    at: datetime | None = None,
) -> Post:
    """Put other words in a post and keep those it had; `title` renames the topic when the post is its first one.

    `version` is what the form was about, `drop_files` names files of this post by primary key; `files` and `draft`: as
    for `reply`. Those who look after the board may edit too, also when the topic is locked or the post is not shown;
    new words may have to wait. Raises PostRefused when the topic was locked meanwhile, and for somebody else's post;
    EditedMeanwhile when the post is not that version any more; EntryRefused; TooManyFiles. `at` is for content from
    elsewhere.
    """
    current = _locked_for(by, post)
    topic, now = current.topic, at or timezone.now()
    new_title = title if title and topic.first_post_id == current.pk else topic.subject
    is_same = text.source == current.content and new_title == topic.subject
    if not is_same and version not in {None, version_of(current)}:
        raise EditedMeanwhile(
            _("This post was changed while you wrote. Your text is still here: look at what changed, then save again."),
            version=version_of(current),
        )
    wait = None if is_same or at else enter_edit(topic, by, html=text.html, former=current.html, title=title)
    if draft:
        drop_draft(member=by, place=draft)
    if change_files(post=current, drop=drop_files, add=files) and is_same:
        topic.posts.filter(pk=current.pk).update(edited_at=now, updated_by=by)
    if is_same:
        return current
    keep_version(before=current, title=new_title, content=text.source, by=by, at=now, reason=reason)
    _put(current, topic, text, {"edited_at": now, "updated_by": by}, title=new_title)
    if wait is not None and current.approved:
        withhold(current, Why.WAITING, by=None, reason=wait.reason, rule=wait.rule)
    index(kind="topic", row=topic)
    return current


def _locked_for(by: Member, post: Post) -> Post:
    current = lock_home(post=post, also=asked(by, "forum_id"))
    if current is None:
        raise PostRefused(_("This post is not here any more."))
    refuse_suspended(current.topic, by)
    if not (can_edit(by, current) or can_moderate(by, current.topic.forum)):
        raise PostRefused(_("This post can't be edited any more: the topic is locked."))
    return current


def _put(post: Post, topic: Topic, text: PostText, changed: dict[str, object], *, title: str) -> None:
    """The new words, with whom they name and the pictures they show; whoever is named newly is told."""
    topic.posts.filter(pk=post.pk).update(
        content=text.source, html=text.html, updates_count=F("updates_count") + 1, **changed
    )
    if title != topic.subject:
        topic.subject, topic.slug = title, topic_slug(title)
        topic.save(update_fields=["subject", "slug"])
    use_pictures(post=post, text=text, is_new=False)
    if named := note_mentions(post=post, text=text, is_new=False):
        async_task(_TELL_NAMED, post.pk, list(named), group="forum")
