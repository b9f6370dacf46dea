"""Refusals of training, in words for the learner."""

from __future__ import annotations

from community.people.errors import HubError


class PrerequisitesMissing(HubError):
    """The course requires others that the member has not finished."""
