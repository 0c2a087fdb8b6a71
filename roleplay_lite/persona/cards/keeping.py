"""An imported character on disk: `wanwan.toml`, its card in `wanwan.card.json`, and in `wanwan.assets` what the card
brought. All of it, or nothing.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from roleplay_lite.errors import PersonaError
from roleplay_lite.persona.cards import limits
from roleplay_lite.persona.cards.card import Card
from roleplay_lite.persona.cards.fields import card_of
from roleplay_lite.persona.cards.own import lore_is_of_card
from roleplay_lite.persona.cards.payload import json_object
from roleplay_lite.persona.load import read_persona
from roleplay_lite.persona.lorebook import Lorebook
from roleplay_lite.persona.persona import Persona
from roleplay_lite.persona.writing import persona_toml

_INDEX = "index.json"
_PICTURE = "card.png"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Where a character lies."""

    file: Path
    card: Path
    assets: Path
    """A folder that is there only when the card brought something."""


def places(id: str, folder: Path) -> Kept:
    """Where a character of this id lies in the folder."""
    return Kept(file=folder / f"{id}.toml", card=folder / f"{id}.card.json", assets=folder / f"{id}.assets")


def keep(persona: Persona, card: Card, folder: Path, *, replace_old: bool = False) -> Kept:
    """Write the persona, its card and the card's assets into the folder, which is made when it is not there.

    Raises PersonaError when one of them is there already and may not be replaced, and when the disk refuses; then what
    was there before is there still.
    """
    kept = places(persona.id, folder)
    for place in (kept.file, kept.card, kept.assets):
        if not replace_old and (place.exists() or place.is_symlink()):
            raise PersonaError("is there already; choose another --id, or replace it with --force", file=place)
    # The card's lore is read from the card, where it has more settings than a persona file.
    lore = Lorebook() if lore_is_of_card(card) else persona.lore
    text = persona_toml(replace(persona, card=kept.card, lore=lore))
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with _staging(folder, persona.id) as stage:
            _write(stage / kept.file.name, _encoded(text, kept.file), 0o644)
            _write(stage / kept.card.name, _json(card.raw), 0o600)
            read_persona(stage / kept.file.name)
            names = [kept.card.name, kept.file.name]
            if card.files or card.image:
                _write_assets(stage / kept.assets.name, card)
                names.insert(0, kept.assets.name)
            # An older character of that id may have had assets, and this one none.
            _move(stage, folder, names, [kept.assets.name])
    except OSError as problem:
        raise PersonaError(f"cannot be written: {problem.strerror or problem}", file=kept.file) from problem
    return kept


def kept_card(file: Path) -> Card:
    """The card beside a persona's file, with the assets that lie there. Raises PersonaError when it cannot be read."""
    try:
        with file.open("rb") as stream:
            raw = stream.read(limits.CARD + 1)
    except OSError as problem:
        raise PersonaError(f"cannot be read: {problem.strerror or problem}", file=file) from problem
    folder = file.with_name(file.name.removesuffix(".card.json") + ".assets")
    index = _index(folder)
    named = index.get("files")
    files = {
        path: data
        for path, name in (named.items() if isinstance(named, Mapping) else ())
        if (data := _asset(folder, name, limits.ASSET)) is not None
    }
    card = card_of(json_object(raw, file), file, files=files)
    return replace(card, image=_asset(folder, index.get("image"), limits.FILE) or b"")


def write_whole(file: Path, data: bytes, *, replace_old: bool = False) -> None:
    """The file with these bytes, or as it was before. Raises PersonaError."""
    if not replace_old and (file.exists() or file.is_symlink()):
        raise PersonaError("is there already; choose another --out, or replace it with --force", file=file)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with _staging(file.parent, file.name) as stage:
            _write(stage / file.name, data, 0o644)
            (stage / file.name).replace(file)
    except OSError as problem:
        raise PersonaError(f"cannot be written: {problem.strerror or problem}", file=file) from problem


@contextmanager
def _staging(folder: Path, name: str) -> Iterator[Path]:
    """A folder on the same disk, gone afterwards."""
    stage = Path(tempfile.mkdtemp(prefix=f".{name[:40]}.", dir=folder))
    try:
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _move(stage: Path, folder: Path, names: list[str], gone: list[str]) -> None:
    """Each from the stage into the folder; when one fails, all are as before."""
    old = stage / "old"
    old.mkdir()
    undo: list[tuple[Path, Path]] = []
    try:
        for name in dict.fromkeys([*gone, *names]):
            target = folder / name
            if target.exists() or target.is_symlink():
                target.rename(old / name)
                undo.append((old / name, target))
            if name in names:
                (stage / name).rename(target)
                undo.append((target, stage / name))
    except BaseException:
        for now, before in reversed(undo):
            with suppress(OSError):
                now.rename(before)
        raise


def _write_assets(folder: Path, card: Card) -> None:
    """The files under names of ours; which is which stands in an index."""
    folder.mkdir(mode=0o700)
    names = {path: _disk_name(number, path) for number, path in enumerate(card.files, 1)}
    for path, name in names.items():
        _write(folder / name, card.files[path], 0o600)
    index: dict[str, Any] = {"files": names}
    if card.image:
        _write(folder / _PICTURE, card.image, 0o600)
        index["image"] = _PICTURE
    _write(folder / _INDEX, _json(index), 0o600)


def _disk_name(number: int, path: str) -> str:
    """Plain ASCII on every system, never one that the card chose whole."""
    stem, _, ending = path.rpartition("/")[2].rpartition(".")
    plain = re.sub(r"[^A-Za-z0-9_-]+", "_", stem)[:40].strip("_") or "asset"
    ending = re.sub(r"[^A-Za-z0-9]+", "", ending)[:10].lower()
    return f"{number:04}-{plain}.{ending or 'bin'}"


def _index(folder: Path) -> Mapping[str, Any]:
    raw = _asset(folder, _INDEX, limits.CARD)
    if raw is None:
        return {}
    try:
        return json_object(raw, folder / _INDEX)
    except PersonaError:
        # Someone edited it: the card stands without its assets, and each missing one is warned of.
        return {}


def _asset(folder: Path, name: object, most: int) -> bytes | None:
    """A file of the folder; None when the name leads elsewhere, or it is missing, a link or too large."""
    if not isinstance(name, str) or not re.fullmatch(r"[A-Za-z0-9_-][A-Za-z0-9_.-]{0,80}", name):
        return None
    try:
        handle = os.open(folder / name, os.O_RDONLY | os.O_NOFOLLOW)
        with os.fdopen(handle, "rb") as stream:
            data = stream.read(most + 1)
    except OSError:
        return None
    return data if len(data) <= most else None


def _write(file: Path, data: bytes, mode: int) -> None:
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)


def _encoded(text: str, file: Path) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError as problem:
        raise PersonaError("holds half a character (a lone surrogate); take it out of the card", file=file) from problem


def _json(value: object) -> bytes:
    # ASCII, since a card's text may hold half a character.
    return json.dumps(value, allow_nan=False, indent=1).encode()
