"""Reading a calendar in a process of its own, which is ended at its limits: nothing in a file can hold up a worker."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from pathlib import Path

from . import limits
from .facts import Problem, Reading

_ROOT = Path(__file__).resolve().parents[2]
_log = logging.getLogger("hub.events")


def read_within(data: bytes, *, seconds: float = limits.SECONDS + limits.START_SECONDS) -> Reading:
    """Read a calendar in a child that ends itself after a second of reading, and is killed after `seconds`.

    The child sees none of our environment: no database address, no secret key. Raises nothing.
    """
    if len(data) > limits.MOST_BYTES:  # not worth a process
        return Reading(refused=Problem("bytes"))
    try:
        child = subprocess.run(
            [sys.executable, "-m", "events.importing"],
            input=data,
            capture_output=True,
            timeout=seconds,
            check=False,
            cwd=_ROOT,
            env={"PATH": os.defpath, "HOME": str(_ROOT), "PYTHONPATH": str(_ROOT)},
        )
    except subprocess.TimeoutExpired:
        return Reading(refused=Problem("limits"))
    if child.returncode != 0:
        words = child.stderr[-500:].decode(errors="replace")
        _log.warning("The reader of a calendar ended with %s: %s", child.returncode, words)
        return Reading(refused=Problem("limits"))
    return Reading.from_json(child.stdout.decode())
