"""Rendering in a process of its own, which may be slow or hungry without harm: it is ended at its limits."""

from __future__ import annotations

import json
import logging
import os
import re
import subprocess
import sys
from pathlib import Path

from training.notebooks import limits
from training.notebooks.results import NotebookRefused, RenderedNotebook

_ROOT = Path(__file__).resolve().parents[2]
_ADVICE = "Split it into several lessons, or clear large outputs, and upload it again."
_CELL = re.compile(rb"^cell ([0-9]{1,6})$", re.MULTILINE)
_log = logging.getLogger(__name__)


def render_within(source: bytes, seconds: int = 10) -> RenderedNotebook:
    """Render in a child process that is killed after `seconds`. Raises NotebookRefused.

    A plain subprocess, because the daemonic workers of django-q may not have multiprocessing children. The child
    sees none of our environment: no database address, no secret key.
    """
    if len(source) > limits.MAX_BYTES:  # not worth a process
        raise NotebookRefused(f"The notebook is larger than {limits.MAX_BYTES // 1_000_000} MB. {_ADVICE}")
    try:
        child = subprocess.run(  # noqa: S603 - our own module, no shell; the notebook goes in on stdin
            [sys.executable, "-m", "training.notebooks", str(seconds)],
            input=source,
            capture_output=True,
            timeout=seconds,
            check=False,
            cwd=_ROOT,
            env={"PATH": os.defpath, "HOME": str(_ROOT), "PYTHONPATH": str(_ROOT)},
        )
    except subprocess.TimeoutExpired as error:
        raise NotebookRefused(
            f"The notebook took longer than {seconds} seconds to convert{_how_far(error.stderr)}. {_ADVICE}"
        ) from error
    if child.returncode != 0:
        _log.error("Notebook child ended with %s: %s", child.returncode, child.stderr[-2000:].decode(errors="replace"))
        raise NotebookRefused(
            f"The notebook needs too much memory or time to convert{_how_far(child.stderr)}. {_ADVICE}"
        )
    return _answer(child.stdout)


def _how_far(written: bytes | None) -> str:
    """Say which cell was in work, from what the child told."""
    cells = _CELL.findall(written or b"")
    return f"; it was at cell {int(cells[-1])}" if cells else ""


def _answer(written: bytes) -> RenderedNotebook:
    text = written.decode()
    if text.startswith('{"refused"'):
        refusal = json.loads(text)
        raise NotebookRefused(refusal["refused"], refusal["reasons"])
    return RenderedNotebook.from_json(text)
