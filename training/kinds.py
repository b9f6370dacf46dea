"""What the pages of training ask of each kind of lesson. The entries are in `lesson_kinds`: one for each kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Q

from community.search.services import plain_words

from .enums import Kind, Rule
from .reading import OpenLesson

if TYPE_CHECKING:
    from typing import Protocol

    from django.http import HttpResponse

    from community.people.models import AnyRequest

    from .outline import LessonLink
    from .study import Study

    class Render(Protocol):
        """Answers with the whole page of a lesson."""

        def __call__(self, request: AnyRequest, study: Study, link: LessonLink, *, status: int) -> HttpResponse: ...


@dataclass(frozen=True)
class LessonKind:
    """One kind of lesson.

    `relation` leads from LessonPage to the page type, `ready` from there to what learners need besides the page. `read`
    opens a lesson by its key, `text` gives its plain words for search where these are kept elsewhere. The lesson's own
    buttons write the ledger when the rule is MARKED and refuse otherwise. A kind with `render` has a page of its own.
    """

    kind: Kind
    relation: str
    read: Callable[[int], OpenLesson]
    ready: str = ""
    rule: Rule = Rule.MARKED
    template: str = "training/lesson_detail.html"
    text: Callable[[int], str] | None = None
    render: Render | None = None

    @property
    def is_readable(self) -> Q:
        """LessonPages of this kind that have something to read."""
        path = f"{self.relation}__{self.ready}" if self.ready else self.relation
        return Q(**{f"{path}__isnull": False})

    @property
    def is_markable(self) -> bool:
        """Learners mark it done themselves."""
        return self.rule == Rule.MARKED

    def words(self, pk: int) -> str:
        """The plain words of a lesson."""
        return self.text(pk) if self.text else plain_words(self.read(pk).reading.html)


@dataclass
class _Kinds:
    _entries: dict[str, LessonKind] = field(default_factory=dict)

    def register(self, *entries: LessonKind) -> None:
        """Add kinds. Raises ValueError for one that is there."""
        for entry in entries:
            if entry.kind in self._entries:
                raise ValueError(f"{entry.kind} is registered already.")
            self._entries[entry.kind] = entry

    def __getitem__(self, kind: str) -> LessonKind:
        return self._entries[kind]

    def __iter__(self) -> Iterator[LessonKind]:
        return iter(self._entries.values())


kinds = _Kinds()
