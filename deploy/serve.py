"""Serves the hub: gunicorn and the task cluster side by side. When one ends, the other is stopped.

Standard library only. HOST (default 127.0.0.1) and PORT (default 8000) say where it listens. `serve.py check` only
looks whether the port is free, so that `make run` can say so before the long steps.
"""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parent.parent
LOOK_EVERY_SECONDS = 0.2
STOP_WITHIN_SECONDS = 8.0
HOST = os.environ.get("HOST", "").strip() or "127.0.0.1"
PORT = os.environ.get("PORT", "").strip() or "8000"


@dataclass
class Part:
    """One child process, in a session of its own: Ctrl-C reaches this program only, which then stops each part."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] = field(init=False)

    def start(self) -> None:
        """Start the process."""
        self.process = subprocess.Popen([sys.executable, *self.command], cwd=ROOT, start_new_session=True)  # noqa: S603

    @property
    def is_running(self) -> bool:
        """Whether the process itself is there."""
        return self.process.poll() is None

    def ask_to_stop(self) -> None:
        """SIGTERM to the parent alone: a whole django-q cluster that gets the signal hangs."""
        if self.is_running:
            self.process.terminate()

    def end(self) -> None:
        """SIGKILL what is left of the session, so that no worker outlives its parent."""
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):  # nobody left; macOS says so with EPERM
            return
        self.process.wait()


class Hub:
    """The two parts and the wish to stop them."""

    def __init__(self) -> None:
        self.web = Part("web server", ["-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "community.wsgi"])
        self.tasks = Part("task cluster", ["manage.py", "qcluster"])
        self.signals = 0

    def on_signal(self, number: int, frame: FrameType | None) -> None:
        """Count the signal; a second one stops without patience."""
        self.signals += 1

    def run(self) -> int:
        """Serve until a signal comes (0) or a part ends by itself (its exit code, or 1)."""
        started = time.monotonic()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self.on_signal)
        parts = (self.web, self.tasks)
        for part in parts:
            part.start()
        is_announced = False
        while not self.signals and all(part.is_running for part in parts):
            if not is_announced and answers():
                is_announced = True
                say(f"The hub is served at {address()} ({time.monotonic() - started:.1f} s to start). Ctrl-C stops it.")
            time.sleep(LOOK_EVERY_SECONDS)
        ended = next((part for part in parts if not part.is_running), None)
        self.stop(parts)
        return self.report(ended)

    def stop(self, parts: tuple[Part, ...]) -> None:
        """Ask both to stop, wait, then end whatever is left."""
        patience = time.monotonic() + STOP_WITHIN_SECONDS
        for part in parts:
            part.ask_to_stop()
        while self.signals < 2 and time.monotonic() < patience and any(part.is_running for part in parts):
            time.sleep(LOOK_EVERY_SECONDS)
        for part in parts:
            part.end()

    def report(self, ended: Part | None) -> int:
        """Say what happened and return the exit code."""
        if self.signals or ended is None:
            say("The hub is stopped.")
            return 0
        code = ended.process.returncode
        other = self.tasks if ended is self.web else self.web
        say(f"The {ended.name} ended by itself (exit code {code}), so the {other.name} was stopped too.")
        return code if code > 0 else 1


def say(words: str) -> None:
    """Print at once."""
    print(words, flush=True)


def address() -> str:
    """Where people find the hub."""
    return f"http://{'localhost' if HOST == '127.0.0.1' else HOST}:{PORT}/"


def answers() -> bool:
    """Whether the web server answers on its port."""
    target = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(HOST, HOST)  # noqa: S104
    connection = http.client.HTTPConnection(target, int(PORT), timeout=2)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status < http.client.INTERNAL_SERVER_ERROR
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def why_not() -> str:
    """Why nobody can listen on HOST and PORT, as a sentence; empty when one can."""
    if not PORT.isdecimal() or not 0 < int(PORT) < 65_536:
        return f"PORT is {PORT!r}: write a whole number from 1 to 65535."
    try:
        family, kind, _proto, _name, place = socket.getaddrinfo(HOST, int(PORT), type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(place)
    except OSError as error:
        return f"Can't listen on {HOST}:{PORT} ({error.strerror}). Stop what listens there, or try PORT=8001 make run."
    return ""


if __name__ == "__main__":
    if problem := why_not():
        sys.exit(problem)
    sys.exit(0 if sys.argv[1:] == ["check"] else Hub().run())
