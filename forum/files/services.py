"""What adds, shows and drops files and pictures of posts. The one door looked at each file before."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from django.core.files.images import get_image_dimensions
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.people.errors import HubError
from forum.models import Attachment, Picture, PictureUse

from .limits import MOST_FILES, MOST_WAITING

if TYPE_CHECKING:
    from django.core.files import File
    from django.core.files.storage import Storage

    from community.people.models import Member
    from community.safety.uploads import Admitted
    from forum.models import Post
    from forum.rendering import PostText

    FileLetIn = tuple[File, Admitted]


class PictureRefused(HubError):
    """No more pictures from this person, now."""


class TooManyFiles(HubError):
    """A post holds as many files as it may."""


def attach(*, post: Post, files: Sequence[FileLetIn]) -> None:
    """Put files below a post, in the caller's transaction."""
    for file, admitted in files:
        row = Attachment(
            post=post,
            name=admitted.shown_name[-255:],
            size=file.size,
            content_type=admitted.content_type.partition(";")[0],
        )
        row.file.save(admitted.stored_name, file)


def change_files(*, post: Post, drop: Collection[int], add: Sequence[FileLetIn]) -> bool:
    """Take files of this very post out, by primary key, and add others; say whether anything changed.

    The bytes go after commit. Raises TooManyFiles. The caller holds the lock on the topic.
    """
    rows = list(post.attachments.filter(pk__in=drop)) if drop else []
    if add and post.attachments.count() - len(rows) + len(add) > MOST_FILES:
        raise TooManyFiles(_("A post can have %(most)d files. Take some out first.") % {"most": MOST_FILES})
    for row in rows:
        row.delete()
        _forget_bytes(row.file.storage, row.file.name)
    attach(post=post, files=add)
    return bool(rows or add)


@transaction.atomic
def add_picture(*, member: Member, file: File, admitted: Admitted, alt: str) -> Picture:
    """Keep a picture until a post shows it. Raises PictureRefused when too many wait already."""
    if Picture.objects.waiting_of(member).count() >= MOST_WAITING:
        raise PictureRefused(
            _("You added %(most)d pictures that are in no post yet. Post them, or come back tomorrow.")
            % {"most": MOST_WAITING}
        )
    width, height = get_image_dimensions(file, close=False)
    picture = Picture(member=member, alt=alt, width=width or 1, height=height or 1)
    file.seek(0)
    picture.file.save(admitted.stored_name, file)
    return picture


def use_pictures(*, post: Post, text: PostText, is_new: bool) -> None:
    """Let the readers of `post` see the pictures in its text that its writer put here; in the caller's transaction."""
    if not is_new:
        post.picture_uses.exclude(picture__token__in=text.pictures).delete()
    if text.pictures:
        mine = Picture.objects.filter(token__in=text.pictures, member=post.poster_id)
        uses = [PictureUse(picture=picture, post=post) for picture in mine]
        PictureUse.objects.bulk_create(uses, ignore_conflicts=True)
        mine.filter(used_at=None).update(used_at=timezone.now())


@transaction.atomic
def prune_pictures(*, at: datetime | None = None) -> int:
    """Delete pictures that no post ever showed, a day after they came; return how many."""
    rows = list(Picture.objects.unused(at=at).select_for_update(no_key=True)[:500])
    for picture in rows:
        picture.delete()
        _forget_bytes(picture.file.storage, picture.file.name)
    return len(rows)


def _forget_bytes(storage: Storage, name: str | None) -> None:
    if name:
        transaction.on_commit(partial(storage.delete, name))
