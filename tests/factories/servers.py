"""Web servers on loopback for tests: a canary that counts who comes, and one that answers as badly as it is told."""

from __future__ import annotations

import contextlib
import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator

Answer = Callable[[socket.socket], None]
OK = b'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nETag: "1"\r\n\r\nhello'


class Server:
    """Listens on one address; `hits` counts connections, `heads` are the requests, `answers` maps paths to answers."""

    def __init__(self, host: str = "127.0.0.1", port: int = 0) -> None:
        self.host = host
        self.hits = 0
        self.heads: list[str] = []
        self.answers: dict[str, Answer | bytes] = {}
        self._listener = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
        self.port: int = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def url(self, path: str = "/", host: str = "") -> str:
        return f"http://{host or (f'[{self.host}]' if ':' in self.host else self.host)}:{self.port}{path}"

    def close(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(2)

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                self.hits += 1
                threading.Thread(target=self._answer, args=(client,), daemon=True).start()

    def _answer(self, client: socket.socket) -> None:
        with client, contextlib.suppress(OSError):
            head = b""
            while b"\r\n\r\n" not in head and (piece := client.recv(4_096)):
                head += piece
            self.heads.append(head.decode("latin-1"))
            answer = self.answers.get(head.split(b" ")[1].decode("latin-1") if b" " in head else "", OK)
            if callable(answer):
                answer(client)
            else:
                client.sendall(answer)


@contextlib.contextmanager
def serving(*servers: Server) -> Iterator[None]:
    """Close them at the end."""
    try:
        yield
    finally:
        for server in servers:
            server.close()


def head(*lines: str, status: str = "200 OK") -> bytes:
    return "\r\n".join([f"HTTP/1.1 {status}", *lines, "", ""]).encode("latin-1")


def redirect(location: str) -> bytes:
    return head(f"Location: {location}", "Content-Length: 0", status="302 Found")


def drip(data: bytes, every: float = 0.05) -> Answer:
    """One byte at a time, each soon enough for a limit that is set anew with each byte."""

    def answer(client: socket.socket) -> None:
        for place in range(len(data)):
            client.sendall(data[place : place + 1])
            time.sleep(every)

    return answer


def forever(start: bytes, piece: bytes) -> Answer:
    """`start`, then `piece` as often as it is taken."""

    def answer(client: socket.socket) -> None:
        client.sendall(start)
        while True:
            client.sendall(piece)

    return answer


def silent(client: socket.socket) -> None:
    """Takes the request and says nothing."""
    time.sleep(3)


def _packed(data: bytes, *lines: str) -> bytes:
    return head("Content-Encoding: gzip", f"Content-Length: {len(data)}", *lines) + data


def bad_answers() -> dict[str, tuple[Answer | bytes, str]]:
    """By name: the answer, and the rule that must refuse it."""
    bomb = gzip.compress(b"\0" * 50_000_000)
    half = gzip.compress(b"\0" * 1_500_000)
    chunk = b"1000\r\n" + b"x" * 4_096 + b"\r\n"
    return {
        "head that drips": (drip(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 50), "time"),
        "body that drips": (drip(head("Content-Length: 500") + b"x" * 500), "time"),
        "chunks that drip": (drip(head("Transfer-Encoding: chunked") + b"1\r\nx\r\n" * 100), "time"),
        "silence": (silent, "time"),
        "body without end": (forever(head(), b"x" * 65_536), "size"),
        "chunks without end": (
            forever(head("Transfer-Encoding: chunked"), chunk),
            "size",
        ),
        "body longer than the cap": (head("Content-Length: 3000000") + b"x" * 3_000_000, "size"),
        "gzip bomb": (_packed(bomb), "size"),
        "gzip bomb in two parts": (_packed(half + half), "size"),
        "gzip in gzip": (
            head("Content-Encoding: gzip, gzip", f"Content-Length: {len(gzip.compress(bomb))}") + gzip.compress(bomb),
            "answer",
        ),
        "gzip that is cut": (_packed(half[:200]), "answer"),
        "gzip that is none": (_packed(b"hello"), "answer"),
        "another packing": (head("Content-Encoding: br", "Content-Length: 5") + b"hello", "answer"),
        "headers without end": (forever(b"HTTP/1.1 200 OK\r\n", b"X: " + b"y" * 1_000 + b"\r\n"), "answer"),
        "one header without end": (forever(b"HTTP/1.1 200 OK\r\nX: ", b"y" * 65_536), "answer"),
        "continues without end": (forever(b"", b"HTTP/1.1 100 Continue\r\n\r\n"), "size"),
        "body that is cut": (head("Content-Length: 100") + b"hello", "answer"),
        "chunk that is cut": (head("Transfer-Encoding: chunked") + b"100\r\nhello", "answer"),
        "chunk size that is none": (head("Transfer-Encoding: chunked") + b"zz\r\nhello", "answer"),
        "no HTTP": (b"220 mail.ca.gov ESMTP\r\n", "answer"),
        "nothing": (b"", "reach"),
        "sends on to itself": (redirect("/sends on to itself".replace(" ", "-")), "redirects"),
    }
