"""What the cloud adds to a turn while the network is a black hole, and how many lines redaction touches.

    python -m roleplay_lite.knowledge.cloud.bench [--turns 300] [--deadline 1.2] [--lines FILE]

The black hole is a socket of this machine that takes connections and never says a word. `--lines` reads a text file,
one line each, and counts those of which something would be kept back.
"""

from __future__ import annotations

import argparse
import socket
import sys
import tempfile
import time
from pathlib import Path

from roleplay_lite.knowledge.cloud.cloud import Cloud
from roleplay_lite.knowledge.cloud.config import CloudConfig, ProviderConfig
from roleplay_lite.knowledge.cloud.redaction.redactor import Redactor
from roleplay_lite.knowledge.evidence import Query

_TURNS, _DEADLINE = 300, 1.2


def black_holed(turns: int, deadline: float) -> dict[str, float]:
    """Milliseconds of a look-up: until the breaker opens, and after."""
    with tempfile.TemporaryDirectory() as folder, socket.create_server(("127.0.0.1", 0), backlog=64) as hole:
        url = f"http://127.0.0.1:{hole.getsockname()[1]}"
        provider = ProviderConfig(name="hole", kind="searxng", base_url=url)
        config = CloudConfig(enabled=True, providers=(provider,), deadline_seconds=deadline)
        with Cloud.open(config, store=Path(folder) / "cloud.db", names=lambda: ("王小明", "李娜")) as cloud:
            closed = [_look(cloud, turn)[0] for turn in range(config.failures)]
            both = [_look(cloud, turn) for turn in range(100, 100 + turns)]
    opened = sorted(wall for wall, _ in both)
    return {
        "closed_max": max(closed),
        "cpu_max": max(cpu for _, cpu in both),
        "open_p50": opened[len(opened) // 2],
        "open_p95": opened[int(len(opened) * 0.95)],
        "open_max": opened[-1],
    }


def _look(cloud: Cloud, turn: int) -> tuple[float, float]:
    """By the clock, and of the processor: the clock also counts what other programs did meanwhile."""
    begun, used = time.perf_counter(), time.thread_time()
    cloud.look(Query(text=f"世界上第{turn}高的山峰叫什么名字，它有多高", needs=1.0))
    return 1000 * (time.perf_counter() - begun), 1000 * (time.thread_time() - used)


def touched(lines: list[str]) -> list[str]:
    """Those of which something would be kept back, without any name known."""
    redactor = Redactor(tuple)
    return [line for line in lines if len(line) <= 400 and redactor.redact(line).put]


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--turns", type=int, default=_TURNS)
    parser.add_argument("--deadline", type=float, default=_DEADLINE)
    parser.add_argument("--lines", type=Path)
    given = parser.parse_args(arguments)
    write = sys.stdout.write
    if given.lines:
        lines = given.lines.read_text(encoding="utf-8").splitlines()
        found = touched(lines)
        write("".join(f"{line}\n" for line in found))
        write(f"{len(found)} of {len(lines)} lines ({100 * len(found) / max(1, len(lines)):.1f} %)\n")
        return
    figures = black_holed(given.turns, given.deadline)
    write(f"breaker closed: {figures['closed_max']:.0f} ms at most (deadline {1000 * given.deadline:.0f} ms)\n")
    write(
        f"breaker open: p50 {figures['open_p50']:.2f}, p95 {figures['open_p95']:.2f}, max {figures['open_max']:.2f} ms"
        f" added over {given.turns} turns, {figures['cpu_max']:.2f} ms of the processor at most\n"
    )


if __name__ == "__main__":
    main()
