"""A real server on this machine that answers as it is told to, well or badly, and keeps every byte that it was sent."""

from __future__ import annotations

import gzip
import json
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

Behaviour = Callable[["Server", socket.socket], None]


class Server:
    """Every connection has a thread; `behave` says what is done with a request."""

    def __init__(self, behave: Behaviour, tls: ssl.SSLContext | None = None) -> None:
        self.behave, self._tls = behave, tls
        self.received: list[bytes] = []
        self.stopping = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._open: set[socket.socket] = set()
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()

    @property
    def port(self) -> int:
        return int(self._listener.getsockname()[1])

    @property
    def url(self) -> str:
        return f"{'https' if self._tls else 'http'}://localhost:{self.port}"

    @property
    def bytes(self) -> bytes:
        return b"".join(self.received)

    def _accept(self) -> None:
        while not self.stopping.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self._open.add(connection)
            thread = threading.Thread(target=self._serve, args=(connection,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket) -> None:
        try:
            if self._tls:
                self._open.discard(connection)
                connection = self._tls.wrap_socket(connection, server_side=True)
                self._open.add(connection)
            while self._read(connection):
                self.behave(self, connection)
        except (OSError, ValueError):
            pass
        finally:
            self._open.discard(connection)
            connection.close()

    def _read(self, connection: socket.socket) -> bool:
        """One whole request."""
        request = b""
        while b"\r\n\r\n" not in request:
            more = connection.recv(65536)
            if not more:
                return False
            request += more
        head, _, body = request.partition(b"\r\n\r\n")
        length = next(
            (int(line[15:]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")), 0
        )
        while len(body) < length:
            more = connection.recv(65536)
            body += more
            request += more
        self.received.append(request)
        return True

    def close(self) -> None:
        self.stopping.set()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for connection in list(self._open):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(5)


@contextmanager
def serving(behave: Behaviour, tls: ssl.SSLContext | None = None) -> Iterator[Server]:
    server = Server(behave, tls)
    try:
        yield server
    finally:
        server.close()


def reply(
    body: bytes, *, status: str = "200 OK", headers: str = "", length: int | None = None, kind: str = "application/json"
) -> bytes:
    size = len(body) if length is None else length
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {size}\r\n{headers}\r\n".encode() + body


def sends(raw: bytes, *, close: bool = False) -> Behaviour:
    def behave(_server: Server, connection: socket.socket) -> None:
        connection.sendall(raw)
        if close:
            raise OSError

    return behave


def answers(data: Any, **more: Any) -> Behaviour:
    return sends(reply(json.dumps(data, ensure_ascii=False).encode(), **more))


def searx(*texts: str) -> dict[str, Any]:
    return {
        "results": [
            {"title": text[:8], "url": f"https://example.org/{at}", "content": text} for at, text in enumerate(texts)
        ]
    }


def chat(text: str, tokens: int = 50) -> dict[str, Any]:
    return {"choices": [{"message": {"role": "assistant", "content": text}}], "usage": {"total_tokens": tokens}}


def stalls(server: Server, connection: socket.socket) -> None:
    """Takes the question and says nothing."""
    server.stopping.wait(30)


def drips_body(server: Server, connection: socket.socket) -> None:
    """A byte now and then, for ever."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n")
    while not server.stopping.wait(0.02):
        connection.sendall(b"1\r\n{\r\n")


def drips_header(server: Server, connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while not server.stopping.wait(0.02):
        connection.sendall(b"a")


def floods(server: Server, connection: socket.socket) -> None:
    """As much as is taken, for ever."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n")
    while not server.stopping.is_set():
        connection.sendall(b"10000\r\n" + b"x" * 65536 + b"\r\n")


def resets(_server: Server, connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
    raise OSError


def bomb() -> Behaviour:
    """64 MiB in 64 kB."""
    packed = gzip.compress(b"[" * (64 << 20), 9)
    return sends(reply(packed, headers="Content-Encoding: gzip\r\n"))
