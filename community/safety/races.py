"""Two requests take the same unique place at the same moment: the later one starts over and finds what is there."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import IntegrityError

Args = ParamSpec("Args")
Result = TypeVar("Result")
MOST_TURNS = 10


def again_after_race(service: Callable[Args, Result]) -> Callable[Args, Result]:
    """Run an atomic service again when a unique constraint refuses it.

    The first statement of the second turn sees what the other request committed. Stands above `@transaction.atomic`,
    so that each turn is a transaction (or a savepoint) of its own. A lasting conflict is raised after MOST_TURNS.
    """

    @wraps(service)
    def in_turns(*args: Args.args, **kwargs: Args.kwargs) -> Result:
        for _turn in range(MOST_TURNS - 1):
            try:
                return service(*args, **kwargs)
            except IntegrityError:
                continue
        return service(*args, **kwargs)

    return in_turns
