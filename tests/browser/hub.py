"""A real hub for browser tests: its own database, gunicorn and task cluster, and a mailbox that takes its mail."""

from __future__ import annotations

import email
import email.policy
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path

from aiosmtpd.controller import Controller

from tests.prepared import ROOT, new_database, own_environment, sample_hub

START_WITHIN_SECONDS = 90
MAIL_WITHIN_SECONDS = 20
PASSWORD = "sample-hub-password"
_LINK = re.compile(r"https?://[^\s<>\"]+")


@dataclass
class Mailbox:
    """An SMTP server on loopback that keeps what it gets."""

    messages: list[EmailMessage] = field(default_factory=list)

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 the name aiosmtpd calls
        """Keep one message."""
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        message["X-Envelope-To"] = ", ".join(envelope.rcpt_tos)
        self.messages.append(message)
        return "250 OK"

    def to(self, address: str) -> list[EmailMessage]:
        """What came for `address` so far."""
        return [message for message in self.messages if address in message["X-Envelope-To"]]

    def wait_for(self, *, to: str, subject: str = "", seconds: float = MAIL_WITHIN_SECONDS) -> EmailMessage:
        """The newest message for `to` with `subject` in its subject line; waits until it comes."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            found = [message for message in self.to(to) if subject.lower() in message["Subject"].lower()]
            if found:
                return found[-1]
            time.sleep(0.1)
        seen = [(message["X-Envelope-To"], message["Subject"]) for message in self.messages]
        raise AssertionError(f"no mail to {to} about {subject!r} within {seconds} s; seen: {seen}")

    @staticmethod
    def links(message: EmailMessage) -> list[str]:
        """The links in the text part, in order."""
        return _LINK.findall(message.get_body(("plain",)).get_content())


@dataclass
class Hub:
    """A served hub. `hub.url("/my/")` is an address, `hub.manage("…")` runs a command on its database."""

    port: int
    environment: dict[str, str]
    log: Path
    mailbox: Mailbox
    server: subprocess.Popen | None = None

    def url(self, path: str = "/") -> str:
        """The whole address of `path`."""
        return f"http://127.0.0.1:{self.port}{path}"

    def manage(self, *command: str) -> str:
        """Run `manage.py` with the hub's own environment and return what it printed."""
        done = subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=ROOT, env=self.environment, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"manage.py {command[0]} failed:\n{done.stdout}{done.stderr}"
        return done.stdout

    def get(self, path: str) -> tuple[int, str]:
        """Status and body of a GET by a visitor, whatever the status."""
        try:
            with urllib.request.urlopen(self.url(path), timeout=10) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def processes(self, word: str = "") -> list[int]:
        """The processes that serve this hub and have `word` in their command, parents first (read from /proc)."""
        found = []
        for entry in sorted(Path("/proc").glob("[0-9]*"), key=lambda path: int(path.name)):
            try:
                is_ours = f"PORT={self.port}".encode() in (entry / "environ").read_bytes().split(b"\0")
                if is_ours and word.encode() in (entry / "cmdline").read_bytes():
                    found.append(int(entry.name))
            except OSError:
                continue  # gone, or not ours to read
        return found

    def send(self, word: str, number: signal.Signals) -> None:
        """Send `number` to every process with `word` in its command."""
        for pid in self.processes(word):
            os.kill(pid, number)

    def start(self) -> None:
        """Serve, and wait until the hub says it is ready."""
        with self.log.open("ab") as log:
            self.server = subprocess.Popen(
                [sys.executable, "deploy/serve.py"],
                cwd=ROOT, env=self.environment, stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip
        until = time.monotonic() + START_WITHIN_SECONDS
        while time.monotonic() < until and self.server.poll() is None:
            try:
                if self.get("/readyz")[0] == 200:
                    return
            except OSError:
                pass
            time.sleep(0.3)
        self.stop()
        raise AssertionError(f"the hub did not become ready:\n{self.log.read_text()}")

    def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Stop serving; return the exit code."""
        if self.server is None:
            return 0
        if self.server.poll() is None:
            self.server.send_signal(number)
        code = self.server.wait(timeout=30)
        self.server = None
        return code


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def mail_server():
    """A running Mailbox and its port."""
    mailbox = Mailbox()
    controller = Controller(mailbox, hostname="127.0.0.1", port=free_port())
    controller.start()
    try:
        yield mailbox, controller.port
    finally:
        controller.stop()


@contextmanager
def served_hub(folder: Path, *, shared: Path | None = None, **variables: str):
    """A served copy of the sample hub whose mail goes to its mailbox; `variables` are more of its environment.

    `shared` is where the run keeps what it makes once; without it the sample hub is made in `folder`.
    """
    made = sample_hub(shared or folder)
    shutil.copytree(made / "media", folder / "media", dirs_exist_ok=True)
    database_url = new_database(folder, "hub_browser", like=made)
    with mail_server() as (mailbox, mail_port):
        port = free_port()
        environment = own_environment(
            **{
                "DJANGO_SETTINGS_MODULE": "community.settings.dev",
                "DATABASE_URL": database_url,
                "MEDIA_ROOT": str(folder / "media"),
                "HOST": "127.0.0.1",
                "PORT": str(port),
                "SITE_ADDRESS": f"http://127.0.0.1:{port}",
                "EMAIL_HOST": "127.0.0.1",
                "EMAIL_PORT": str(mail_port),
                "DEBUG": "0",
                **variables,
            }
        )
        hub = Hub(port=port, environment=environment, log=folder / "hub.log", mailbox=mailbox)
        hub.start()
        try:
            yield hub
        finally:
            hub.stop()
