"""One HTTP request with bounds: so long, so many bytes, this host and no other; and errors in one word."""

from __future__ import annotations

import json
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from roleplay_lite.errors import CloudError, EngineMissing
from roleplay_lite.knowledge.cloud.answer import Ask
from roleplay_lite.knowledge.cloud.config import CloudConfig
from roleplay_lite.knowledge.cloud.failures import failed, refused

if TYPE_CHECKING:
    import httpx

MAX_BYTES = 1 << 20
"""Of a body, as it comes and unpacked."""
_REDIRECTS = 2
_STEPS = {"connect_tcp": "connect", "start_tls": "tls"}
_AGAIN = (301, 302, 303, 307, 308)


@dataclass(slots=True, kw_only=True)
class Timing:
    """When what happened, in seconds from the start; for `knowledge cloud test`."""

    started: float = field(default_factory=time.monotonic)
    marks: dict[str, float] = field(default_factory=dict)

    def mark(self, name: str) -> None:
        self.marks.setdefault(name, time.monotonic() - self.started)


class Wire:
    """To one provider, one request at a time; the connection is kept for the next."""

    def __init__(self, config: CloudConfig, *, user_agent: str) -> None:
        self._config, self._agent = config, user_agent
        self._client: httpx.Client | None = None
        self._turn = threading.Lock()
        self._guard = threading.Lock()
        self._socket: socket.socket | None = None
        self._using: object = None

    def take(self, by: object, seconds: float) -> bool:
        """Take the turn to use it; False where another request does not end in that time. To be given back."""
        if not self._turn.acquire(timeout=max(0.0, seconds)):
            return False
        with self._guard:
            self._using = by
        return True

    def give_back(self) -> None:
        """The turn that was taken."""
        with self._guard:
            self._using = None
        self._turn.release()

    @property
    def holder(self) -> object:
        """Who has the turn; None where nobody has."""
        with self._guard:
            return self._using

    def cut(self, by: object) -> None:
        """Cut the connection under whoever uses it, so that a read that waits ends at once. From any thread."""
        with self._guard:
            if self._using is not by or self._socket is None:
                return
            with suppress(OSError):
                # Not SSLSocket's own, which would first turn it into a plain one.
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)

    def send(self, ask: Ask, *, until: float, timing: Timing | None = None) -> object:
        """The JSON of the answer. Raises CloudError."""
        import httpx

        timing = timing or Timing()
        url = ask.url
        for _ in range(_REDIRECTS):
            left = until - time.monotonic()
            if left <= 0:
                raise CloudError("no time was left", kind="timeout")
            try:
                request = self._opened().build_request(
                    ask.method,
                    url,
                    params=dict(ask.params) or None,
                    json=ask.body,
                    headers={"Accept": "application/json", "Accept-Encoding": "gzip", **ask.headers},
                    timeout=left,
                    extensions={"trace": self._trace(timing, until)},
                )
                response = self._opened().send(request, stream=True)
                try:
                    timing.mark("first byte")
                    if response.status_code not in _AGAIN:
                        refused(response.status_code, _wait_of(response.headers))
                        return _json(_body(response, until), response.headers)
                    url = _same_host(ask, url, response.headers.get("location", ""))
                finally:
                    response.close()
            except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError, RuntimeError) as error:
                raise failed(error) from None
        raise CloudError("it sends from one address to the next", kind="redirect")

    def prepare(self) -> None:
        """Load the certificates. Raises CloudError."""
        self._opened()

    def close(self) -> None:
        """Let go of the connection."""
        client, self._client = self._client, None
        if client:
            client.close()

    def _opened(self) -> httpx.Client:
        if self._client is None:
            self._client = _client(self._config, self._agent)
        return self._client

    def _trace(self, timing: Timing, until: float) -> Callable[[str, Mapping[str, Any]], None]:
        def trace(name: str, info: Mapping[str, Any]) -> None:
            step, _, stage = name.partition(".")[2].rpartition(".")
            if stage != "complete" or step not in _STEPS:
                return
            timing.mark(_STEPS[step])
            stream = info["return_value"]
            found = stream.get_extra_info("socket")
            with self._guard:
                self._socket = found if isinstance(found, socket.socket) else None
            if time.monotonic() >= until:
                # A connection that came too late: nothing of the question is sent any more.
                stream.close()
                raise CloudError("no time was left", kind="timeout")

        return trace


