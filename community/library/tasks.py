"""Scheduled work of the library."""

from .services.citing import cite_all_again
from .services.downloading import count_again, wipe_marks


def look_after_library() -> str:
    """Daily: forget who downloaded before today, count downloads and write citations again. Idempotent."""
    return f"{wipe_marks()} marks wiped, {count_again()} counts mended, {cite_all_again()} things cite resources"
