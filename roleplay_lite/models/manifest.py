"""The catalogue: which models there are, of which files, from where, with which hashes.

Read from the shipped `models/manifest.toml`, with the user's own `models.toml` laid over it by name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from roleplay_lite import paths, tomlfile
from roleplay_lite.errors import ManifestError, ModelUnknown
from roleplay_lite.models.recipes import RECIPES
from roleplay_lite.models.shelf import MARKER

KINDS = ("asr", "embed", "knowledge", "llm", "tts", "vad", "wake")
LOOPBACK = ("localhost", "127.0.0.1", "::1")
NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")

_SHA256 = re.compile(r"[0-9a-f]{64}")
# One name and one exact version: anything looser could read as an option of the package client, or float.
_PACKAGE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*==[A-Za-z0-9][A-Za-z0-9.!+_-]*")
_LARGEST = 1 << 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One member of one wheel."""

    package: str
    """`name==version`."""
    member: str
    """Its path inside the wheel."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageSource:
    """Members of wheels, concatenated in this order."""

    parts: tuple[Part, ...]

    def __str__(self) -> str:
        first, last = self.parts[0].package, self.parts[-1].package
        return f"package {first}" if first == last else f"packages {first} … {last}"


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpsSource:
    """One address."""

    url: str
    plain: bool = False
    """Plain http is allowed: only for a mirror the user named, whose bytes are checked like any other's."""

    def __str__(self) -> str:
        return self.url


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSource:
    """A file on this machine."""

    path: Path

    def __str__(self) -> str:
        return str(self.path)