def require_httpx() -> None:
    """Raises EngineMissing."""
    try:
        import httpx  # noqa: F401
    except ImportError as error:
        hint = 'pip install "roleplay-lite[cloud]"'
        raise EngineMissing("the cloud needs the package 'httpx'", stage="knowledge", hint=hint) from error


def trusted(config: CloudConfig) -> ssl.SSLContext:
    """Which certificates are good. Raises CloudError about `ca_file`."""
    import certifi

    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    if config.ca_file:
        try:
            context.load_verify_locations(config.ca_file)
        except (OSError, ssl.SSLError) as error:
            raise CloudError(f"ca_file {config.ca_file} holds no certificates ({error})", kind="tls") from error
    return context


def _client(config: CloudConfig, agent: str) -> httpx.Client:
    import httpx

    return httpx.Client(
        verify=trusted(config),
        # Neither proxies nor passwords of the environment: what leaves goes where the configuration says.
        trust_env=False,
        proxy=config.proxy or None,
        follow_redirects=False,
        headers={"User-Agent": agent},
        limits=httpx.Limits(max_connections=1, max_keepalive_connections=1, keepalive_expiry=60),
    )


def _same_host(ask: Ask, url: str, location: str) -> str:
    there = urljoin(url, location)
    if ask.method != "GET" or not location or urlsplit(there)[:2] != urlsplit(url)[:2]:
        raise CloudError("it sends to another address, as a network's log-in page does", kind="redirect")
    return there


def _wait_of(headers: Mapping[str, str]) -> float:
    """Retry-After, in seconds or as a date."""
    given = headers.get("retry-after", "").strip()
    if given.isascii() and given.isdigit():
        return float(given[:6])
    try:
        return max(0.0, parsedate_to_datetime(given).timestamp() - time.time()) if given else 0.0
    except (ValueError, OverflowError):
        return 0.0


def _body(response: httpx.Response, until: float) -> bytes:
    declared = response.headers.get("content-length", "")
    if declared.isdigit() and int(declared[:12]) > MAX_BYTES:
        raise CloudError("its answer is too large", kind="large")
    chunks, size = [], 0
    for chunk in response.iter_raw():
        size += len(chunk)
        chunks.append(chunk)
        if size > MAX_BYTES:
            raise CloudError("its answer is too large", kind="large")
        if time.monotonic() > until:
            raise CloudError("its answer did not end in time", kind="timeout")
    return _unpacked(b"".join(chunks), response.headers.get("content-encoding", ""))


def _unpacked(raw: bytes, encoding: str) -> bytes:
    if encoding in ("", "identity"):
        return raw
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise CloudError(f"its answer is packed in a way that was not asked for ({encoding[:20]!r})", kind="encoding")
    unpacker = zlib.decompressobj(47)
    try:
        body = unpacker.decompress(raw, MAX_BYTES + 1)
    except zlib.error as error:
        raise CloudError("its answer cannot be unpacked", kind="encoding") from error
    if len(body) > MAX_BYTES:
        raise CloudError("its answer is too large unpacked", kind="large")
    if not unpacker.eof:
        raise CloudError("its answer breaks off", kind="broken")
    return body


def _json(body: bytes, headers: Mapping[str, str]) -> object:
    if body.lstrip()[:1] == b"<" or "html" in headers.get("content-type", ""):
        raise CloudError("it sends a web page instead of data, as a network's log-in page does", kind="html")
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        # Without the cause, which holds the text.
        raise CloudError("its answer is not JSON", kind="json") from None
