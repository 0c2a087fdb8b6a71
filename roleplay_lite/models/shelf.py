"""What is installed, and where: a quick look at each start, without the catalogue and without hashing.

A model's folder holds `installed.json`, written last by a pull: the size and hash of each file. A folder without it is
not used, and neither is one whose files no longer have the sizes written there.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from roleplay_lite import paths
from roleplay_lite.errors import ModelCorrupt, ModelMissing

MARKER = "installed.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class InstalledFile:
    """One line of `installed.json`."""

    path: str
    size: int
    """Bytes."""
    sha256: str


def where(name: str) -> Path:
    """The folder of an installed model; a path (with a `/`, or ending in `.gguf`) is a user's own file and stands for
    itself.

    Reads one small file and asks for sizes, so it can run at every start; `verify` reads every byte. Raises
    ModelMissing or ModelUnknown, both with what to do, and ModelCorrupt when a file is gone or has another size.
    """
    if "/" in name or name.endswith(".gguf"):
        own = Path(name).expanduser()
        if not own.exists():
            raise ModelMissing(f"there is no model file at {own}")
        return own
    folder = paths.models_dir() / name
    files = read_marker(folder) if name and not name.startswith(".") else None
    if files is None:
        raise _absent(name)
    for file in files:
        try:
            size = (folder / file.path).stat().st_size
        except OSError as problem:
            raise _corrupt(name, f"{folder / file.path} is gone ({problem.strerror})") from problem
        if size != file.size:
            raise _corrupt(name, f"{folder / file.path} holds {size} bytes and should hold {file.size}")
    return folder


def installed() -> list[str]:
    """The names of the models `where` can give a folder for, sorted."""
    try:
        folders = sorted(paths.models_dir().iterdir())
    except OSError:
        return []
    return [folder.name for folder in folders if _whole(folder)]


def read_marker(folder: Path) -> tuple[InstalledFile, ...] | None:
    """What a pull wrote into the folder; None when it never finished there."""
    try:
        files = json.loads((folder / MARKER).read_bytes())["files"]
        return tuple(
            InstalledFile(path=str(path), size=int(file["size"]), sha256=str(file["sha256"]))
            for path, file in files.items()
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def marker_text(name: str, files: list[InstalledFile]) -> str:
    """The text of `installed.json`."""
    listed = {file.path: {"size": file.size, "sha256": file.sha256} for file in files}
    return json.dumps({"model": name, "files": listed}, indent=1, ensure_ascii=False) + "\n"


def pull_line(name: str) -> str:
    """The command that brings the model."""
    return f"roleplay-lite models pull {name}"


def _whole(folder: Path) -> bool:
    if folder.name.startswith("."):
        return False
    files = read_marker(folder)
    try:
        return files is not None and all((folder / file.path).stat().st_size == file.size for file in files)
    except OSError:
        return False


def _absent(name: str) -> ModelMissing:
    # The catalogue is read only now: a start that finds its models never needs it.
    from roleplay_lite.models.manifest import read_manifest

    read_manifest().entry(name)
    return ModelMissing(f"the model {name} is not on this machine; bring it with: {pull_line(name)}")


def _corrupt(name: str, problem: str) -> ModelCorrupt:
    return ModelCorrupt(f"the model {name} is damaged: {problem}; bring it again with: {pull_line(name)}")
