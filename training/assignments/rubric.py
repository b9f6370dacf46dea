"""The rubric as the pages and the marks read it. A review keeps its marks in words: the rubric may change later."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Level:
    """How well a criterion is met."""

    name: str
    points: int
    text: str = ""


@dataclass(frozen=True)
class Criterion:
    """What is looked at."""

    name: str
    text: str
    levels: tuple[Level, ...]

    @property
    def most(self) -> int:
        """The points of the best level."""
        return max((level.points for level in self.levels), default=0)


def read_rubric(stream: Any) -> list[Criterion]:
    """The criteria of a page, in order."""
    return [
        Criterion(
            block.value["name"],
            block.value.get("text") or "",
            tuple(Level(level["name"], level["points"], level.get("text") or "") for level in block.value["levels"]),
        )
        for block in stream
    ]


def fingerprint(rubric: Sequence[Criterion]) -> str:
    """Differs when the rubric says something else."""
    return hashlib.sha256(json.dumps([asdict(criterion) for criterion in rubric]).encode()).hexdigest()[:16]


def marks_of(rubric: Sequence[Criterion], levels: Sequence[int], comments: Sequence[str]) -> list[dict[str, Any]]:
    """What a review keeps: for each criterion the level chosen (by its place), its points, and the comment."""
    return [
        {
            "criterion": criterion.name,
            "level": criterion.levels[place].name,
            "points": criterion.levels[place].points,
            "most": criterion.most,
            "comment": comment,
        }
        for criterion, place, comment in zip(rubric, levels, comments, strict=True)
    ]
