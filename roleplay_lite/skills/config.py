"""The table `[skills]` of a device's recipe."""

from __future__ import annotations

from dataclasses import dataclass

from roleplay_lite.skills.device import ACTIONS
from roleplay_lite.tomlfile import Document

THRESHOLD = 0.64
"""A match that is less sure is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillsConfig:
    """What it may do when asked, and what the host does for it."""

    enabled: bool = True
    """False leaves every line to the rest of the character."""
    off: tuple[str, ...] = ()
    """Names of skills that are not to be used (`timer`, `chain`, …)."""
    actions: tuple[str, ...] = ACTIONS
    """What the host handles of `Commanded`: whole actions (`light.on`) or what stands before the dot (`light`). Others
    are owned up to, and never claimed."""
    threshold: float = THRESHOLD
    """0 to 1: how sure a skill must be of a line."""


def read_skills(table: Document) -> SkillsConfig:
    """The table of a file. Raises the document's ConfigError with file, line and field."""
    table.only(("enabled", "off", "actions", "threshold"))
    return SkillsConfig(
        enabled=table.boolean("enabled", True),
        off=table.strings("off", most=100, longest=60),
        actions=table.strings("actions", most=100, longest=60) if "actions" in table.data else ACTIONS,
        threshold=table.number("threshold", THRESHOLD, low=0.0, high=1.0),
    )
