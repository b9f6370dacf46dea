"""The files beside a notebook, for whoever may read its lesson."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from community.safety.uploads import download
from training.notebook_lessons.models import NotebookFile
from training.pages import LessonPage
from training.permissions import can_edit_fast

if TYPE_CHECKING:
    from community.people.models import AnyRequest


@require_safe
def notebook_file(request: AnyRequest, pk: int) -> FileResponse:
    row = get_object_or_404(NotebookFile.objects.select_related("lesson"), pk=pk)
    readable = LessonPage.objects.visible_to(request.user).filter(pk=row.lesson_id)
    if not readable.exists() and not can_edit_fast(request.user, row.lesson):
        raise Http404
    return download(row.file, name=row.name.rpartition(".")[0])
