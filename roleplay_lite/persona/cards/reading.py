"""A card from a file: JSON, PNG, APNG or CHARX, told by its bytes and not by its name. Nothing is fetched or run."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from roleplay_lite.errors import PersonaError
from roleplay_lite.persona.cards import limits
from roleplay_lite.persona.cards.card import Card
from roleplay_lite.persona.cards.charx import is_safe, is_zip, unpack
from roleplay_lite.persona.cards.fields import card_of
from roleplay_lite.persona.cards.payload import from_base64, json_object
from roleplay_lite.persona.cards.png import SIGNATURE, Chunk, Text, texts, walk

KEYWORDS = re.compile(r"ccv3|chara|chara_card_v3|character|charactercard", re.IGNORECASE)
"""Keywords of the text chunks that hold a card; the first two are the specifications'."""
ASSET_KEYWORDS = re.compile(r"chara-ext-asset_:?(.+)", re.DOTALL)
_FIRST = ("ccv3", "chara_card_v3")


def read_card(file: Path) -> Card:
    """The card in that file. Raises PersonaError with the file and the field or chunk at fault.

    What is dangerous is refused: sizes past the limits, bombs, deep nesting. What is only untidy is read, and noted in
    `Card.warnings`.
    """
    try:
        with file.open("rb") as stream:
            raw = stream.read(limits.FILE + 1)
    except (OSError, ValueError) as problem:
        raise PersonaError(f"cannot be read: {getattr(problem, 'strerror', '') or problem}", file=file) from problem
    return card_in(raw, file)


def card_in(raw: bytes, file: Path = Path()) -> Card:
    """The card in these bytes; `file` is what errors name."""
    if len(raw) > limits.FILE:
        raise PersonaError(f"is larger than {limits.FILE >> 20} MiB, the limit for a card's file", file=file)
    if raw.startswith(SIGNATURE):
        return _in_png(raw, file)
    if file.suffix.lower() in (".png", ".apng") and not raw.lstrip().startswith(b"{"):
        raise PersonaError("is no PNG: the signature is wrong", file=file)
    if raw.startswith(b"PK") or (not _is_text(raw) and is_zip(raw)):
        return _in_charx(raw, file)
    if file.suffix.lower() == ".charx":
        raise PersonaError("is no CHARX: there is no ZIP in it", file=file)
    if raw and not _is_text(raw):
        raise PersonaError("is no card: neither PNG, CHARX nor JSON", file=file)
    return card_of(json_object(raw, file), file)


def _in_charx(raw: bytes, file: Path) -> Card:
    unpacked = unpack(raw, file)
    card = card_of(json_object(unpacked.card, file, "card.json"), file, files=unpacked.files)
    return _warned(card, unpacked.warnings)


def _in_png(raw: bytes, file: Path) -> Card:
    found = walk(raw, file)
    candidates = list(texts(found.chunks, KEYWORDS, file))
    if not candidates:
        raise PersonaError(found.problem or "holds no card: there is no chara or ccv3 chunk", file=file)
    # The sort is stable: among equals the first counts.
    candidates.sort(key=lambda text: text.keyword.lower() not in _FIRST)
    chosen, value, passed = _first_that_reads(candidates, file)
    files, lost = _png_files(found.chunks, file)
    card = card_of(value, file, files=files)
    warnings = [*passed, *lost]
    if not chosen.sound:
        warnings.append(f"{chosen.keyword}: the chunk's CRC is wrong: read all the same")
    if found.problem:
        warnings.append(f"PNG: {found.problem}")
    image = b"" if found.problem else raw
    return _warned(card, tuple(warnings), image=image)


def _first_that_reads(candidates: list[Text], file: Path) -> tuple[Text, dict[str, Any], list[str]]:
    """The first chunk with a card in it, and what was wrong with those before. Raises the first one's error."""
    errors: list[PersonaError] = []
    for text in candidates:
        try:
            value = json_object(_decoded(text, file), file, text.keyword)
        except PersonaError as problem:
            errors.append(problem)
        else:
            return text, value, [f"{error.field}: {error.problem}: the next chunk was read" for error in errors]
    raise errors[0]


def _decoded(text: Text, file: Path) -> bytes:
    """The JSON in a chunk: base64 as it should be, or as it is."""
    if text.value.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return text.value
    return from_base64(text.value, file, text.keyword)


def _png_files(chunks: Sequence[Chunk], file: Path) -> tuple[dict[str, bytes], list[str]]:
    """Assets in chunks of their own, an older way that is read and not written."""
    files: dict[str, bytes] = {}
    lost: list[str] = []
    for text in texts(chunks, ASSET_KEYWORDS, file):
        name = ASSET_KEYWORDS.fullmatch(text.keyword)[1]  # type: ignore[index]
        if not is_safe(name) or name in files:
            lost.append(f"{text.keyword[:100]!r}: has a name that leads out of its folder, or is there twice: left out")
            continue
        try:
            files[name] = from_base64(text.value, file, text.keyword, limits.ASSET)
        except PersonaError as problem:
            lost.append(f"{text.keyword[:100]!r}: {problem.problem}: left out")
    return files, lost


def _is_text(raw: bytes) -> bool:
    return raw.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0")[:1] in (b"{", b"[")


def _warned(card: Card, more: tuple[str, ...], *, image: bytes = b"") -> Card:
    return replace(card, warnings=tuple(dict.fromkeys((*more, *card.warnings))), image=image or card.image)
