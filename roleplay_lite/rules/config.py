"""The `[rules]` table of `device.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from roleplay_lite import paths
from roleplay_lite.tomlfile import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesConfig:
    """Whether an operator's rules are followed, and where they are kept."""

    enabled: bool = True
    path: Path | None = None
    """None: `rules.db` in the user's data folder."""

    @property
    def file(self) -> Path:
        """Where the rules are, or would be."""
        return self.path or paths.data_dir() / "rules.db"


def read_rules(table: Document) -> RulesConfig:
    """The table as a value. Raises its document's error, with file, line and field."""
    table.only(("enabled", "path"))
    base = RulesConfig()
    given = table.string("path", "")
    try:
        path = Path(given).expanduser() if given else None
    except RuntimeError as problem:
        raise table.fail(f"is {given!r}, and there is no such user's folder", "path") from problem
    return RulesConfig(enabled=table.boolean("enabled", base.enabled), path=path)
