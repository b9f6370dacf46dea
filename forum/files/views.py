"""Putting a picture here, and handing one out."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.http import FileResponse, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET, require_POST

from community.people.access import member_required
from community.people.errors import HubError
from community.safety.uploads import show
from forum.models import Picture

from .forms import PictureForm, WithFiles
from .services import add_picture
from .words import markdown_of

if TYPE_CHECKING:
    from community.people.models import AnyRequest, Member, MemberRequest


@member_required
@require_POST
def picture_add(request: MemberRequest) -> HttpResponse:
    form = PictureForm(request.POST, request.FILES)
    if form.is_valid():
        said = form.cleaned_data
        try:
            made = add_picture(
                member=request.user, file=said["picture"], admitted=form.admitted, alt=said["picture_alt"]
            )
        except HubError as refusal:
            form.add_error(None, refusal.message)
        else:
            return JsonResponse({"markdown": markdown_of(made)}, status=201)
    faults = [fault for faults in form.errors.values() for fault in faults]
    return JsonResponse({"fault": " ".join(str(fault) for fault in faults)}, status=422)


@require_GET
def picture(request: AnyRequest, token: uuid.UUID, width: int, height: int) -> FileResponse:
    shown = Picture.objects.visible_to(request.user)
    return show(get_object_or_404(shown, token=token, width=width, height=height).file, is_public=False)


def add_in_form(member: Member, form: WithFiles) -> bool:
    """Do without scripts what `picture_add` does: the picture's words come into the text, or faults into the form."""
    apart = PictureForm(form.data, form.files)
    if apart.is_valid():
        said = apart.cleaned_data
        try:
            made = add_picture(member=member, file=said["picture"], admitted=apart.admitted, alt=said["picture_alt"])
        except HubError as refusal:
            apart.add_error("picture", refusal.message)
        else:
            form.write_below(markdown_of(made))
    form.full_clean()
    for name in ("picture", "picture_alt"):
        form.errors.pop(name, None)
        if name in apart.errors:
            form.add_error(name, apart.errors[name])
    return apart.is_valid()
