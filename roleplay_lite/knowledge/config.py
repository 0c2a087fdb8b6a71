"""The `[knowledge]` table of `device.toml`: which packs are read, how sure an answer must be, and the cloud."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from roleplay_lite import paths
from roleplay_lite.knowledge.cloud.config import CloudConfig, read_cloud
from roleplay_lite.tomlfile import Document

AUTO = "auto"
_FIELDS = ("enabled", "packs", "folder", "faq_sure", "faq_some", "sure", "some", "cloud")


@dataclass(frozen=True, slots=True, kw_only=True)
class KnowledgeConfig:
    """What a character can look up, and when it says what it found."""

    enabled: bool = True
    """False looks nothing up; it then talks of the world as the model does, unchecked."""
    packs: tuple[str, ...] = (AUTO,)
    """Names of packs or paths to pack files, in the order in which they are asked; `auto` is the default
    pack, where it was pulled, and every pack in `folder`."""
    folder: Path | None = None
    """Where packs lie; None is `knowledge` in the user's data folder."""
    faq_sure: float = 0.6
    """From here on a frequent question's answer is said as it is (`knowledge calibrate`)."""
    faq_some: float = 0.4
    """From here on it is something the model is told."""
    sure: float = 0.6
    """From here on what was found is the answer."""
    some: float = 0.35
    """From here on it is something the model is told; under it nothing is known."""
    cloud: CloudConfig = field(default_factory=CloudConfig)

    @property
    def place(self) -> Path:
        """The folder of the packs."""
        return self.folder or paths.data_dir() / "knowledge"


def read_knowledge(table: Document) -> KnowledgeConfig:
    """The table as a value. Raises its document's error, with file, line and field."""
    table.only(_FIELDS)
    base = KnowledgeConfig()
    config = KnowledgeConfig(
        enabled=table.boolean("enabled", base.enabled),
        packs=_packs(table),
        folder=_path(table, "folder"),
        faq_sure=table.number("faq_sure", base.faq_sure, low=0, high=1),
        faq_some=table.number("faq_some", base.faq_some, low=0, high=1),
        sure=table.number("sure", base.sure, low=0, high=1),
        some=table.number("some", base.some, low=0, high=1),
        cloud=read_cloud(table.sub("cloud")),
    )
    for low, high in (("faq_some", "faq_sure"), ("some", "sure")):
        if getattr(config, low) > getattr(config, high):
            raise table.fail(f"must not be above {high} ({getattr(config, high):g})", low)
    return config


def _packs(table: Document) -> tuple[str, ...]:
    """A list of names, or one alone."""
    if isinstance(table.data.get("packs", AUTO), str):
        return (table.string("packs", AUTO),)
    return table.strings("packs", most=100)


def _path(table: Document, key: str) -> Path | None:
    given = table.string(key, "")
    try:
        return Path(given).expanduser() if given else None
    except RuntimeError as problem:
        raise table.fail(f"is {given!r}, and there is no such user's folder", key) from problem
