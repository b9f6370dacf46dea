"""One address, read: what it chooses by, what of it is left out, in words, and as a queryset."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlencode

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.enums import Format, Kind
from events.models import CourseEntry

from .choices import FIELDS, Choices, choices_for

if TYPE_CHECKING:
    from django.db.models import QuerySet

    Rows = TypeVar("Rows", bound=QuerySet[Any])

_LONGEST_SHOWN = 40
_KINDS = {
    Kind.TRAINING: gettext_lazy("Trainings"),
    Kind.CLINIC: gettext_lazy("Clinics"),
    Kind.MEETING: gettext_lazy("Work-group meetings"),
    Kind.SHOWCASE: gettext_lazy("Showcases"),
    Kind.CHALLENGE: gettext_lazy("Data challenges"),
    Kind.CODE_A_THON: gettext_lazy("Code-a-thons"),
    Kind.CONFERENCE: gettext_lazy("Conferences"),
}
_FORMATS = {
    Format.ONLINE: gettext_lazy("online"),
    Format.IN_PERSON: gettext_lazy("in person"),
    Format.HYBRID: gettext_lazy("in person and online"),
}
_LOOKUPS = {
    "kind": "kind",
    "topic": "topics__slug",
    "group": "group__slug",
    "department": "department__slug",
    "format": "format",
}


@dataclass(frozen=True)
class Filters:
    """What is chosen, each value with its name; `left_out` says what was asked for and is nothing the hub knows."""

    chosen: Mapping[str, tuple[str, str]]
    left_out: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.chosen)

    @property
    def query(self) -> str:
        """The choice as an address holds it, in one order; empty for everything."""
        return urlencode([(field, self.chosen[field][0]) for field in FIELDS if field in self.chosen])

    @property
    def before(self) -> str:
        """The same, in front of one more parameter."""
        return f"{self.query}&" if self.chosen else ""

    @property
    def sentence(self) -> str:
        """ "Trainings about Water of the Department of Water Resources with credit"; “Events” for everything."""
        names = {field: name for field, (_value, name) in self.chosen.items()}
        parts = [str(_KINDS[Kind(self.chosen["kind"][0])]) if "kind" in names else _("Events")]
        if "topic" in names:
            parts.append(_("about %(topic)s") % {"topic": names["topic"]})
        if "course" in names:
            parts.append(_("for the course %(course)s") % {"course": names["course"]})
        if "group" in names:
            parts.append(_("of the work group %(group)s") % {"group": names["group"]})
        if "department" in names:
            parts.append(_("of the %(department)s") % {"department": names["department"]})
        if "format" in names:
            parts.append(str(_FORMATS[Format(self.chosen["format"][0])]))
        if "credit" in names:
            parts.append(_("with credit"))
        return " ".join(parts)

    def narrow(self, rows: Rows, path: str = "") -> Rows:
        """`rows` without what is not chosen; `path` leads from a row to its series. No row comes twice."""
        conditions = Q()
        for field, (value, _name) in self.chosen.items():
            if field == "course":
                conditions &= CourseEntry.objects.series_in(value, path)
            elif field == "credit":
                conditions &= Q(**{f"{path}credit_hours__gt": 0})
            else:
                conditions &= Q(**{f"{path}{_LOOKUPS[field]}": value})
        return rows.filter(conditions) if self.chosen else rows


EVERYTHING = Filters({})


def read(params: Mapping[str, str], choices: Choices | None = None) -> Filters:
    """What the parameters of an address choose. `choices` are the known values, when the caller has them."""
    asked = {field: params[field].strip() for field in FIELDS if params.get(field, "").strip()}
    if not asked:
        return EVERYTHING
    known = choices or choices_for(frozenset(asked))
    chosen = {field: (value, name) for field, value in asked.items() if (name := known.name(field, value))}
    left_out = [_unknown(field, value) for field, value in asked.items() if field not in chosen]
    return Filters(chosen, tuple(left_out))


def _unknown(field: str, value: str) -> str:
    shown = value if len(value) <= _LONGEST_SHOWN else f"{value[:_LONGEST_SHOWN]}…"
    values = {"field": FIELDS[field][0], "value": shown}
    return _("%(field)s: the calendar knows no “%(value)s”, so it is left out.") % values
