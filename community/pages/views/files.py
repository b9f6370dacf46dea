"""Documents and pictures that editors uploaded, through the hub's own door."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.documents import get_document_model
from wagtail.documents.models import document_served
from wagtail.images import get_image_model

from community.safety.uploads import download, show

if TYPE_CHECKING:
    from community.people.models import AnyRequest


@require_safe
def document(request: AnyRequest, document_id: int, document_filename: str) -> HttpResponseBase:
    """Wagtail's address of a document and its restrictions, through the hub's own door."""
    found = get_object_or_404(get_document_model(), pk=document_id)
    if found.filename != document_filename:
        raise Http404
    for hook in hooks.get_hooks("before_serve_document"):
        refusal: HttpResponseBase | None = hook(found, request)
        if refusal is not None:
            return refusal
    document_served.send(sender=type(found), instance=found, request=request)
    return download(found.file, name=found.title)


@require_safe
def picture(request: AnyRequest, name: str) -> HttpResponseBase:
    """A picture as Wagtail made it for a page or a list; one of a restricted collection only for whom it lets in."""
    renditions = get_image_model().get_rendition_model().objects.select_related("image__collection")
    rendition = get_object_or_404(renditions, file=f"images/{name}")
    restrictions = rendition.image.collection.get_view_restrictions()
    if not all(restriction.accept_request(request) for restriction in restrictions):
        raise Http404
    return show(rendition.file, is_public=not restrictions)
