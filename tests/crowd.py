"""Many people at the same moment: each in a thread and on a database connection of their own."""

from __future__ import annotations

import fcntl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import OperationalError, connection, connections

CONNECTED_WITHIN_SECONDS = 30


@contextmanager
def only_crowd(lock: Path) -> Iterator[None]:
    """Wait until no other test process that names the same `lock` has a crowd: the server's connections are few."""
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def at_once(count: int, work: Callable[[int], Any]) -> list[Any]:
    """Run `work(0)` to `work(count - 1)` at once; what each returned, or the exception that it raised.

    All are connected before the first begins, so that they meet in the service and not at the server's door.
    """
    gate, results = threading.Barrier(count), [None] * count

    def run(number: int) -> None:
        try:
            _connect()
            gate.wait(timeout=2 * CONNECTED_WITHIN_SECONDS)
            results[number] = work(number)
        except Exception as problem:  # noqa: BLE001 - the test looks at it
            results[number] = problem
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def _connect() -> None:
    """Take a connection; while the server has none left, ask again."""
    until = time.monotonic() + CONNECTED_WITHIN_SECONDS
    while True:
        try:
            connection.ensure_connection()
        except OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
        else:
            return
