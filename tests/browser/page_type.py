"""What a page type is: one line of page_types.py, or of a room's own list that it takes in."""

from __future__ import annotations

from dataclasses import dataclass, field

ACCOUNTS = ("learner", "member", "lead", "organizer", "coordinator", "instructor", "editor", "moderator", "admin")
ROLES = ("visitor", *ACCOUNTS)
ANY = "no address of its own"


@dataclass(frozen=True)
class Sent:
    """A form of the page that is filled in and sent, whatever the browser's own checks say."""

    form: str
    fields: dict[str, str] = field(default_factory=dict)
    button: str = ""
    without_session: bool = False


@dataclass(frozen=True)
class PageType:
    """A page in one state: `path` is an address or the name of a path of scene.py, `role` who looks at it."""

    name: str
    address: str
    template: str
    path: str
    role: str = "visitor"
    status: int = 200
    sent: Sent | None = None

    def __str__(self) -> str:
        return self.name
