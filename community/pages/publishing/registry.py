"""The registry of checks: each floor adds its own, for its own models."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from .faults import Fault, PublicationRefused

Check = Callable[[Any], Iterable[Fault]]


@dataclass
class Checks:
    """Which checks hold for which models. A check of a model holds for the models that inherit from it."""

    _checks: list[tuple[type[Model], Check]] = field(default_factory=list)

    def register(self, model: type[Model], check: Check) -> None:
        """Let `check` see every `model` before it is published; it gets the instance as it would be published.

        Raises ValueError when it is registered already.
        """
        if (model, check) in self._checks:
            raise ValueError(f"{check} is registered for {model.__name__} already.")
        self._checks.append((model, check))

    def faults(self, instance: Model) -> list[Fault]:
        """What all checks find, in the order in which they were registered."""
        return [fault for model, check in self._checks if isinstance(instance, model) for fault in check(instance)]


checks = Checks()


def faults_of(instance: Model) -> list[Fault]:
    """What keeps `instance`, as it is in memory, from being published."""
    return checks.faults(instance)


def require_publishable(instance: Model) -> None:
    """Raise PublicationRefused when there is something to mend."""
    if faults := faults_of(instance):
        raise PublicationRefused(instance, faults)
