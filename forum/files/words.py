"""A picture as Markdown, and its address as the renderer knows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forum.quoting import escaped

if TYPE_CHECKING:
    from forum.models import Picture


def markdown_of(picture: Picture) -> str:
    """What stands for the picture in a text."""
    return f"![{escaped(picture.alt)}]({picture.get_absolute_url()})"
