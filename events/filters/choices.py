"""What one can choose by: the values the hub knows now. One query."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import CharField, F, Value
from django.utils.translation import gettext_lazy as _

from community.people.models import Department
from community.workgroups.models import WorkGroup
from events.enums import Format, Kind
from events.models import CourseEntry
from forum.models import Tag

FIELDS = {  # in the order of the form, of the address and of the sentence; with what they are called and with no choice
    "kind": (_("Kind"), _("All kinds")),
    "topic": (_("Topic"), _("All topics")),
    "course": (_("Course"), _("All courses")),
    "group": (_("Work group"), _("All groups")),
    "department": (_("Department"), _("All departments")),
    "format": (_("Where people meet"), _("Everywhere")),
    "credit": (_("Training credit"), _("With and without")),
}
WITH_CREDIT = "yes"
_IN_DATABASE = frozenset({"topic", "course", "group", "department"})


@dataclass(frozen=True)
class Choices:
    """The values of each field: what stands in the address, and its name."""

    values: Mapping[str, Mapping[str, str]]

    def name(self, field: str, value: str) -> str | None:
        """What a value is called; None when it is none."""
        return self.values[field].get(value)


def fixed_choices() -> Choices:
    """Those that ask no database: enough when an address chooses by nothing else."""
    return Choices(
        {
            "kind": {str(value): str(label) for value, label in Kind.choices},
            "topic": {},
            "course": {},
            "group": {},
            "department": {},
            "format": {str(value): str(label) for value, label in Format.choices},
            "credit": {WITH_CREDIT: str(_("With credit"))},
        }
    )


def all_choices() -> Choices:
    """Every value, by name."""
    topics = Tag.objects.filter(is_kept=True)
    groups = WorkGroup.objects.visible_to(AnonymousUser())  # a private group is named in no address that everybody has
    sources = {
        "topic": topics,
        "course": CourseEntry.objects.open(),
        "group": groups,
        "department": Department.objects.all(),
    }
    parts = [
        rows.order_by()
        .annotate(field=Value(field, output_field=CharField()), value=F("slug"), label=F("name"))
        .values_list("field", "value", "label")
        for field, rows in sources.items()
    ]
    found: dict[str, dict[str, str]] = {field: {} for field in sources}
    for field, value, label in sorted(parts[0].union(*parts[1:], all=True), key=lambda row: row[2].casefold()):
        found[field][value] = label
    return Choices({**fixed_choices().values, **found})


def choices_for(fields: frozenset[str]) -> Choices:
    """The values that are needed to read these fields of an address."""
    return all_choices() if fields & _IN_DATABASE else fixed_choices()
