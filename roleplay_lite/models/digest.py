"""Hashes of files, read in pieces."""

from __future__ import annotations

import hashlib
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from roleplay_lite.errors import ModelCorrupt
from roleplay_lite.models.shelf import pull_line, where

if TYPE_CHECKING:
    from roleplay_lite.models.manifest import DerivedFile, ModelFile

PIECE_BYTES = 1 << 20


def sha256_of(path: Path) -> str:
    """The file's sha256 in small hexadecimal digits. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def digest_of(path: Path, *, content: bool) -> str:
    """The file's sha256, or, with `content`, that of what the knowledge pack in it says; empty where it is no pack.
    Raises OSError."""
    if not content:
        return sha256_of(path)
    from roleplay_lite.knowledge.pack.digest import content_digest

    try:
        return content_digest(path)
    except sqlite3.Error:
        return ""


def by_content(file: ModelFile | DerivedFile) -> bool:
    """Whether the file is pinned by what it says rather than by its bytes."""
    return getattr(file, "content", False)


def matches(path: Path, *, size: int, sha256: str, content: bool = False) -> bool:
    """Whether the file is there with exactly those bytes, or with `content` that content; the size is asked first, for
    it costs nothing."""
    try:
        return (content or path.stat().st_size == size) and digest_of(path, content=content) == sha256
    except OSError:
        return False


def verify(name: str) -> Path:
    """Read every byte of an installed model against the catalogue's hashes; its folder when all is well.

    Raises what `where` raises, and ModelCorrupt naming each file that differs, with both hashes. Changes nothing:
    `pull` replaces what is damaged.
    """
    from roleplay_lite.models.manifest import read_manifest

    entry = read_manifest().entry(name)
    folder = where(name)
    wrong = []
    for file in entry.contents:
        path = folder / file.path
        try:
            actual = digest_of(path, content=by_content(file))
        except OSError as problem:
            wrong.append(f"{path} cannot be read ({problem.strerror})")
            continue
        if actual != file.sha256:
            wrong.append(f"{path} has the sha256 {actual} and should have {file.sha256}")
    if wrong:
        raise ModelCorrupt(f"the model {name} is damaged: {'; '.join(wrong)}; bring it again with: {pull_line(name)}")
    return folder
