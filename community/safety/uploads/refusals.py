"""How the door says no: one sentence or two, which name the file and what to do."""

from __future__ import annotations

from community.safety.errors import HubError


class UploadRefused(HubError):
    """A file that isn't let in. `code` says in one word which rule refused it."""

    def __init__(self, message: str, *, code: str) -> None:
        super().__init__(message)
        self.code = code


class NotAdmitted(Exception):
    """A checker's no: `why` goes on from the name of the file, `code` is the rule. Never leaves the door."""

    def __init__(self, why: str, *, code: str) -> None:
        super().__init__(why)
        self.why = why
        self.code = code
