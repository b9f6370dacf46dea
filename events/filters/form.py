"""The choice as a plain form: what a template shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .choices import FIELDS, Choices

if TYPE_CHECKING:
    from .reading import Filters


@dataclass(frozen=True)
class Field:
    """One list of the form; `value` is what is chosen, empty for all."""

    name: str
    label: str
    all_label: str
    options: list[tuple[str, str]]
    value: str


def fields_of(filters: Filters, choices: Choices) -> list[Field]:
    """The lists that hold something to choose."""
    return [
        Field(name, str(label), str(all_label), options, filters.chosen.get(name, ("", ""))[0])
        for name, (label, all_label) in FIELDS.items()
        if (options := list(choices.values[name].items()))
    ]
