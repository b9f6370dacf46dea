"""What the lesson page shows of a notebook beside its text: solutions, files, what changed, the way to the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from training.permissions import can_edit_fast
from training.reading import OpenLesson
from training.study import Study

from .exercises import passages, tried_by
from .models import NotebookFile
from .wording import summary_of

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.people.models import Member


def notebook_context(viewer: Member | AnonymousUser, study: Study, opened: OpenLesson) -> dict[str, Any]:
    """For the template of a notebook lesson; empty for every other kind."""
    publication = opened.extras.get("publication")
    if publication is None:
        return {}
    version, lesson = publication.version, publication.lesson
    edits = can_edit_fast(viewer, lesson)
    tried = tried_by(viewer, lesson) if version.solutions and not edits else set()
    may_have_read = study.enrolment is not None and study.enrolment.enrolled_at < publication.since
    return {
        "passages": passages(version, tried, shows_all=edits),
        "files": NotebookFile.objects.filter(lesson=lesson.pk),
        "changed": summary_of(version.changes) if may_have_read else [],
        "changed_on": publication.since,
        "edits_notebook": edits,
    }
