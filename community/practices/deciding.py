"""What the answers of a round come to. No database here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from .enums import State, Verdict

_COMES_TO = {Verdict.APPROVE: State.APPROVED, Verdict.CHANGES: State.CHANGES}
AGREED = 2


def comes_to(answers: Mapping[int, str], places: int) -> State:
    """Where a version in review stands, given the verdicts by place.

    Two who agree decide. Two who differ leave it open: to a third, where there is a third place, else to the editors.
    """
    counted = Counter(Verdict(verdict) for verdict in answers.values())
    for verdict, state in _COMES_TO.items():
        if counted[verdict] >= AGREED:
            return state
    return State.SPLIT if len(answers) >= places else State.REVIEW
