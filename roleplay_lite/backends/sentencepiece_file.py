"""A SentencePiece `.model` read as what it is, a protocol buffer, without the package that writes it.

Fields by number, as in google/sentencepiece's `sentencepiece_model.proto`: 1 pieces (1 piece, 2 score, 3 type),
2 trainer_spec (3 model_type, 35 byte_fallback, 40 unk_id), 3 normalizer_spec (2 precompiled_charsmap,
3 add_dummy_prefix).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from roleplay_lite.errors import EngineError

_KINDS = {1: "unigram", 2: "bpe", 3: "word", 4: "char"}
_MOST_BYTES = 64 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """What a tokenizer needs of it."""

    scored: tuple[tuple[str, float], ...]
    """By id."""
    unknown: int
    kind: str
    charsmap: bytes
    """The rules by which text is folded; empty for none."""
    adds_prefix: bool
    """Whether a text begins as if a space stood before it."""
    falls_to_bytes: bool


def read_pieces(file: Path) -> Pieces:
    """The pieces in that file. Raises EngineError when it is none of SentencePiece's."""
    try:
        if file.stat().st_size > _MOST_BYTES:
            raise ValueError("it is larger than any")
        pieces = _pieces(file.read_bytes())
        if not pieces.scored or not 0 <= pieces.unknown < len(pieces.scored):
            raise ValueError("it holds no pieces")
    except (OSError, ValueError, IndexError, struct.error) as problem:
        raise EngineError(f"{file} is no SentencePiece model: {problem}", stage="embed") from problem
    return pieces


def _pieces(raw: bytes) -> Pieces:
    scored: list[tuple[str, float]] = []
    trainer: dict[int, int | bytes] = {}
    folding: dict[int, int | bytes] = {}
    for number, value in _fields(raw):
        if number == 1:
            piece = dict(_fields(_bytes(value)))
            (score,) = struct.unpack("<f", _bytes(piece.get(2, bytes(4))))
            scored.append((_bytes(piece.get(1, b"")).decode(), score))
        elif number == 2:
            trainer = dict(_fields(_bytes(value)))
        elif number == 3:
            folding = dict(_fields(_bytes(value)))
    kind = _number(trainer.get(3, 1))
    return Pieces(
        scored=tuple(scored),
        unknown=_number(trainer.get(40, 0)),
        kind=_KINDS.get(kind, str(kind)),
        charsmap=_bytes(folding.get(2, b"")),
        adds_prefix=bool(_number(folding.get(3, 1))),
        falls_to_bytes=bool(_number(trainer.get(35, 0))),
    )


def _fields(raw: bytes) -> Iterator[tuple[int, int | bytes]]:
    """Number and value of each field: a whole number, or the bytes."""
    at = 0
    while at < len(raw):
        tag, at = _varint(raw, at)
        number, wire = tag >> 3, tag & 7
        if wire == 0:
            value, at = _varint(raw, at)
            yield number, value
            continue
        if wire == 2:
            size, at = _varint(raw, at)
        elif wire in (1, 5):
            size = 8 if wire == 1 else 4
        else:
            raise ValueError(f"a field of the unknown wire type {wire}")
        if at + size > len(raw):
            raise ValueError("it ends too soon")
        yield number, raw[at : at + size]
        at += size


def _varint(raw: bytes, at: int) -> tuple[int, int]:
    value = 0
    for shift in range(0, 70, 7):
        byte = raw[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
    raise ValueError("a number that does not end")


def _bytes(value: int | bytes) -> bytes:
    if isinstance(value, int):
        raise ValueError("a number where bytes are wanted")
    return value


def _number(value: int | bytes) -> int:
    if isinstance(value, bytes):
        raise ValueError("bytes where a number is wanted")
    return value
