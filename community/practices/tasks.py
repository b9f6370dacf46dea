"""Scheduled work of practices."""

from .services.adopting import count_again
from .services.lasting import ask_owners
from .services.reviewing import free_places_of


def look_after_practices() -> str:
    """Daily: ask owners what still holds, free places of reviewers who moved, count adoptions again. Idempotent."""
    return f"{ask_owners()} owners asked, {free_places_of()} places freed, {count_again()} counts mended"
