"""What rendering gives back: the lesson, or a refusal that a person can act on."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

RENDERER_VERSION = 3  # raise it when the same notebook gives different HTML: stored lessons are made again


class NotebookRefused(ValueError):
    """A notebook that cannot become a lesson. `message` says where, why and what to do next."""

    def __init__(self, message: str, reasons: list[str] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.reasons = reasons or [message]


@dataclass(frozen=True)
class Heading:
    """A line of the lesson's table of contents."""

    level: int
    text: str
    anchor: str


@dataclass(frozen=True)
class Part:
    """One thing readers see: its kind, the heading it stands under, and a hash of what it says."""

    kind: str  # heading, text, code, result or solution
    section: str
    mark: str


@dataclass(frozen=True)
class RenderedNotebook:
    """A lesson ready to be stored.

    `html` has been through `clean_notebook`, `text` is plain text for search, `script` the notebook as a Python file.
    `content_hash` says what the notebook holds, and stays the same when another version of the renderer shows it.
    `text` and `script` are without solutions; `solutions` says where these stand in `html`, `handout` is the notebook
    without them (empty when it has none), and `parts` is what `changes_between` compares.
    """

    html: str
    contents: list[Heading]
    content_hash: str
    warnings: list[str]
    cell_count: int
    text: str
    script: str = ""
    solutions: list[dict[str, Any]] = field(default_factory=list)
    handout: str = ""
    parts: list[Part] = field(default_factory=list)
    renderer_version: int = RENDERER_VERSION

    def to_json(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, stored: str) -> RenderedNotebook:
        values = json.loads(stored)
        contents = [Heading(**heading) for heading in values["contents"]]
        return cls(**values | {"contents": contents, "parts": [Part(**part) for part in values["parts"]]})


@dataclass(frozen=True)
class Place:
    """Where something is: a cell's place in the notebook, and among the code cells as readers count them."""

    number: int
    code_number: int | None = None

    def __str__(self) -> str:
        return (
            f"Cell {self.number}" if self.code_number is None else f"Cell {self.number} (code cell {self.code_number})"
        )


@dataclass
class Findings:
    """What the editor should mend, in the order of the notebook, and what has been used up of the total limits."""

    warnings: list[str] = field(default_factory=list)
    html_left: int = 0
    elements_left: int = 0
    stream_left: int = 0
    formulas_left: int = 0
    reach: Callable[[int], None] = lambda _number: None  # told the number of each cell that is begun

    def warn(self, place: Place, sentence: str) -> None:
        warning = f"{place}: {sentence}"
        if warning not in self.warnings:
            self.warnings.append(warning)
