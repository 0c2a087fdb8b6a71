"""What a pull tells while it runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """One report. Within a file `done` may fall back: a source that fails gives way to the next."""

    model: str
    step: Literal["wait", "check", "fetch", "make", "done"]
    """Waiting for another pull; hashing what is here; fetching; deriving; in place."""
    file: str = ""
    done: int = 0
    """Bytes of the file so far."""
    size: int = 0
    """Bytes of the whole file."""
    source: str = ""
    """Where they come from."""
    problem: str = ""
    """Why the source before was given up."""


Report = Callable[[Progress], None]
