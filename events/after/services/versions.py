"""Two organizers change the same thing: the later one is told, and loses nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.utils.translation import gettext as _

from community.people.errors import HubError
from events.after.models import Material, Minutes, OutcomeNote, Recording

if TYPE_CHECKING:
    from uuid import UUID

    from community.people.models import Member

Row = TypeVar("Row", Material, Recording, Minutes, OutcomeNote)
Given = TypeVar("Given", Material, OutcomeNote)


class ChangedMeanwhile(HubError):
    """Somebody saved after this form was opened."""


class NothingThere(HubError):
    """Somebody took it away meanwhile."""


def locked(row: Row, *, version: int) -> Row:
    """The row as it is now, for the caller's transaction. Raises ChangedMeanwhile, NothingThere."""
    rows = type(row)._default_manager.select_for_update(of=("self",)).select_related("occurrence__series")
    current: Row | None = rows.filter(pk=row.pk).first()
    if current is None:
        raise NothingThere(_("Somebody took this away meanwhile."))
    refuse_stale(current.version, version)
    return current


def refuse_stale(current: int, version: int) -> None:
    """Raise ChangedMeanwhile when the form was opened on another version; 0 is that of what was not there yet."""
    if current != version:
        raise ChangedMeanwhile(
            _("Somebody else saved this while you were writing. Compare, then save again to keep your words.")
        )


def twin_of(model: type[Given], by: Member, form_token: UUID | None) -> Given | None:
    """What the same form made already."""
    if form_token is None:
        return None
    found: Given | None = model._default_manager.filter(by=by, form_token=form_token).first()
    return found
