"""How strict the guard is: `[safety.guard]` of `device.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast, get_args

from roleplay_lite.tomlfile import Document

Politics = Literal["avoid", "allow"]
Sensitivity = Literal["low", "normal", "high"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardConfig:
    """What the guard looks for."""

    enabled: bool = True
    """False lets everything through but what is on the integrator's own list."""
    child: bool = False
    """Children listen: what is for grown-ups is turned aside, and a grown-up is named to ask."""
    politics: Politics = "avoid"
    """`avoid` turns aside talk of politics of today; geography and history are answered either way."""
    sensitivity: Sensitivity = "normal"
    """How little doubt is needed where no pattern decides; `high` turns aside more, also what is harmless."""
    lists: Path | None = None
    """The integrator's own words (`docs/safety.md`); read again when the file changes."""


def read_guard(table: Document) -> GuardConfig:
    """The table as a value; a relative path counts from the file's folder. Raises what the document raises."""
    table.only(("enabled", "child", "politics", "sensitivity", "lists"))
    lists = table.string("lists", "")
    return GuardConfig(
        enabled=table.boolean("enabled", True),
        child=table.boolean("child", False),
        politics=cast(Politics, table.string("politics", "avoid", choices=get_args(Politics))),
        sensitivity=cast(Sensitivity, table.string("sensitivity", "normal", choices=get_args(Sensitivity))),
        lists=table.file.parent / Path(lists).expanduser() if lists else None,
    )
