"""What an address of a report asks for. A value that nobody knows is as if it wasn't there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlencode

from django.core.validators import slug_re

from training.pages import CoursePage
from training.paths.models import RolePath

from .enums import Period

if TYPE_CHECKING:
    from django.db.models import TextChoices
    from django.http import QueryDict

    C = TypeVar("C", bound=TextChoices)


@dataclass(frozen=True)
class Choice:
    """The filters of a department's report."""

    period: Period = Period.ALL
    course: CoursePage | None = None
    path: RolePath | None = None

    @property
    def query(self) -> str:
        """The filters as they stand in an address, "course=x&" or ""."""
        parts = {
            "course": self.course.slug if self.course else "",
            "path": self.path.slug if self.path else "",
            "period": "" if self.period == Period.ALL else self.period.value,
        }
        return as_query(parts)


def read_choice(data: QueryDict) -> Choice:
    """The filters that `data` names."""
    slugs = {name: _slug(data.get(name)) for name in ("course", "path")}
    course = CoursePage.objects.live().filter(slug=slugs["course"]).first() if slugs["course"] else None
    path = RolePath.objects.filter(live=True, slug=slugs["path"]).first() if slugs["path"] else None
    return Choice(one_of(Period.ALL, data.get("period")), course, path)


def _slug(value: str | None) -> str:
    """What can be a slug; databases refuse some characters."""
    return value if value and slug_re.match(value) else ""


def one_of(usual: C, value: str | None) -> C:
    """The choice of that value, else the usual one."""
    kind = type(usual)
    return kind(value) if value in kind.values else usual


def number_in(value: str | None) -> int | None:
    """The key in an address; None for what is no key."""
    return int(value) if value and value.isascii() and value.isdecimal() and len(value) < 10 else None


def as_query(parts: dict[str, str]) -> str:
    """Those that are set, ready for more to follow."""
    query = urlencode({name: value for name, value in parts.items() if value})
    return f"{query}&" if query else ""
