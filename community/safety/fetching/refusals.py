"""How the door out says no."""

from __future__ import annotations

from community.safety.errors import HubError


class FetchRefused(HubError):
    """An address that isn't asked, or whose answer isn't taken. `code` says in one word which rule refused it."""

    def __init__(self, message: str, *, code: str) -> None:
        super().__init__(message)
        self.code = code
