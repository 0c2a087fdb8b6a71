"""Where things lie: data that came with the package, and what it keeps on this machine."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_cache_path, user_data_path

APP = "roleplay-lite"


def shipped(name: str) -> Path:
    """A file or folder that came with the package (`models/manifest.toml`, `personas`), in a wheel or a checkout."""
    here = Path(__file__).resolve().parent
    wheel = here / "_data" / name
    return wheel if wheel.exists() else here.parent / name


def models_dir() -> Path:
    """Weights: `$ROLEPLAY_LITE_MODELS`, else the user's data folder."""
    given = os.environ.get("ROLEPLAY_LITE_MODELS")
    return Path(given).expanduser() if given else user_data_path(APP) / "models"


def data_dir() -> Path:
    """Conversations: `$ROLEPLAY_LITE_DATA`, else the user's data folder."""
    given = os.environ.get("ROLEPLAY_LITE_DATA")
    return Path(given).expanduser() if given else user_data_path(APP)


def cache_dir() -> Path:
    """What can be made again (KV states, measured speeds): `$ROLEPLAY_LITE_CACHE`, else the user's cache folder."""
    given = os.environ.get("ROLEPLAY_LITE_CACHE")
    return Path(given).expanduser() if given else user_cache_path(APP)


def private_dir(path: Path) -> Path:
    """Make the folder, for its owner alone, and give it back."""
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path
