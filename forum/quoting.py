"""Somebody's words as the beginning of a reply."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from .models import Post

_LONGEST = 1_500
_SPECIAL = re.compile(r"([\\`*_\[\]<>()#!|~&])")


def escaped(words: str) -> str:
    """`words` as Markdown that shows them and nothing else."""
    return _SPECIAL.sub(r"\\\1", words)


def quote_of(post: Post) -> str:
    """The post as a Markdown quote with a link back to it, without the quotes it held itself."""
    own = "\n".join(line for line in post.content.splitlines() if not line.lstrip().startswith(">")).strip()
    if len(own) > _LONGEST:
        own = own[:_LONGEST].rsplit(maxsplit=1)[0] + " …"
    name = escaped(post.poster.display_name if post.poster else _("A former member"))
    said = _("%(name)s wrote:") % {"name": name}
    lines = [f"[{said}]({post.get_absolute_url()})", "", *own.splitlines()]
    return "\n".join(f"> {line}".rstrip() for line in lines) + "\n\n"
