"""A limit on how long one text keeps a worker: the thread's own processor time, so load alone refuses nothing."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

_running = threading.local()


class OutOfTime(Exception):
    """The text takes too long; never leaves the forum's renderer."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Let `check` raise OutOfTime once `seconds` of this thread's processor time are spent."""
    _running.stop_at = time.thread_time() + seconds
    try:
        yield
    finally:
        _running.stop_at = None


def check() -> None:
    """Raise OutOfTime when the time that `at_most` set is over."""
    stop_at = getattr(_running, "stop_at", None)
    if stop_at is not None and time.thread_time() > stop_at:
        raise OutOfTime
