"""A course's modules and lessons with their states, published or not, for those who arrange them. Changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from wagtail.models import Page

from training.outline import STEP
from training.pages import CoursePage, LessonPage, ModulePage
from training.versions.sections import hash_of


@dataclass(frozen=True)
class Line:
    """A module or a lesson."""

    page: Page
    kind_name: str
    minutes: int | None = None
    is_first: bool = False
    is_last: bool = False

    @property
    def title(self) -> str:
        """As the editors have it now; what learners read may be older."""
        return str(self.page.draft_title or self.page.title)

    @property
    def is_clean(self) -> bool:
        """Learners have everything of it."""
        return bool(self.page.live and not self.page.has_unpublished_changes)

    @property
    def state_name(self) -> str:
        """Where it stands."""
        if self.page.workflow_in_progress:
            return _("In review")
        if self.page.approved_schedule:
            return _("Scheduled")
        if not self.page.live:
            return _("Draft")
        return _("Changed since published") if self.page.has_unpublished_changes else _("Published")


@dataclass(frozen=True)
class ModuleLines:
    """A module with its lessons."""

    module: Line
    lessons: Sequence[Line]


@dataclass(frozen=True)
class Board:
    """The whole outline. `stamp` says which one: a form that carries another was made before somebody's change."""

    course: CoursePage
    modules: Sequence[ModuleLines]

    @cached_property
    def lines(self) -> list[Line]:
        """Every module and lesson in order."""
        return [line for part in self.modules for line in (part.module, *part.lessons)]

    @property
    def stamp(self) -> str:
        """A hash of what stands where under which title."""
        return hash_of([[part.module.page.pk, part.module.title, [[line.page.pk, line.title] for line in part.lessons]]
                        for part in self.modules])[:20]  # fmt: skip

    @property
    def minutes(self) -> int:
        """Of all lessons."""
        return sum(line.minutes or 0 for line in self.lines)

    @property
    def lesson_count(self) -> int:
        """How many lessons there are."""
        return sum(len(part.lessons) for part in self.modules)

    @property
    def open_count(self) -> int:
        """How many of its pages learners don't have as they are here; the course's own page counts."""
        own = not self.course.live or self.course.has_unpublished_changes
        return sum(not line.is_clean for line in self.lines) + own


def board_of(course: CoursePage) -> Board:
    """The outline in a fixed number of queries, however long it is."""
    below = course.get_descendants().order_by("path").annotate_approved_schedule().prefetch_workflow_states()
    minutes = dict(LessonPage.objects.descendant_of(course).values_list("pk", "minutes"))
    children: dict[str, list[Page]] = {}
    for page in below.select_related("content_type"):
        children.setdefault(page.path[:-STEP], []).append(page)
    modules = _lines(children.get(course.path, []), minutes)
    return Board(course, [ModuleLines(line, _lines(children.get(line.page.path, []), minutes)) for line in modules])


def lesson_kinds() -> list[tuple[str, str]]:
    """The kinds of lesson that a module may get: name of the model, words."""
    models = ModulePage.creatable_subpage_models()
    return [(model._meta.model_name or "", str(model._meta.verbose_name).capitalize()) for model in models]


def _lines(pages: Sequence[Page], minutes: dict[int, int]) -> list[Line]:
    last = len(pages) - 1
    return [
        Line(page, _kind_name(page), minutes.get(page.pk), place == 0, place == last)
        for place, page in enumerate(pages)
    ]


def _kind_name(page: Page) -> str:
    model = page.specific_class
    return str(model._meta.verbose_name).capitalize() if model else ""
