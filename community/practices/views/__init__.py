"""Pages of practices."""

from .keeping import bring_back, check, confirm, retire
from .reading import practice, practices, version, versions
from .reviewing import answer, ask, decide, leave, review, reviews, take, third
from .using import adopt, withdraw
from .writing import edit, mine, new, publish, revise, submit, take_back

__all__ = [
    "adopt",
    "answer",
    "ask",
    "bring_back",
    "check",
    "confirm",
    "decide",
    "edit",
    "leave",
    "mine",
    "new",
    "practice",
    "practices",
    "publish",
    "retire",
    "review",
    "reviews",
    "revise",
    "submit",
    "take",
    "take_back",
    "third",
    "version",
    "versions",
    "withdraw",
]
