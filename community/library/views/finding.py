"""What the pages of the library fetch: always through what the viewer may see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from community.library.models import Resource, ResourceFile, ResourceVersion
from community.library.permissions import can_edit

if TYPE_CHECKING:
    from community.people.models import AnyRequest, MemberRequest

    Crumbs = list[tuple[str, str]]


def resource_or_404(request: AnyRequest, slug: str) -> Resource:
    """With its newest version, its owner, and what replaced it."""
    rows = Resource.objects.visible_to(request.user).select_related("current", "department", "group", "superseded_by")
    return get_object_or_404(rows, slug=slug)


def edited_or_404(request: MemberRequest, slug: str) -> Resource:
    """For editors."""
    if not can_edit(request.user):
        raise Http404
    return resource_or_404(request, slug)


def draft_or_404(request: MemberRequest, slug: str) -> ResourceVersion:
    """The draft of a resource, for editors."""
    resource = edited_or_404(request, slug)
    version = get_object_or_404(ResourceVersion.objects.drafts(), resource=resource)
    version.resource = resource
    return version


def draft_file_or_404(request: MemberRequest, slug: str, pk: int) -> ResourceFile:
    """A file of a draft, for editors."""
    version = draft_or_404(request, slug)
    file = get_object_or_404(ResourceFile.objects.visible_to(request.user), version=version, pk=pk)
    file.version = version
    return file


def crumbs_to(title: str, resource: Resource | None = None) -> Crumbs:
    """From the library, by way of a resource, to a page of its own."""
    way = [(_("Library"), reverse("library:list"))]
    if resource is not None:
        way.append((resource.title, resource.get_absolute_url()))
    return [*way, (title, "")]
