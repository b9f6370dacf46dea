"""What the instructor's pages show: the lessons one may edit, and how one of them stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _
from wagtail.permissions import page_permission_policy

from community.pages.publishing import Fault, faults_of
from training.models import NotebookPublication, NotebookVersion
from training.pages import NotebookLessonPage
from training.permissions import can_publish

from .models import NotebookFile
from .wording import summary_of

if TYPE_CHECKING:
    from community.people.models import Member

LESSONS_PER_PAGE = 30


@dataclass(frozen=True)
class Desk:
    """One notebook lesson as those see it who may edit it."""

    lesson: NotebookLessonPage
    version: NotebookVersion | None  # of the latest draft
    publication: NotebookPublication | None
    may_publish: bool
    locked: str = ""
    faults: Sequence[Fault] = ()
    files: Sequence[NotebookFile] = ()
    changed: list[tuple[str, list[str]]] = field(default_factory=list)

    @property
    def has_draft(self) -> bool:
        """Something waits to be published."""
        return not self.lesson.live or self.lesson.has_unpublished_changes


def lessons_of(member: Member, number: str | None) -> Page[NotebookLessonPage] | None:
    """A page of the notebook lessons `member` may edit; None for somebody who may edit no page at all."""
    pages = page_permission_policy.instances_user_has_permission_for(member, "change")
    lessons = NotebookLessonPage.objects.filter(pk__in=pages.order_by().values("pk")).order_by("path")
    rows = lessons.select_related("notebook", "publication__version").defer(
        "notebook__html", "notebook__text", "notebook__script", "notebook__parts",
        "publication__version__html", "publication__version__text", "publication__version__script",
        "publication__version__parts",
    )  # fmt: skip
    page = Paginator(rows, LESSONS_PER_PAGE).get_page(number)
    return page if page.object_list or pages.exists() else None


def desk_of(lesson: NotebookLessonPage, member: Member, faults: Sequence[Fault] | None = None) -> Desk:
    """How `lesson` stands; `faults` are those of a refusal just now."""
    draft: NotebookLessonPage = lesson.get_latest_revision_as_object()
    publications = NotebookPublication.objects.select_related("version").filter(lesson=lesson.pk)
    publication = publications.defer("version__html", "version__text", "version__script").first()
    is_locked = lesson.permissions_for_user(member).page_locked()
    return Desk(
        lesson=lesson,
        version=draft.notebook,
        publication=publication,
        may_publish=can_publish(member, lesson),
        locked=_("The page is locked. Ask the person who locked it, or an administrator.") if is_locked else "",
        faults=list(faults_of(draft)) if faults is None else faults,
        files=list(NotebookFile.objects.filter(lesson=lesson.pk)),
        changed=summary_of(publication.version.changes) if publication else [],
    )
