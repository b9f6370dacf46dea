"""Posts as a sign of life of the work group whose board they are in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Max
from django.utils.translation import gettext_lazy, ngettext

from community.workgroups.life import Sign
from community.workgroups.models import WorkGroup

from .models import Post


def _latest(groups: Sequence[int], at: datetime) -> dict[int, datetime]:
    """Posts that are shown, in each board of the group."""
    posts = Post.objects.approved().filter(topic__forum__work_group__in=groups, topic__approved=True, created__lte=at)
    found = posts.order_by().values("topic__forum__work_group").annotate(latest=Max("created"))
    return dict(found.values_list("topic__forum__work_group", "latest"))


def _holds(group: WorkGroup) -> int:
    """Also what is hidden: it would be lost, too."""
    return Post.objects.filter(topic__forum__work_group=group).count()


def _words(count: int) -> str:
    return ngettext("%(count)s post", "%(count)s posts", count) % {"count": f"{count:,}"}


POSTS = Sign("posts", gettext_lazy("Topics and posts"), _latest, _holds, _words)
