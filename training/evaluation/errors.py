"""Refusals of evaluation, in words for the learner."""

from __future__ import annotations

from community.people.errors import HubError


class SurveyClosed(HubError):
    """The answers may not be changed any more."""
