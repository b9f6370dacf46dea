"""An attempt in steps of a few questions, so that 60 stay usable: a part of the quiz is one step or more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .models import AskedQuestion

QUESTIONS_A_STEP = 8


@dataclass(frozen=True)
class Step:
    """A page of an attempt."""

    number: int
    heading: str
    asked: list[AskedQuestion]

    @property
    def answered_count(self) -> int:
        """How many have an answer that is saved."""
        return sum(question.answer is not None for question in self.asked)


def steps_of(asked: Sequence[AskedQuestion]) -> list[Step]:
    """The steps, in order; questions under one heading stay together as far as QUESTIONS_A_STEP allows."""
    steps: list[Step] = []
    for question in asked:
        last = steps[-1] if steps else None
        if last is None or last.heading != question.heading or len(last.asked) >= QUESTIONS_A_STEP:
            last = Step(len(steps) + 1, question.heading, [])
            steps.append(last)
        last.asked.append(question)
    return steps


def step_with(steps: Sequence[Step], place: int) -> int:
    """The number of the step that asks the question at `place`; the first for a place there is none of."""
    return next((step.number for step in steps if place in [one.place for one in step.asked]), 1)
