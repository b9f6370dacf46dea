"""What a check finds, and the refusal that carries it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Model
from django.utils.translation import ngettext

from community.people.errors import HubError


@dataclass(frozen=True)
class Fault:
    """One thing to mend: where it is, what is wrong, how to mend it. `anchor` is the place's id in the page editor."""

    where: str
    what: str
    mend: str
    anchor: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.what} {self.mend}"


class PublicationRefused(HubError):
    """`instance` was not published, because of `faults`. Drafts are kept."""

    def __init__(self, instance: Model, faults: Sequence[Fault]) -> None:
        self.instance = instance
        self.faults = list(faults)
        super().__init__(
            ngettext(
                "“%(title)s” can’t be published yet: there is %(count)d thing to mend.",
                "“%(title)s” can’t be published yet: there are %(count)d things to mend.",
                len(self.faults),
            )
            % {"title": instance, "count": len(self.faults)}
        )
