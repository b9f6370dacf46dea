"""Errors whose text is for the person at the screen, under the name the upper floors know."""

from community.safety.errors import HubError

__all__ = ["HubError"]
