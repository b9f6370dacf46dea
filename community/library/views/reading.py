"""Pages where resources are found, read and downloaded."""

from __future__ import annotations

import logging
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.db import DatabaseError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_safe

from community.library.enums import State
from community.library.filters import Filters
from community.library.models import Resource, ResourceFile, ResourceVersion
from community.library.notification_kinds import NEW_VERSION
from community.library.permissions import can_edit
from community.library.services.citing import cited_in
from community.library.services.downloading import count_download
from community.notifications.services.following import followed_as
from community.notifications.services.reading import mark_subject_read
from community.people.models import Member
from community.safety.html import stored
from community.safety.uploads import download as hand_out

from .finding import crumbs_to, resource_or_404

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

    from community.people.models import AnyRequest

    from .finding import Crumbs

RESOURCES_PER_PAGE = 20
MOST_VERSIONS = 50
_log = logging.getLogger("hub.library")


@require_GET
def library(request: AnyRequest) -> HttpResponse:
    filters = Filters(request.GET, request.user)
    page = Paginator(filters.rows(), RESOURCES_PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "filters": filters, "may_edit": can_edit(request.user)}
    return render(request, "library/resource_list.html", context)


@require_GET
def resource(request: AnyRequest, slug: str) -> HttpResponse:
    shown = resource_or_404(request, slug)
    if shown.current is not None:
        return _render(request, shown, shown.current)
    # Nothing is current: the last that was is shown with the reason, and a first draft to editors.
    last = shown.versions.visible_to(request.user).order_by("-number")
    return _render(request, shown, last.exclude(state=State.DRAFT).first() or last[0])


@require_GET
def version(request: AnyRequest, slug: str, number: int) -> HttpResponse:
    shown = resource_or_404(request, slug)
    return _render(request, shown, get_object_or_404(shown.versions.visible_to(request.user), number=number))


def _render(request: AnyRequest, shown: Resource, row: ResourceVersion) -> HttpResponse:
    row.resource = shown
    if isinstance(request.user, Member):
        mark_subject_read(reader=request.user, kinds=[NEW_VERSION], about=row.pk)
    return render(request, "library/version_detail.html", _context(request, shown, row))


def _context(request: AnyRequest, shown: Resource, row: ResourceVersion) -> dict[str, Any]:
    may_edit = can_edit(request.user)
    versions = list(shown.versions.visible_to(request.user).defer("body", "html").order_by("-number")[:MOST_VERSIONS])
    files = list(row.files.visible_to(request.user))
    for each in versions:  # addresses are made without a query for each row
        each.resource = shown
    for file in files:
        file.version = row
    return {
        "resource": shown,
        "version": row,
        "is_current": shown.current_id == row.pk and shown.superseded_by is None,
        "text": stored(row.html) if row.is_readable or may_edit else "",
        "files": files,
        "versions": versions,
        "draft": next((each for each in versions if each.state == State.DRAFT), None) if may_edit else None,
        "replaces": list(shown.supersedes.public()),
        "cited": cited_in(shown, row, request.user),
        "following": followed_as(request.user, shown.place),
        "may_edit": may_edit,
        "crumbs": _crumbs(shown, row),
    }


def _crumbs(shown: Resource, row: ResourceVersion) -> Crumbs:
    is_newest = shown.current_id == row.pk
    return crumbs_to(shown.title) if is_newest else crumbs_to(_("Version %(number)d") % {"number": row.number}, shown)


@require_safe
def download(request: AnyRequest, slug: str, number: int, pk: int) -> HttpResponseBase:
    files = ResourceFile.objects.visible_to(request.user).select_related("version")
    file = get_object_or_404(files, pk=pk, version__number=number, version__resource__slug=slug)
    answer = hand_out(file.file, name=PurePath(file.name).stem)
    if isinstance(request.user, Member) and file.version.is_readable and _is_wanted(request):
        try:
            count_download(file=file, member=request.user)
        except DatabaseError:  # nobody goes without a template because it can't be counted
            _log.exception("A download could not be counted")
    return answer


def _is_wanted(request: AnyRequest) -> bool:
    """Whether a person asks for it: no program that looks whether it is there, no browser that fetches ahead."""
    ahead = " ".join(request.headers.get(name, "") for name in ("Sec-Purpose", "Purpose", "X-Moz", "X-Purpose"))
    return request.method == "GET" and not {"prefetch", "preview"} & set(ahead.lower().replace(";", " ").split())