Source = PackageSource | HttpsSource | FileSource


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelFile:
    """A file that is fetched."""

    path: str
    """Below the model's folder, with `/`; never leaves it."""
    size: int
    """Bytes."""
    sha256: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DerivedFile:
    """A file made here from a fetched one."""

    path: str
    made_from: tuple[str, ...]
    """The `path` of each fetched file that the recipe is given, in this order."""
    recipe: str
    size: int
    """Bytes; of one that is pinned by its content, about so many."""
    sha256: str
    content: bool = False
    """`sha256` is of what a knowledge pack says (`knowledge.pack.digest`): its bytes are those of this SQLite."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelEntry:
    """One model of the catalogue."""

    name: str
    kind: str
    backend: str
    summary: str
    licence: str
    """A short name; `non-commercial` and `unstated` are among them."""
    licence_note: str
    """What the user is told at every pull; may be empty."""
    ram_mb: int
    """Held by the engine while it works."""
    languages: tuple[str, ...]
    """ISO 639-1."""
    default: bool
    """One of the set that `pull --default` brings."""
    files: tuple[ModelFile, ...]
    derived: tuple[DerivedFile, ...] = ()

    @property
    def contents(self) -> tuple[ModelFile | DerivedFile, ...]:
        """Every file of the installed model."""
        return (*self.files, *self.derived)

    @property
    def size(self) -> int:
        """Bytes on disk."""
        return sum(file.size for file in self.contents)


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """The models by name, in the order written."""

    models: Mapping[str, ModelEntry]

    def entry(self, name: str) -> ModelEntry:
        """Raises ModelUnknown with the nearest names."""
        if name in self.models:
            return self.models[name]
        near = get_close_matches(name, self.models, n=3, cutoff=0.4)
        guess = f"; did you mean {' or '.join(near)}?" if near else f"; known: {', '.join(self.models)}"
        raise ModelUnknown(f"no model is named {name!r}{guess}")

    def defaults(self) -> list[str]:
        return [name for name, entry in self.models.items() if entry.default]


def read_manifest(path: Path | None = None) -> Manifest:
    """The catalogue at `path` alone, or the shipped one with the user's `models.toml` over it.

    Raises ManifestError naming file, line and field.
    """
    if path is not None:
        return Manifest(models=_read(path))
    models = _read(paths.shipped("models") / "manifest.toml")
    own = paths.data_dir() / "models.toml"
    if own.is_file():
        models |= _read(own)
    return Manifest(models=models)


def _read(path: Path) -> dict[str, ModelEntry]:
    document = tomlfile.read(path, ManifestError)
    document.only(["models"])
    models = document.sub("models")
    return {name: _entry(models, name) for name in models.data}


def _entry(models: tomlfile.Document, name: str) -> ModelEntry:
    if not NAME.fullmatch(name):
        raise models.fail("is no name: small letters, digits, dots and dashes, at most 64", name)
    doc = models.sub(name)
    doc.only([*ModelEntry.__dataclass_fields__.keys() - {"name"}])
    files = tuple(_file(item) for item in doc.subs("files"))
    if not files:
        raise doc.fail("needs at least one file", "files")
    derived = tuple(_derived(item, {file.path for file in files}) for item in doc.subs("derived"))
    seen: set[str] = set()
    places = [("files", i, file.path) for i, file in enumerate(files)]
    for key, index, path in [*places, *(("derived", i, file.path) for i, file in enumerate(derived))]:
        if path in seen:
            raise doc.fail(f"stands twice: {path!r}", key, index, "path")
        seen.add(path)
    return ModelEntry(
        name=name,
        kind=doc.string("kind", choices=KINDS),
        backend=doc.string("backend", longest=64),
        summary=doc.string("summary", "", longest=200),
        licence=doc.string("licence", longest=64),
        licence_note=doc.string("licence_note", ""),
        ram_mb=_whole(doc, "ram_mb", most=1 << 20),
        languages=doc.strings("languages"),
        default=doc.boolean("default", False),
        files=files,
        derived=derived,
    )


def _file(doc: tomlfile.Document) -> ModelFile:
    doc.only(["path", "size", "sha256", "sources"])
    sources = tuple(_source(item) for item in doc.subs("sources"))
    if not sources:
        raise doc.fail("needs at least one source", "sources")
    return ModelFile(
        path=_inside(doc, "path"), size=_whole(doc, "size", most=_LARGEST), sha256=_sha256(doc), sources=sources
    )


def _derived(doc: tomlfile.Document, fetched: set[str]) -> DerivedFile:
    doc.only(["path", "made_from", "recipe", "size", "sha256", "content"])
    return DerivedFile(
        path=_inside(doc, "path"),
        made_from=_made_from(doc, fetched),
        recipe=doc.string("recipe", choices=RECIPES),
        size=_whole(doc, "size", most=_LARGEST),
        sha256=_sha256(doc),
        content=doc.boolean("content", False),
    )


def _made_from(doc: tomlfile.Document, fetched: set[str]) -> tuple[str, ...]:
    if isinstance(doc.data.get("made_from"), list):
        return doc.strings("made_from", least=1, choices=fetched)
    return (doc.string("made_from", choices=fetched),)


def _source(doc: tomlfile.Document) -> Source:
    match doc.string("kind", choices=["file", "https", "package"]):
        case "package":
            doc.only(["kind", "parts"])
            parts = tuple(_part(item) for item in doc.subs("parts"))
            if not parts:
                raise doc.fail("needs at least one part", "parts")
            return PackageSource(parts=parts)
        case "https":
            doc.only(["kind", "url"])
            url = doc.string("url")
            if not address_allowed(url):
                raise doc.fail("must start with https:// (plain http only to this machine itself)", "url")
            return HttpsSource(url=url)
        case _:
            doc.only(["kind", "path"])
            return FileSource(path=doc.file.parent / Path(doc.string("path")).expanduser())


def _part(doc: tomlfile.Document) -> Part:
    doc.only(["package", "member"])
    package = doc.string("package", longest=200)
    if not _PACKAGE.fullmatch(package):
        raise doc.fail("must read name==version", "package")
    return Part(package=package, member=_inside(doc, "member"))


def address_allowed(url: str, *, plain: bool = False) -> bool:
    """Whether bytes may be asked of this address: https, or plain http to this machine (anywhere if `plain`)."""
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return False
    return bool(host) and (parts.scheme == "https" or (parts.scheme == "http" and (plain or host in LOOPBACK)))


def _inside(doc: tomlfile.Document, key: str) -> str:
    value = doc.string(key, longest=200)
    pure = PurePosixPath(value)
    leaves = pure.is_absolute() or ".." in pure.parts or "\\" in value or "\0" in value or str(pure) != value
    if leaves or value in (".", MARKER):
        raise doc.fail(f"is {value!r}; must be a plain relative path that stays inside the folder", key)
    return value


def _whole(doc: tomlfile.Document, key: str, *, most: int) -> int:
    if key not in doc.data:
        raise doc.fail("is missing", key)
    return doc.integer(key, 0, low=1, high=most)


def _sha256(doc: tomlfile.Document) -> str:
    value = doc.string("sha256")
    if not _SHA256.fullmatch(value):
        raise doc.fail("must be 64 small hexadecimal digits", "sha256")
    return value
