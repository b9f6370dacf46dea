"""The child process of `isolation.read_within`: a calendar comes in on stdin, JSON goes out on stdout."""

from __future__ import annotations

import resource
import signal
import sys

from events.importing import limits
from events.importing.reading import read


def main() -> None:
    """Read within the limits; the clock begins when all bytes are here and the modules are loaded."""
    resource.setrlimit(resource.RLIMIT_AS, (limits.MEMORY_BYTES, limits.MEMORY_BYTES))
    data = sys.stdin.buffer.read(limits.MOST_BYTES * 2)
    signal.setitimer(signal.ITIMER_REAL, limits.SECONDS)  # nobody catches SIGALRM: it ends the process
    sys.stdout.write(read(data).to_json())
    sys.stdout.flush()


if __name__ == "__main__":
    main()
