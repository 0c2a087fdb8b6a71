"""The figures of a bench run, and the targets they are held against."""

from __future__ import annotations

import os
import platform
import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measured value."""

    name: str
    value: float
    unit: str
    target: float | None = None
    """What it should reach; None where there is no promise."""
    better: Literal["lower", "higher"] = "lower"
    note: str = ""

    @property
    def reached(self) -> bool | None:
        """None where there is no target."""
        if self.target is None:
            return None
        return self.value <= self.target if self.better == "lower" else self.value >= self.target


@dataclass(slots=True, kw_only=True)
class Report:
    """A whole run, on one machine."""

    machine: str
    model: str
    figures: list[Figure] = field(default_factory=list)
    series: dict[str, list[float]] = field(default_factory=dict)
    """What grows: values by turn, for the plot."""

    def add(self, name: str, value: float, unit: str, **more: Any) -> None:
        self.figures.append(Figure(name=name, value=value, unit=unit, **more))

    def get(self, name: str) -> float:
        """The value of that name. Raises KeyError."""
        for figure in self.figures:
            if figure.name == name:
                return figure.value
        raise KeyError(name)

    def to_dict(self) -> dict[str, Any]:
        rows = [{**asdict(figure), "reached": figure.reached} for figure in self.figures]
        return {"machine": self.machine, "model": self.model, "figures": rows, "series": self.series}


def machine() -> str:
    """The board in words: processor, cores, memory, system."""
    cpu = platform.processor() or platform.machine()
    for file, key in (("/proc/cpuinfo", "model name"), ("/proc/device-tree/model", "")):
        try:
            text = Path(file).read_text()
        except OSError:
            continue
        found = next((row.partition(":")[2] for row in text.splitlines() if row.startswith(key)), "") if key else text
        cpu = found.strip(" \0\n") or cpu
    try:
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    except (ValueError, OSError):
        memory = 0
    cores = len(os.sched_getaffinity(0))
    system = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    return f"{cpu}, {cores} cores, {memory:.0f} GB, {system}"


def median(values: Sequence[float]) -> float:
    return statistics.median(values) if values else float("nan")
