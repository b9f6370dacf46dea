"""The library's texts are the Markdown of posts: the same marks, limits and sanitizer."""

from __future__ import annotations

from community.library.registries import Rendered

from .rendering import compose


def read_text(source: str) -> Rendered:
    """Render a text of the library; its headings begin below that of its part of the page."""
    text = compose(source)
    return Rendered(text.html, text.refusal)
