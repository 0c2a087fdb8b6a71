"""The `https` source: one address, taken up where it stopped, believing no server."""

from __future__ import annotations

import http.client
import re
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import IO
from urllib.parse import urlsplit

from roleplay_lite.errors import PullError
from roleplay_lite.models.growing import Growing
from roleplay_lite.models.manifest import LOOPBACK, HttpsSource, address_allowed

PIECE_BYTES = 256 << 10
STALL_SECONDS = 30.0
"""A server that sends nothing for so long has stalled."""
TRIES = 4
"""Tries without progress before the source is given up."""

_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+|\*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What an answer to a request for the bytes from `have` on is good for."""

    start: int | None = None
    """Its bytes belong from here on; None when they are of no use and the file is asked for from its start."""
    refusal: str = ""
    """Why nothing of this address can be used."""


def judge(status: int, headers: Mapping[str, str], *, have: int, size: int) -> Verdict:
    """Read an answer (RFC 9110, 14.4 and 15.3.7) against what the catalogue says. `headers` has small keys. Pure."""
    if headers.get("content-type", "").partition(";")[0].strip().lower() == "text/html":
        return Verdict(refusal="answers with a web page instead of the file")
    length = headers.get("content-length", "").strip()
    if status == 200:
        if length.isdecimal() and int(length) != size:
            return Verdict(refusal=f"offers {length} bytes, and the file has {size}")
        return Verdict(start=0)
    if status != 206:
        return Verdict(refusal=f"answers {status}")
    found = _RANGE.fullmatch(headers.get("content-range", "").strip().lower())
    if not found or int(found[1]) != have or int(found[2]) >= size:
        return Verdict(start=None)
    if found[3] != "*" and int(found[3]) != size:
        return Verdict(refusal=f"offers {found[3]} bytes, and the file has {size}")
    return Verdict(start=have)


def download(
    source: HttpsSource,
    target: Growing,
    *,
    moved: Callable[[int], None],
    stall_seconds: float = STALL_SECONDS,
    pause_seconds: float = 0.5,
) -> None:
    """Fetch until `target` holds as many bytes as the file has; what they are is for the caller to check.

    `moved` is told the bytes held. Bytes another source left are only dropped once this one begins to send. Raises
    PullError, OSError for the disk alone, and ModelCorrupt when more comes than the file has.
    """
    opener = _opener(source)
    if target.note().get("origin") == source.url:
        target.keep(min(target.found(), target.limit))
    best, tries = target.size, 0
    while target.size < target.limit:
        try:
            _ask(opener, source, target, moved, stall_seconds)
        except _Interrupted as problem:
            # Only real progress buys another try, or a server that sends a byte at a time would never end.
            tries = 0 if target.size >= best + PIECE_BYTES else tries + 1
            best = max(best, target.size)
            if tries >= TRIES:
                raise PullError(f"{source} {problem}") from problem
            time.sleep(pause_seconds * 2**tries)


class _Interrupted(Exception):
    """The connection ended early; asking again may help."""


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows no redirect to an address that could not have been named in the first place, nor from https to http."""

    def __init__(self, source: HttpsSource) -> None:
        self.source = source

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        downgrade = req.full_url.startswith("https:") and not newurl.startswith("https:")
        if downgrade or not address_allowed(newurl, plain=self.source.plain):
            fp.close()
            raise PullError(f"{self.source} redirects to {newurl}, which is not https, and is refused")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _opener(source: HttpsSource) -> urllib.request.OpenerDirector:
    handlers: list[urllib.request.BaseHandler] = [_Redirects(source)]
    if urlsplit(source.url).hostname in LOOPBACK:
        handlers.append(urllib.request.ProxyHandler({}))
    return urllib.request.build_opener(*handlers)


def _ask(
    opener: urllib.request.OpenerDirector,
    source: HttpsSource,
    target: Growing,
    moved: Callable[[int], None],
    stall_seconds: float,
) -> None:
    try:
        response = opener.open(_request(source, target), timeout=stall_seconds)
    except urllib.error.HTTPError as problem:
        problem.close()
        if problem.code == 416:
            target.discard()
        if problem.code in (408, 416, 425, 429) or problem.code >= 500:
            raise _Interrupted(f"answers {problem.code}") from problem
        raise PullError(f"{source} answers {problem.code} {problem.reason}") from problem
    except urllib.error.URLError as problem:
        if isinstance(problem.reason, ssl.SSLCertVerificationError):
            raise PullError(f"{source} shows a certificate that does not hold: {problem.reason}") from problem
        raise _Interrupted(f"cannot be reached ({problem.reason})") from problem
    except (OSError, http.client.HTTPException) as problem:
        raise _Interrupted(f"cannot be reached ({_words(problem)})") from problem
    with response:
        headers = {key.lower(): value for key, value in response.headers.items()}
        verdict = judge(response.status, headers, have=target.size, size=target.limit)
        if verdict.refusal:
            raise PullError(f"{source} {verdict.refusal}")
        if verdict.start is None:
            target.discard()
            raise _Interrupted("answers with another part than was asked for")
        target.keep(verdict.start)
        target.write_note({"origin": source.url, "etag": headers.get("etag", "")})
        while piece := _read(response, target):
            target.write(piece, source)
            moved(target.size)
    if target.size < target.limit:
        raise _Interrupted(f"ends after {target.size} of {target.limit} bytes")


def _request(source: HttpsSource, target: Growing) -> urllib.request.Request:
    request = urllib.request.Request(source.url, headers={"Accept-Encoding": "identity", "User-Agent": "roleplay-lite"})
    if target.size:
        request.add_header("Range", f"bytes={target.size}-")
        etag = str(target.note().get("etag", ""))
        # A weak tag does not promise the same bytes, and servers must not honour it here.
        if etag.startswith('"'):
            request.add_header("If-Range", etag)
    return request


def _read(response: http.client.HTTPResponse, target: Growing) -> bytes:
    try:
        return response.read1(PIECE_BYTES)
    except (OSError, http.client.HTTPException) as problem:
        raise _Interrupted(f"stops after {target.size} of {target.limit} bytes ({_words(problem)})") from problem


def _words(problem: Exception) -> str:
    return str(problem) or type(problem).__name__
