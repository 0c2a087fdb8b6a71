"""What readers get: pairs without names; and what they must not: the key that says which is which."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from roleplay_lite.errors import ConfigError, InputError
from roleplay_lite.evaluation.pairwise.pairs import Drawn, Pair, Who

Side = Literal["a", "b"]

PAIRS = "pairs.json"
"""Can be given to any reader."""
KEY = "pairs.key.json"
"""Stays with whoever runs the comparison."""
FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class BlindPair:
    """One pair as it is read."""

    id: str
    who: Who
    said: tuple[str, ...]
    left: tuple[str, ...]
    right: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairSet:
    """All pairs of a comparison, in the order in which they are read."""

    pairs: tuple[BlindPair, ...]

    @property
    def mark(self) -> str:
        """Says that verdicts, a key and pairs belong together."""
        text = _json([asdict(pair) for pair in self.pairs])
        return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]

    def to_dict(self) -> dict[str, Any]:
        return {"format": FORMAT, "of": self.mark, "pairs": [asdict(pair) for pair in self.pairs]}

    @classmethod
    def from_dict(cls, data: Any, file: Path | str = PAIRS) -> PairSet:
        """As `to_dict` gave it. Raises ConfigError with the field."""
        rows = _of_format(data, file).get("pairs")
        if not isinstance(rows, list):
            raise ConfigError("is no list", file=file, field="pairs")
        found = cls(pairs=tuple(_pair(row, f"pairs[{number}]", file) for number, row in enumerate(rows)))
        if len({pair.id for pair in found.pairs}) < len(found.pairs):
            raise ConfigError("an id is there twice", file=file, field="pairs")
        if data.get("of") != found.mark:
            raise ConfigError("the pairs were changed after they were made; make them again", file=file, field="of")
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """Which is which."""

    of: str
    """The mark of its pairs."""
    a: str
    """The one system, in words."""
    b: str
    seed: int
    same: int
    """Pairs with identical replies, set aside."""
    left: Mapping[str, Side]
    """Pair to the system that stands on its left."""

    def to_dict(self) -> dict[str, Any]:
        return {"format": FORMAT, **asdict(self)}

    @classmethod
    def from_dict(cls, data: Any, file: Path | str = KEY) -> Key:
        """As `to_dict` gave it. Raises ConfigError with the field."""
        row = _of_format(data, file)
        kinds = {"of": str, "a": str, "b": str, "seed": int, "same": int, "left": dict}
        for field, kind in kinds.items():
            if not isinstance(row.get(field), kind):
                raise ConfigError("is missing or of the wrong kind", file=file, field=field)
        if not all(side in ("a", "b") for side in row["left"].values()):
            raise ConfigError("holds something else than a and b", file=file, field="left")
        return cls(**{field: row[field] for field in kinds})


def blinded(drawn: Drawn, *, a: str, b: str, seed: int) -> tuple[PairSet, Key]:
    """The pairs without what they are, and the key to them."""
    sides = {pair.id: first(pair.id, seed) for pair in drawn.pairs}
    pairs = PairSet(pairs=tuple(_blind(pair, sides[pair.id]) for pair in drawn.pairs))
    return pairs, Key(of=pairs.mark, a=a, b=b, seed=seed, same=drawn.same, left=sides)


def first(id: str, seed: int) -> Side:
    """The system that is shown first: a coin, which falls the same way for the same pair and seed."""
    return "a" if hashlib.sha256(f"{seed} {id}".encode()).digest()[0] % 2 else "b"


def write_comparison(folder: Path, pairs: PairSet, key: Key) -> None:
    """Both files, readable by their owner alone. Raises InputError where the folder holds a comparison already: its
    verdicts would be taken for verdicts on the new pairs."""
    if (folder / PAIRS).exists():
        raise InputError(f"{folder / PAIRS} is there already; choose another --out")
    write_private(folder / KEY, _json(key.to_dict(), indent=1))
    write_private(folder / PAIRS, _json(pairs.to_dict(), indent=1))


def read_pairs(folder: Path) -> PairSet:
    """The pairs of a folder, or of a pairs file itself. Raises ConfigError."""
    file = folder / PAIRS if folder.is_dir() else folder
    return PairSet.from_dict(_read(file, "make them with `pairs make`"), file)


def read_key(folder: Path, pairs: PairSet) -> Key:
    """The key to those pairs. Raises ConfigError."""
    file = folder / KEY
    key = Key.from_dict(_read(file, "whoever made the pairs has it"), file)
    if key.of != pairs.mark or set(key.left) != {pair.id for pair in pairs.pairs}:
        raise ConfigError("is the key to other pairs", file=file, field="of")
    return key


def write_private(file: Path, text: str) -> None:
    """The whole file or none, with mode 0600. Raises InputError."""
    fresh = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh.unlink(missing_ok=True)
        with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            stream.write(text.encode("utf-8", "replace"))
            stream.flush()
            os.fsync(stream.fileno())
        fresh.replace(file)
    except OSError as problem:
        raise InputError(f"{file} cannot be written: {problem.strerror or problem}") from problem
    finally:
        fresh.unlink(missing_ok=True)


def _blind(pair: Pair, left: Side) -> BlindPair:
    one, other = (pair.a, pair.b) if left == "a" else (pair.b, pair.a)
    return BlindPair(id=pair.id, who=pair.who, said=pair.said, left=one, right=other)


def _pair(row: Any, field: str, file: Path | str) -> BlindPair:
    try:
        texts = {name: tuple(row[name]) for name in ("said", "left", "right")}
        pair = BlindPair(id=row["id"], who=Who(**row["who"]), **texts)
    except (TypeError, KeyError) as problem:
        raise ConfigError(f"is no pair ({problem})", file=file, field=field) from problem
    words = (pair.id, pair.who.name, pair.who.summary, pair.who.wanted, *pair.said, *pair.left, *pair.right)
    if not all(isinstance(word, str) for word in words) or not len(pair.said) == len(pair.left) == len(pair.right):
        raise ConfigError("is no pair: a line and two replies to it, line for line, are wanted", file=file, field=field)
    return pair


def _of_format(data: Any, file: Path | str) -> Mapping[str, Any]:
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise ConfigError(f"is not {FORMAT}, the only one known here", file=file, field="format")
    return data


def _read(file: Path, missing: str) -> Any:
    try:
        return json.loads(file.read_bytes())
    except FileNotFoundError as problem:
        raise ConfigError(f"is not there; {missing}", file=file) from problem
    except OSError as problem:
        raise ConfigError(f"cannot be read: {problem.strerror or problem}", file=file) from problem
    except (ValueError, RecursionError) as problem:
        raise ConfigError(f"is no JSON: {problem}", file=file) from problem


def _json(value: object, indent: int | None = None) -> str:
    return json.dumps(value, ensure_ascii=False, indent=indent)
