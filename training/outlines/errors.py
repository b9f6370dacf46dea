"""Why an outline stays as it is."""

from __future__ import annotations

from community.people.errors import HubError


class OutlineRefused(HubError):
    """The change can't be made, or not by this person."""


class OutlineChanged(HubError):
    """Somebody changed the outline after the form was made."""
