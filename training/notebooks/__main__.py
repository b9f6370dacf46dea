"""The child process of `isolation.render_within`: a notebook comes in on stdin, JSON goes out on stdout."""

from __future__ import annotations

import json
import resource
import sys

from training.notebooks import NotebookRefused, limits
from training.notebooks.rendering import render_notebook


def main() -> None:
    """Render within the memory limit, and within a little more than the seconds given, should the parent be gone."""
    seconds = int(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_AS, (limits.MEMORY_BYTES, limits.MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds + 2, seconds + 2))
    try:
        answer = render_notebook(sys.stdin.buffer.read(), reach=_tell).to_json()
    except NotebookRefused as refusal:
        answer = json.dumps({"refused": refusal.message, "reasons": refusal.reasons})
    sys.stdout.write(answer)


def _tell(number: int) -> None:
    sys.stderr.write(f"cell {number}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    main()
