"""Showing what search found."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from community.search.querysets import MARK_END, MARK_START
from community.search.sources import sources

register = template.Library()


@register.filter
def highlighted(extract: str) -> SafeString:
    """The extract with found words in <mark>; everything else escaped."""
    before, *marked = extract.split(MARK_START)
    pieces = (piece.partition(MARK_END) for piece in marked)
    found = format_html_join("", "<mark>{}</mark>{}", ((word, rest) for word, _, rest in pieces))
    return format_html("{}{}", before, found)


@register.filter
def kind_name(kind: str) -> str:
    """The name of a kind of findable thing."""
    return str(sources.get(kind).name)
