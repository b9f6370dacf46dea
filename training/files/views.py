"""How the files of lessons go out."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from community.safety.uploads import download, stream
from training.models import LessonFile

from .permissions import can_fetch

if TYPE_CHECKING:
    from community.people.models import AnyRequest


@require_safe
def lesson_file(request: AnyRequest, pk: int) -> HttpResponseBase:
    row = get_object_or_404(LessonFile, pk=pk)
    if not can_fetch(request.user, row):
        raise Http404
    if row.is_video:
        return stream(request, row.file)
    return download(row.file, name=PurePath(row.name).stem)
