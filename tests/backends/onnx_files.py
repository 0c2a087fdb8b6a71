"""Sentence encoders of a few hundred bytes, written as the protocol buffers that ONNX and SentencePiece files are."""

from __future__ import annotations

import json
import struct
from collections.abc import Sequence
from pathlib import Path

import numpy as np

WORDS = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", *"我你女儿对花生过敏住在上海北京吗", "hello", "##s", "dog", "cat")
_FLOAT, _INT64 = 1, 7


def varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def field(number: int, value: int | float | bytes | str) -> bytes:
    if isinstance(value, str):
        value = value.encode()
    if isinstance(value, bytes):
        return varint(number << 3 | 2) + varint(len(value)) + value
    if isinstance(value, float):
        return varint(number << 3 | 5) + struct.pack("<f", value)
    return varint(number << 3) + varint(value)


def _value(name: str, kind: int, shape: Sequence[int | str]) -> bytes:
    """A ValueInfoProto."""
    dims = b"".join(field(1, field(1, dim) if isinstance(dim, int) else field(2, dim)) for dim in shape)
    return field(1, name) + field(2, field(1, field(1, kind) + field(2, dims)))


def _node(kind: str, inputs: Sequence[str], output: str, **numbers: int) -> bytes:
    attributes = b"".join(field(5, field(1, name) + field(3, value) + field(20, 2)) for name, value in numbers.items())
    return b"".join(field(1, name) for name in inputs) + field(2, output) + field(4, kind) + attributes


def _table(words: int, dim: int) -> np.ndarray:
    return np.random.default_rng(5).normal(size=(words, dim)).astype(np.float32)


def write_model(file: Path, *, pooled: str = "", dim: int = 8, words: int = len(WORDS), extra: str = "") -> np.ndarray:
    """An encoder that gives each token its row of a table, which is returned; with `pooled`, an output of that name
    holds the greatest of each place instead. `extra` is an input that no encoder has."""
    table = _table(words, dim)
    graph = field(1, _node("Gather", ["table", "input_ids"], "last_hidden_state"))
    outputs = [_value("last_hidden_state", _FLOAT, ["batch", "length", dim])]
    if pooled:
        graph += field(1, _node("ReduceMax", ["last_hidden_state", "axes"], pooled, keepdims=0))
        graph += field(5, field(1, 1) + field(2, _INT64) + field(8, "axes") + field(9, struct.pack("<q", 1)))
        outputs.append(_value(pooled, _FLOAT, ["batch", dim]))
    tensor = field(1, words) + field(1, dim) + field(2, _FLOAT) + field(8, "table") + field(9, table.tobytes())
    graph += field(2, "encoder") + field(5, tensor)
    for name in ("input_ids", "attention_mask", *([extra] if extra else [])):
        graph += field(11, _value(name, _INT64, ["batch", "length"]))
    graph += b"".join(field(12, output) for output in outputs)
    file.write_bytes(field(1, 8) + field(7, graph) + field(8, field(1, "") + field(2, 18)))
    return table


def write_wordpiece(folder: Path, **pooling: bool) -> np.ndarray:
    """A folder with `model.onnx` and `vocab.txt`."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "vocab.txt").write_text("\n".join(WORDS), encoding="utf-8")
    if pooling:
        (folder / "1_Pooling").mkdir()
        (folder / "1_Pooling" / "config.json").write_text(json.dumps(pooling))
    return write_model(folder / "model.onnx")


PIECES = ("<unk>", "<s>", "</s>", "▁", "▁我", "女儿", "花生", "过敏", "对", "我", "▁hello", "海", "上")


def write_sentencepiece(file: Path, *, kind: int = 1) -> None:
    """A Unigram model of a dozen pieces."""
    raw = b""
    for number, piece in enumerate(PIECES):
        raw += field(
            1, field(1, piece) + field(2, -float(number)) + field(3, 2 if number == 0 else 3 if number < 3 else 1)
        )
    file.write_bytes(raw + field(2, field(3, kind)) + field(3, field(1, "identity") + field(3, 1)))
