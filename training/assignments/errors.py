"""Refusals of assignments, in sentences."""

from __future__ import annotations

from community.people.errors import HubError


class WorkRefused(HubError):
    """The work can't be handed in as it stands."""


class DraftChanged(HubError):
    """Another tab saved other words since this form was shown."""


class ReviewRefused(HubError):
    """The answer is about something that changed meanwhile."""
