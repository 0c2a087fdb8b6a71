"""Hard samples as JSON lines, for training elsewhere. `docs/hard-samples.md` says what each field means."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import fields
from pathlib import Path
from typing import Any

from roleplay_lite.errors import InputError
from roleplay_lite.evaluation.hard.perturbed import Change
from roleplay_lite.evaluation.hard.samples import HardSample
from roleplay_lite.evaluation.hard.wording import Form
from roleplay_lite.evaluation.rows import WrongField, one_of, only, read_rows, text, texts
from roleplay_lite.persona.facts import Fact

_FIELDS = frozenset(field.name for field in fields(HardSample))
_WORDS = ("id", "persona", "name", "today", "question", "right", "wrong", "label")
_FACTS = ("true", "false", "source")
_FACT = frozenset(field.name for field in fields(Fact))


def lines_of(samples: Iterable[HardSample]) -> str:
    """One JSON object a line, UTF-8 once it is written."""
    return "".join(json.dumps(sample.to_dict(), ensure_ascii=False) + "\n" for sample in samples)


def write_samples(samples: Iterable[HardSample], file: Path, *, replace: bool = False) -> None:
    """Write the whole file or none of it. Raises InputError when it is there already and `replace` is not said, and
    when it cannot be written."""
    if not replace and (file.exists() or file.is_symlink()):
        raise InputError(f"{file} is there already; choose another --out, or replace it with --force")
    fresh = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with fresh.open("w", encoding="utf-8", newline="\n") as stream:
            stream.write(lines_of(samples))
            stream.flush()
            os.fsync(stream.fileno())
        fresh.replace(file)
    except OSError as problem:
        raise InputError(f"{file} cannot be written: {problem.strerror or problem}") from problem
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


def read_samples(file: Path) -> tuple[HardSample, ...]:
    """What `write_samples` wrote. Raises ConfigError with file, line and field."""
    return read_rows(file, _sample)


def _sample(row: dict[str, Any]) -> HardSample:
    only(row, required=_FIELDS)
    for name in _WORDS:
        text(row, name)
    if not isinstance(row["licence"], str):
        raise WrongField("licence", "is not a text")
    texts(row, "profile")
    one_of(row, "change", [str(change) for change in Change])
    one_of(row, "form", [str(form) for form in Form])
    for name in _FACTS:
        only(row[name], required=_FACT, place=name)
        for part in ("owner", "key", "value"):
            text(row[name], part, name)
        one_of(row[name], "polarity", ("yes", "no"), name)
    return HardSample.from_dict(row)
