"""Refusals of quizzes, in sentences."""

from __future__ import annotations

from community.people.errors import HubError


class AttemptRefused(HubError):
    """No attempt may begin now."""


class AttemptOver(HubError):
    """The attempt takes no more answers: it was handed in, or its time is over."""


class QuestionsRefused(HubError):
    """The questions can't be stored as they are."""
