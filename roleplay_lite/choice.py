"""Which language model this board can hold a conversation with: measured once, remembered."""

from __future__ import annotations

import json
import os
import platform
import time
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from roleplay_lite import paths
from roleplay_lite.engines import Cancel, Llm, Sampling
from roleplay_lite.errors import ModelMissing
from roleplay_lite.models import installed, read_manifest, where
from roleplay_lite.registry import load
from roleplay_lite.turn import Message, Prompt

FAST_ENOUGH = 6.0
"""Tokens a second. Mandarin is spoken at 4 to 5 characters a second, and a token is about 1.4 of them."""
_TOKENS = 24


def best_installed(backend: str) -> str:
    """The name of the largest installed llm that decodes at `FAST_ENOUGH` or more, else of the fastest.

    The first call on a board loads each model for a second or two; the result is kept in the cache folder. Raises
    ModelMissing when there is none.
    """
    catalogue = read_manifest().models
    found = [catalogue[name] for name in installed() if name in catalogue and catalogue[name].kind == "llm"]
    if not found:
        raise ModelMissing("no language model is on this machine; bring one with: roleplay-lite models pull --default")
    speeds: dict[str, float] = {}
    for entry in sorted(found, key=lambda e: -e.size):
        speeds[entry.name] = decode_speed(entry.name, backend)
        if speeds[entry.name] >= FAST_ENOUGH:
            return entry.name
    return max(speeds, key=lambda name: speeds[name])


def decode_speed(name: str, backend: str) -> float:
    """Tokens a second that this board decodes with the installed model; from the cache when it was measured before."""
    file = next(iter(sorted(where(name).glob("*.gguf"))))
    package = {"llama_cpp": "llama-cpp-python"}.get(backend, backend)
    key = f"{name} {file.stat().st_size} {backend} {_version(package)} {_board()}"
    kept = _read(_cache_file())
    if key not in kept:
        kept[key] = round(_measure(file, backend), 2)
        _write(_cache_file(), kept)
    return kept[key]


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        # An integrator's backend need not bear the name of its package.
        return ""


def _measure(file: Path, backend: str) -> float:
    llm: Llm = load("llm", backend, model=file, context_tokens=512)
    try:
        # The better of two, since another program may have taken the core for one of them.
        return max(_decode(llm, seed) for seed in (1, 2))
    finally:
        llm.close()


def _decode(llm: Llm, seed: int) -> float:
    prompt = Prompt(messages=(Message(role="user", content="请从一数到一百，用汉字。"),), fixed=0)
    sampling = Sampling(temperature=0, max_tokens=_TOKENS, seed=seed, repeat_penalty=1, dry_multiplier=0)
    pieces = llm.generate(prompt, sampling, Cancel())
    next(pieces, "")
    began = time.perf_counter()
    count = sum(1 for _ in pieces)
    return count / (time.perf_counter() - began) if count else 0.0


def _board() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        cpu = next((line.partition(":")[2].strip() for line in lines if line.startswith(("model name", "Model"))), "")
    except OSError:
        cpu = ""
    return f"{cpu or platform.processor() or platform.machine()} x{len(os.sched_getaffinity(0))}"


def _cache_file() -> Path:
    return paths.cache_dir() / "speed.json"


def _read(file: Path) -> dict[str, float]:
    try:
        kept = json.loads(file.read_text())
        return {str(key): float(value) for key, value in kept.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


def _write(file: Path, kept: dict[str, float]) -> None:
    paths.private_dir(file.parent)
    partial = file.with_suffix(f".{os.getpid()}.partial")
    try:
        partial.write_text(json.dumps(kept, indent=1))
        partial.replace(file)
    except OSError:
        # A full disk costs a second measurement at the next start.
        partial.unlink(missing_ok=True)
