"""The way back to an earlier version, which is one more version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from community.people.services import record
from forum.rendering import compose
from forum.services.editing import edit_post
from forum.services.posting import PostRefused

if TYPE_CHECKING:
    from community.people.models import Member
    from forum.models import Post, Revision


@transaction.atomic
def restore_version(*, revision: Revision, by: Member) -> Post:
    """Let the post say again what it said in `revision`. Audited when somebody else wrote the post.

    Raises PostRefused for those who may not, and for a text that could not be posted any more.
    """
    text = compose(revision.content, key=revision.post.form_token)
    if text.refusal:
        raise PostRefused(text.refusal)
    reason = _("Version %(number)d brought back") % {"number": revision.number}
    post = edit_post(post=revision.post, by=by, text=text, title=revision.title, reason=reason)
    if post.poster_id != by.pk:
        record(by=by, action="restore", about=post, after={"version": revision.number})
    return post
