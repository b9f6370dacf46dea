"""Editors' pages at an address that a room of the hub answers: nobody could open them (docs/adr/0048)."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from .models import StandardPage
from .publishing.faults import Fault

SHOWN_BY_VIEWS = {"privacy", "conditions"}  # they stand at these addresses, and a view shows them
_PAGES = "wagtail_serve"


def is_shadowed(address: str) -> bool:
    """Whether a page at `address` is answered by something else than itself."""
    try:
        return resolve(address).view_name not in SHOWN_BY_VIEWS | {_PAGES}
    except Resolver404:
        return False


def shadowed_pages() -> list[StandardPage]:
    """The pages that nobody can open, drafts too; of a section the section alone, because the rest goes with it."""
    found: list[StandardPage] = []
    for page in StandardPage.objects.order_by("path"):
        is_below = found and page.path.startswith(found[-1].path)
        if not is_below and (address := page.get_url()) and is_shadowed(address):
            found.append(page)
    return found


@transaction.atomic
def free_shadowed_pages() -> list[tuple[StandardPage, str]]:
    """Give each a slug that is free; return them with the address they had. Idempotent.

    Wagtail makes a redirect from each old address, which works wherever the room has nothing: a page below the old
    section is found again, the section's own address stays the room's. What editors wrote since is kept as a draft.
    """
    moved = []
    for page in shadowed_pages():
        before = page.get_url() or ""
        page.slug = _free_slug(page)
        page.save()
        for revision in page.revisions.all():  # published again, an older draft would go back to the old address
            Revision.objects.filter(pk=revision.pk).update(content={**revision.content, "slug": page.slug})
        log(instance=page, action="wagtail.edit")
        moved.append((page, before))
    return moved


def _free_slug(page: Page) -> str:
    """The slug with “-pages”, and a number where that is taken."""
    parent, number = page.get_parent(), 1
    above = (parent.get_url() or "/").rstrip("/")
    while True:
        slug = f"{page.slug}-pages{'' if number == 1 else f'-{number}'}"
        taken = parent.get_children().filter(slug=slug).exists()
        if not taken and not is_shadowed(f"{above}/{slug}/"):
            return slug
        number += 1


def address_faults(page: StandardPage) -> Iterator[Fault]:
    """A check at publication: nobody could open the page at the address that it would get."""
    parent = page.get_parent() if page.depth else None
    above = parent.get_url() if parent else None
    if above and is_shadowed(f"{above.rstrip('/')}/{page.slug}/"):
        yield Fault(
            where=_("Slug"),
            what=_("“%(slug)s” leads to a part of the hub, so nobody could open this page.") % {"slug": page.slug},
            mend=_("Choose another slug under Promote."),
            anchor="panel-child-promote-child-for_search_engines-child-slug-section",
        )
