"""Checks of links: each says where it leads, and the same words lead to the same place (WCAG 2.4.4)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bs4 import Tag
from django.conf import settings
from django.utils.translation import gettext as _

from .faults import Fault
from .reading import Part, short, words_of

SAYS_NOTHING = frozenset(
    [
        "click",
        "click here",
        "click this",
        "click this link",
        "continue",
        "continue reading",
        "details",
        "download",
        "find out more",
        "go",
        "go here",
        "here",
        "info",
        "learn more",
        "link",
        "more",
        "more details",
        "more info",
        "more information",
        "open",
        "page",
        "read more",
        "read this",
        "see here",
        "see more",
        "this",
        "this link",
        "this page",
        "this site",
        "this website",
        "view",
        "view more",
        "website",
    ]
)
_ADDRESS = re.compile(r"(https?://|www\.)\S+", re.IGNORECASE)


def link_faults(parts: Sequence[Part]) -> Iterator[Fault]:
    """What is wrong with each link, then links that can't be told apart."""
    where: dict[str, str] = {}
    for part in parts:
        for link in part.soup.find_all("a"):
            words = words_of(link) or " ".join(str(link.get("aria-label", "")).split())
            fault = _fault(part, link, words)
            if fault:
                yield fault
            elif words:
                address = _comparable(str(link["href"]))
                if where.setdefault(words.casefold(), address) != address:
                    yield part.fault(
                        _("“%(words)s” leads to different places on this page.") % {"words": short(words)},
                        _("Give each link words of its own."),
                    )


def _fault(part: Part, link: Tag, words: str) -> Fault | None:
    address = str(link.get("href", "")).strip()
    if not words:
        return part.fault(_("A link has no words."), _("Write where it leads, or delete it.")) if address else None
    values = {"words": short(words)}
    if not address:
        return part.fault(
            _("The link “%(words)s” leads nowhere: its page or file is gone.") % values,
            _("Choose where it leads, or remove the link."),
        )
    if words.casefold().strip(" .,:;!?…>»→") in SAYS_NOTHING:
        return part.fault(
            _("The link “%(words)s” does not say where it leads.") % values,
            _("Link the words that name the page: people hear links without the text around them."),
        )
    if _ADDRESS.fullmatch(words):
        return part.fault(
            _("The link “%(words)s” shows an address instead of words.") % values,
            _("Write the name of the page and link that."),
        )
    return None


def _comparable(address: str) -> str:
    return address.strip().removeprefix(settings.SITE_ADDRESS).rstrip("/")
