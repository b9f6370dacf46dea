"""What an address of the catalogue asks for, what each filter would leave, and the order. No query here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from training.addresses import catalogue_url
from training.enums import Level
from training.paths.enums import Role

from .enums import Duration, Format, Sort

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from .facts import CourseFacts, Shelf

    Labels = Mapping[str, StrOrPromise]

# The filters, in the order in which they stand in an address, with their names for people.
FILTERS: Mapping[str, StrOrPromise] = {
    "topic": _("Topic"),
    "role": _("Role"),
    "level": _("Level"),
    "hours": _("Duration"),
    "format": _("Format"),
}
_LONGEST_SHOWN = 40
_OPTIONS_SHOWN = 8
_FAR = date.max


@dataclass(frozen=True)
class Choice:
    """The filters that are set, and the order."""

    values: Mapping[str, str] = field(default_factory=dict)
    sort: Sort = Sort.RECOMMENDED

    def query(self, page: int = 1) -> str:
        """The one way to write this choice in an address: filters in their order, nothing that goes without saying."""
        parts = {name: self.values[name] for name in FILTERS if name in self.values}
        if self.sort != Sort.RECOMMENDED:
            parts["sort"] = self.sort.value
        if page > 1:
            parts["page"] = str(page)
        return urlencode(parts)

    def url(self, page: int = 1) -> str:
        """The address of a page of the catalogue."""
        query = self.query(page)
        return f"{catalogue_url()}?{query}" if query else catalogue_url()

    def with_filter(self, name: str, value: str) -> Choice:
        """The same with a filter set, or cleared by an empty value."""
        rest = {key: kept for key, kept in self.values.items() if key != name}
        return replace(self, values={**rest, name: value} if value else rest)

    def sorted_by(self, sort: Sort) -> Choice:
        """The same in another order."""
        return replace(self, sort=sort)

    def cleared(self) -> Choice:
        """The same order without a filter."""
        return replace(self, values={})

    def matches(self, course: CourseFacts, *, but: str = "") -> bool:
        """All filters let the course through; `but` one that is not asked."""
        return all(value in course.values.get(name, ()) for name, value in self.values.items() if name != but)


@dataclass(frozen=True)
class Unknown:
    """A value nobody knows: it is left out, and said so."""

    name: StrOrPromise
    value: str


@dataclass(frozen=True)
class Option:
    """A value of a filter: how many courses it would leave, beside the other filters, and the way there."""

    label: StrOrPromise
    count: int
    url: str
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    """A filter with its options."""

    key: str
    name: StrOrPromise
    options: Sequence[Option]
    clear_url: str

    @property
    def shown(self) -> list[Option]:
        """The options that stand there at once: the first ones, and the one that is set."""
        return [option for place, option in enumerate(self.options) if place < _OPTIONS_SHOWN or option.is_chosen]

    @property
    def folded(self) -> list[Option]:
        """The rest."""
        shown = self.shown
        return [option for option in self.options if option not in shown]

    @property
    def chosen(self) -> Option | None:
        """The option that is set."""
        return next((option for option in self.options if option.is_chosen), None)


def labels_of(shelf: Shelf) -> dict[str, Labels]:
    """By filter, the values there are and their words, in order."""
    return {
        "topic": shelf.topics,
        "role": dict(Role.choices),
        "level": dict(Level.choices),
        "hours": dict(Duration.choices),
        "format": dict(Format.choices),
    }


def read_choice(
    params: Mapping[str, str], labels: Mapping[str, Labels], sorts: Iterable[Sort]
) -> tuple[Choice, list[Unknown]]:
    """What the address asks for; an empty value is none, one nobody knows is left out and returned beside."""
    values: dict[str, str] = {}
    unknown: list[Unknown] = []
    for name, title in FILTERS.items():
        value = params.get(name, "").strip()
        if value in labels[name]:
            values[name] = value
        elif value:
            unknown.append(Unknown(title, value[:_LONGEST_SHOWN]))
    sort = params.get("sort", "").strip()
    known = {str(way.value): way for way in sorts}
    if sort and sort not in known:
        unknown.append(Unknown(_("Order"), sort[:_LONGEST_SHOWN]))
    return Choice(values, known.get(sort, Sort.RECOMMENDED)), unknown


def facets(courses: Sequence[CourseFacts], choice: Choice, labels: Mapping[str, Labels]) -> list[Facet]:
    """Each filter with the options that lead somewhere, and the one that is set; filters without any are left out."""
    found = []
    for name, title in FILTERS.items():
        others = [course for course in courses if choice.matches(course, but=name)]
        options = []
        for value, label in labels[name].items():
            count = sum(value in course.values.get(name, ()) for course in others)
            is_chosen = choice.values.get(name) == value
            if count or is_chosen:
                url = choice.with_filter(name, "" if is_chosen else value).url()
                options.append(Option(label, count, url, is_chosen))
        if name == "topic":
            options.sort(key=lambda option: -option.count)
        if options:
            found.append(Facet(name, title, options, choice.with_filter(name, "").url()))
    return found


def in_order(courses: Iterable[CourseFacts], sort: Sort) -> list[CourseFacts]:
    """What comes first; ties as the editors put them."""
    rules: dict[Sort, Callable[[CourseFacts], Any]] = {
        Sort.RECOMMENDED: lambda course: course.place,
        Sort.TITLE: lambda course: course.title.casefold(),
        Sort.SHORTEST: lambda course: course.hours,
        Sort.NEWEST: lambda course: _age(course.published_at),
        Sort.SOONEST: lambda course: course.next_run or _FAR,
    }
    return sorted(courses, key=lambda course: (rules[sort](course), course.place))


def _age(published_at: datetime | None) -> float:
    return -published_at.timestamp() if published_at else 0.0
