"""What became of the stores that were tortured."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path

from roleplay_lite.errors import StoreError
from roleplay_lite.memory.torture.work import found, half_written, opened, value_of


@dataclass(slots=True)
class Outcome:
    """Counts over all rounds."""

    rounds: int = 0
    acknowledged: int = 0
    """Facts that had been acknowledged, each counted in every round that it had to outlast."""
    lost: int = 0
    unreadable: int = 0
    half_written: int = 0
    restored: int = 0
    """Stores in whose place a copy was put. None is to be needed here."""
    recovery_ms: list[float] = field(default_factory=list)

    def look(self, folder: Path, acknowledged: set[int]) -> None:
        """Open the store of that folder and compare it with what it has to hold."""
        self.rounds += 1
        self.acknowledged += len(acknowledged)
        began = time.perf_counter()
        try:
            db = opened(folder)
        except StoreError:
            self.unreadable += 1
            self.lost += len(acknowledged)
            return
        self.recovery_ms.append((time.perf_counter() - began) * 1000)
        try:
            self.restored += bool(db.restored_from)
            there = found(db)
            self.lost += sum(there.get(number) != value_of(number) for number in acknowledged)
            self.half_written += half_written(db)
            db.check()
        except StoreError:
            self.unreadable += 1
        finally:
            db.close()

    @property
    def spotless(self) -> bool:
        return not (self.lost or self.unreadable or self.half_written or self.restored)

    def __str__(self) -> str:
        times = sorted(self.recovery_ms) or [0.0]
        return (
            f"{self.rounds} rounds, {self.acknowledged} acknowledged facts looked for: {self.lost} lost,"
            f" {self.unreadable} unreadable, {self.half_written} half written, {self.restored} restored;"
            f" recovery p50 {times[len(times) // 2]:.1f} ms, max {times[-1]:.1f} ms"
        )
