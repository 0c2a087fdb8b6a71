"""A cloud for a test: one provider on this machine, its record in a folder of the test."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from roleplay_lite.knowledge.cloud.cloud import Cloud
from roleplay_lite.knowledge.cloud.config import CloudConfig, ProviderConfig
from roleplay_lite.knowledge.evidence import Query

EVEREST = Query(text="珠穆朗玛峰多高", needs=1.0)


def provider(url: str, kind: Any = "searxng", name: str = "one", **more: Any) -> ProviderConfig:
    if kind == "chat":
        more = {"model": "tiny", **more}
    return ProviderConfig(name=name, kind=kind, base_url=url, **more)


def cloud(
    *providers: ProviderConfig, store: Path | None = None, names: Iterable[str] = (), screen: Any = str, **more: Any
) -> Cloud:
    """A deadline that no test should reach unless it is about it."""
    config = CloudConfig(providers=providers, **{"enabled": True, "deadline_seconds": 10.0, **more})
    return Cloud.open(config, store=store, names=lambda: names, screen=screen)
