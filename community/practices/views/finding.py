"""What the pages of practices fetch: always through what the viewer may see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from community.practices.models import Practice, Version
from community.practices.permissions import can_look_after, can_write

if TYPE_CHECKING:
    from community.people.models import AnyRequest, MemberRequest
    from community.practices.querysets import Viewer

    Crumbs = list[tuple[str, str]]


def practice_or_404(request: AnyRequest, slug: str) -> Practice:
    """With its words and department."""
    rows = Practice.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("current", "department", "owner", "superseded_by__current"), slug=slug)


def looked_after_or_404(request: MemberRequest, slug: str) -> Practice:
    """For its authors and editors."""
    found = practice_or_404(request, slug)
    if not can_look_after(request.user, found):
        raise Http404
    return found


def open_version(practice: Practice, viewer: Viewer) -> Version | None:
    """The version that is not published yet, for those who may see it."""
    rows = practice.versions.open().under_review_by(viewer)
    return rows.select_related("decided_by").prefetch_related("tags").first()


def open_version_or_404(request: MemberRequest, slug: str, *, for_authors: bool = False) -> Version:
    """As above, with its practice; for authors only, where asked."""
    practice = practice_or_404(request, slug)
    version = open_version(practice, request.user)
    if version is None or (for_authors and not can_write(request.user, practice)):
        raise Http404
    version.practice = practice
    return version


def title_of(practice: Practice, version: Version | None = None) -> str:
    """What it is called for whoever may see `version`."""
    named = practice.current or version
    return named.title if named else practice.slug


def crumbs_to(title: str, practice: Practice | None = None, version: Version | None = None) -> Crumbs:
    """From the list of practices, by way of the practice, to a page of its own."""
    way = [(_("Practices"), reverse("practices:list"))]
    if practice is not None:
        way.append((title_of(practice, version), practice.get_absolute_url()))
    return [*way, (title, "")]
