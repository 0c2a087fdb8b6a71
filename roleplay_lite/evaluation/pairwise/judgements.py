"""Verdicts on disk: JSON lines, one appended for each verdict and on the disk before the next pair is shown."""

from __future__ import annotations

import fcntl
import json
import math
import os
import re
from collections.abc import Container
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from roleplay_lite.errors import ConfigError, InputError
from roleplay_lite.evaluation.pairwise.blind import PairSet
from roleplay_lite.evaluation.rows import WrongField, one_of, only, text

MODEL = "model:"
"""A reader that begins so is a language model: a second opinion, and never counted among people."""
LONGEST_NAME = 60
_REQUIRED = frozenset({"pair", "reader", "verdict"})


class Verdict(StrEnum):
    """What a reader says of a pair."""

    LEFT = "left"
    RIGHT = "right"
    TIE = "tie"
    """Either will do."""
    BAD = "bad"
    """Neither will do; a tie that is counted apart as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One verdict of one reader."""

    pair: str
    reader: str
    verdict: Verdict
    seconds: float = 0.0
    """From the pair's appearance to the verdict."""
    of: str = ""
    """The mark of the pairs (`PairSet.mark`); empty asks for no agreement."""
    first: float | None = None
    """Of a model: how much of its choices in both orders fell on the reply that was shown first."""

    @property
    def by_model(self) -> bool:
        return self.reader.startswith(MODEL)

    def to_line(self) -> str:
        """JSON with a newline; nothing of it is left open for a reader of lines."""
        row = {name: value for name, value in asdict(self).items() if value not in ("", None)}
        return json.dumps(row, ensure_ascii=False) + "\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What a file holds."""

    judgements: tuple[Judgement, ...] = ()
    """In the order of their lines; of a reader's several on one pair, the last counts."""
    torn: bool = False
    """True when a last line was cut off, as by a kill: it is left out, and its pair is to be judged again."""


def read_judgements(file: Path, pairs: PairSet | None = None) -> Judged:
    """The verdicts in a file; on these pairs, where they are given. Raises ConfigError with file, line and field."""
    try:
        raw = file.read_bytes()
    except OSError as problem:
        raise ConfigError(f"cannot be read: {problem.strerror or problem}", file=file) from problem
    return _judged(raw, file, pairs)


class JudgementFile:
    """One reader's verdicts, to be gone on with. Close it, or use it in a `with`."""

    def __init__(self, file: Path, pairs: PairSet, reader: str) -> None:
        """Made when there is none. Raises ConfigError for lines that are no verdicts, InputError when the file cannot
        be written or another program is writing it."""
        self.reader = reader
        self._mark = pairs.mark
        self._stream = _opened(file)
        try:
            raw = self._stream.read()
            judged = _judged(raw, file, pairs)
            self._mend(raw, torn=judged.torn)
        except BaseException:
            self._stream.close()
            raise
        self.torn = judged.torn
        self.judgements = tuple(one for one in judged.judgements if one.reader == reader)
        """What was there, of this reader."""

    def __enter__(self) -> JudgementFile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def add(self, pair: str, verdict: Verdict, seconds: float = 0.0, first: float | None = None) -> Judgement:
        """On disk when this returns."""
        judgement = Judgement(
            pair=pair, reader=self.reader, verdict=verdict, seconds=round(seconds, 2), of=self._mark, first=first
        )
        self._write(judgement.to_line().encode())
        return judgement

    def close(self) -> None:
        """Closing twice is the same as once."""
        self._stream.close()

    def _mend(self, raw: bytes, *, torn: bool) -> None:
        if torn:
            self._stream.truncate(raw.rfind(b"\n") + 1)
            self._stream.seek(0, os.SEEK_END)
        elif raw and not raw.endswith(b"\n"):
            self._write(b"\n")

    def _write(self, line: bytes) -> None:
        try:
            left = memoryview(line)
            while left:
                left = left[self._stream.write(left) :]
            os.fsync(self._stream.fileno())
        except OSError as problem:
            raise InputError(f"{self._stream.name} cannot be written: {problem.strerror or problem}") from problem


def checked_reader(name: str) -> str:
    """A person's name as it is written down. Raises InputError for one that could not be told from a model's, or that
    breaks a line."""
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST_NAME or not name.isprintable():
        raise InputError(f"a reader's name has 1 to {LONGEST_NAME} printable characters")
    if name.startswith(MODEL):
        raise InputError(f"{MODEL} is kept for language models; choose another --reader")
    return name


def file_name(reader: str) -> str:
    """Of a reader's verdicts: `judgements-READER.jsonl`. The page that people judge on names its download alike."""
    plain = re.sub(r"[^\w.-]", "_", reader)
    return f"judgements-{plain}.jsonl"


def _opened(file: Path) -> IO[bytes]:
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Unbuffered: what failed to be written is not tried again when the file is closed.
        stream = open(os.open(file, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600), "r+b", buffering=0)  # noqa: SIM115
    except OSError as problem:
        raise InputError(f"{file} cannot be written: {problem.strerror or problem}") from problem
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as problem:
        stream.close()
        raise InputError(f"{file} is being written by another program; give another --reader") from problem
    return stream


def _judged(raw: bytes, file: Path, pairs: PairSet | None) -> Judged:
    lines = raw.split(b"\n")
    mark, ids = (pairs.mark, {pair.id for pair in pairs.pairs}) if pairs else ("", None)
    found: list[Judgement] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            judgement = _judgement(line)
            _check_pair(judgement, mark, ids)
            found.append(judgement)
        except WrongField as problem:
            # Only what was being written when the program was killed can lack its end.
            if number == len(lines) and problem.field == "":
                return Judged(judgements=tuple(found), torn=True)
            raise ConfigError(str(problem), file=file, line=number, field=problem.field) from None
    return Judged(judgements=tuple(found))


def _judgement(line: bytes) -> Judgement:
    try:
        row: Any = json.loads(line)
    except (ValueError, RecursionError) as problem:
        raise WrongField("", f"is not JSON: {problem}") from problem
    only(row, required=_REQUIRED, optional=frozenset(Judgement.__slots__) - _REQUIRED)
    verdict = Verdict(one_of(row, "verdict", list(Verdict)))
    _check_number(row, "seconds", math.inf)
    _check_number(row, "first", 1.0)
    names = {field: text(row, field) for field in ("pair", "reader", "of") if field in row}
    return Judgement(verdict=verdict, seconds=row.get("seconds", 0.0), first=row.get("first"), **names)


def _check_number(row: dict[str, Any], field: str, most: float) -> None:
    value = row.get(field, 0)
    number = isinstance(value, int | float) and not isinstance(value, bool)
    # As large as an integer may be, a comparison takes it.
    if not (number and 0 <= value <= most and value != math.inf):
        raise WrongField(field, "is not a number of 0 or more" if most > 1 else "is not a share from 0 to 1")


def _check_pair(judgement: Judgement, mark: str, ids: Container[str] | None) -> None:
    if mark and judgement.of and judgement.of != mark:
        raise WrongField("of", "is another comparison's; the verdict is not on these pairs")
    if ids is not None and judgement.pair not in ids:
        raise WrongField("pair", f"{judgement.pair!r} is no pair of this comparison")
