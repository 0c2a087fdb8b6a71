"""Weights on disk: which there are, where they lie, how they come.

Submodules are loaded when first asked for, so that `where`, which runs at every start, costs nothing but itself.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from roleplay_lite.models.digest import verify
    from roleplay_lite.models.manifest import Manifest, ModelEntry, read_manifest
    from roleplay_lite.models.progress import Progress
    from roleplay_lite.models.pulling import pull
    from roleplay_lite.models.shelf import installed, where

__all__ = ["Manifest", "ModelEntry", "Progress", "installed", "pull", "read_manifest", "verify", "where"]

# No module bears the name of a function here: importing it would put the module in the function's place.
_HOMES = {
    "Manifest": "manifest",
    "ModelEntry": "manifest",
    "Progress": "progress",
    "installed": "shelf",
    "pull": "pulling",
    "read_manifest": "manifest",
    "verify": "digest",
    "where": "shelf",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
