"""JSON over HTTP on a Unix socket, in which a wait ends as soon as it is cancelled. Standard library only."""

from __future__ import annotations

import http.client
import json
import select
import socket
from collections.abc import Generator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from roleplay_lite.engines import Cancel

_POLL_SECONDS = 0.02
Json = dict[str, Any]


class Refused(Exception):
    """The server answered with an error; the message is its own."""


class UnixHttp:
    """Requests to one server. Every request has a connection of its own."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._streams: set[_Connection] = set()

    def get(self, target: str) -> Json:
        """Raises Refused or OSError."""
        return self._ask("GET", target, None)

    def post(self, target: str, body: Json) -> Json:
        """Raises Refused or OSError."""
        return self._ask("POST", target, body)

    def stream(self, target: str, body: Json, cancel: Cancel) -> Generator[Json, None, None]:
        """Server-sent events, each as it comes; ends early once `cancel` is set. Ending early closes the connection,
        from which the server knows that nobody waits. Raises Refused or OSError."""
        with closing(_Connection(self._path, cancel)) as connection:
            self._streams.add(connection)
            try:
                response = _answer(connection, "POST", target, body)
                for line in response:
                    if line.startswith(b"data: {"):
                        yield _whole(json.loads(line.removeprefix(b"data: ")))
                    elif line.startswith(b"error: {"):
                        raise Refused(_message(line.removeprefix(b"error: ")))
            except http.client.HTTPException as error:
                if not cancel:
                    raise ConnectionError(f"the server broke off: {error!r}") from error
            finally:
                self._streams.discard(connection)

    def hang_up(self) -> None:
        """Break off every stream, so that the server need not wait for them. From any thread."""
        for connection in list(self._streams):
            with suppress(OSError):
                connection.sock.shutdown(socket.SHUT_RDWR)

    def _ask(self, method: str, target: str, body: Json | None) -> Json:
        with closing(_Connection(self._path, Cancel())) as connection:
            try:
                return _whole(json.loads(_answer(connection, method, target, body).read()))
            except http.client.HTTPException as error:
                raise ConnectionError(f"the server broke off: {error!r}") from error


class _Socket(socket.socket):
    """Reads as if the other end had closed once `cancel` is set."""

    cancel: Cancel

    def recv_into(self, *args: Any, **kwargs: Any) -> int:
        while not self.cancel:
            if select.select([self], [], [], _POLL_SECONDS)[0]:
                return super().recv_into(*args, **kwargs)
        return 0


class _Connection(http.client.HTTPConnection):
    def __init__(self, path: Path, cancel: Cancel) -> None:
        super().__init__("localhost")
        self._path, self._cancel = path, cancel

    def connect(self) -> None:
        self.sock = _Socket(socket.AF_UNIX)
        self.sock.cancel = self._cancel
        self.sock.connect(str(self._path))


def _answer(connection: _Connection, method: str, target: str, body: Json | None) -> http.client.HTTPResponse:
    sent = None if body is None else json.dumps(body)
    connection.request(method, target, sent, {"Content-Type": "application/json"})
    response = connection.getresponse()
    if response.status != http.client.OK:
        raise Refused(_message(response.read()))
    return response


def _whole(answer: Any) -> Json:
    if not isinstance(answer, dict):
        raise Refused(f"an answer that is no object: {answer!r}")
    return answer


def _message(raw: bytes) -> str:
    text = raw.decode("utf-8", "replace").strip()
    try:
        found = json.loads(text)
        return str(found.get("error", found).get("message", text))
    except (ValueError, AttributeError):
        return text
