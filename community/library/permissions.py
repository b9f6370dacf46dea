"""Who may write in the library, and what is missing before a version is published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from community.people.permissions import is_editor

from .enums import State

if TYPE_CHECKING:
    from .models import ResourceVersion
    from .querysets import Viewer


def can_edit(user: Viewer) -> bool:
    """The site's editors, and who administers the hub."""
    return is_editor(user)


def missing(version: ResourceVersion) -> list[str]:
    """Sentences on what has to be done before `version` is published. One query, for its files."""
    found = []
    if version.state != State.DRAFT:
        return [_("It is not a draft any more. Look at where it stands.")]
    if not version.body.strip():
        found.append(_("Write the text that is read on the page."))
    if version.number > 1 and not version.change_note.strip():
        found.append(_("Write what is new in this version. Everybody reads it."))
    for file in version.files.all():
        if not file.accessibility.strip():
            found.append(_("Say how accessible “%(name)s” is.") % {"name": file.name})
    return found
