"""The recipe of `safety/weights.npz`: logistic regression over the runs of characters of `sets/guard-dev.jsonl` and of
everyday talk.

    python -m roleplay_lite.evaluation.train_guard roleplay_lite/safety/weights.npz --data ../shared/data

Needs numpy alone. The other half, `sets/guard-held.jsonl`, and CPED's part `report` are never read. It prints what the
scorer alone finds on lines left out in turn; with `--check` it writes nothing. The same data gives the same file on the
same machine.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, cast

import click
import numpy as np

from roleplay_lite.emotion.features import Features
from roleplay_lite.evaluation.everyday import LEARNT, felt, on_television, said_in
from roleplay_lite.evaluation.guard_set import guard_lines
from roleplay_lite.evaluation.scorer.descent import descend
from roleplay_lite.evaluation.train_feelings import Sparse
from roleplay_lite.safety.plain import plain
from roleplay_lite.safety.reading import masked
from roleplay_lite.safety.scorer import BUCKETS, CLASSES, HARMLESS, Weights, buckets, scores, weight

FREEDOM = 20.0
"""The inverse of the L2 penalty."""
SEEN_AT_LEAST = 2
FOLDS = 5
EVERY = 2
"""Of everyday lines one in so many is learned from; more change little."""
WEIGH = 3
"""So many times a written line counts."""
THRESHOLDS = (0.5, 0.7, 0.8, 0.9)
_STEPS = 127


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line, and what it is."""

    text: str
    label: str
    written: bool
    """For the guard, and not overheard."""


@click.command(help=__doc__)
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--data", type=click.Path(path_type=Path, file_okay=False), help="A folder with `cped-valid` in it.")
@click.option("--check", is_flag=True, help="Only print figures.")
def main(out: Path, data: Path | None, check: bool) -> None:
    lines = gathered(data)
    click.echo(figures(lines))
    if not check:
        out.write_bytes(learn(lines).write())
        click.echo(f"{out}: {out.stat().st_size:,} bytes, of {len(lines):,} lines")


def gathered(data: Path | None) -> list[Line]:
    """The written lines first, then everyday talk that is none of them."""
    written = [Line(text=masked(plain(one.said)), label=one.category, written=True) for one in guard_lines("dev")]
    seen = {one.text for one in written}
    everyday = chain(
        felt(),
        chain.from_iterable(said_in(name) for name in LEARNT),
        on_television(data, "learn") if data else (),
    )
    others = [line for line in dict.fromkeys(masked(plain(text)) for text in everyday) if line not in seen][::EVERY]
    return [*written, *(Line(text=line, label=HARMLESS, written=False) for line in others)]


def learn(lines: Sequence[Line]) -> Weights:
    """The weights, of lines that hold each label."""
    lines = [line for line in lines for _ in range(WEIGH if line.written else 1)]
    found = [_features(one.text) for one in lines]
    counts = np.bincount(np.concatenate([np.array(one.grams, np.int64) for one in found]), minlength=BUCKETS)
    known = np.flatnonzero(counts >= SEEN_AT_LEAST)
    matrix = Sparse.of(found, known, signs=0)
    of = np.array([CLASSES.index(one.label) for one in lines])
    learned = descend(cast(Any, matrix), of, np.eye(len(CLASSES), dtype=np.float32), freedom=FREEDOM)
    grams = np.zeros((BUCKETS, len(CLASSES)), np.float32)
    grams[known] = learned[: len(known)]
    step = np.maximum(np.abs(grams).max(axis=0), 1e-9) / _STEPS
    return Weights(
        grams=np.rint(grams / step).astype(np.int8),
        step=step.astype(np.float32),
        bias=learned[len(known)].astype(np.float32),
    )


def figures(lines: Sequence[Line]) -> str:
    """What is found by characters alone, on written lines that were not learned from."""
    found = cross_validated(lines)
    rows = []
    for least in THRESHOLDS:
        harmful = [one for one in found if one[0].label != HARMLESS]
        harmless = [one for one in found if one[0].label == HARMLESS]
        caught = sum(1 - likely[HARMLESS] >= least for _, likely in harmful)
        fired = sum(1 - likely[HARMLESS] >= least for _, likely in harmless)
        rows.append(
            f"from {least:.1f}: {caught} of {len(harmful)} harmful lines found, {fired} of {len(harmless)} harmless "
            f"ones that look so; precision {caught / max(1, caught + fired):.1%}, recall {caught / len(harmful):.1%}"
        )
    return "\n".join(("by characters alone, on written lines left out in turn", *rows))


def cross_validated(lines: Sequence[Line]) -> list[tuple[Line, dict[str, float]]]:
    """Each written line, as read by what was learned from the others."""
    found = []
    for part in range(FOLDS):
        model = learn([one for one in lines if not one.written or _fold(one) != part])
        found += [(one, dict(scores(one.text, model))) for one in lines if one.written and _fold(one) == part]
    return found


def _fold(line: Line) -> int:
    return int(hashlib.sha256(line.text.encode()).hexdigest(), 16) % FOLDS


def _features(text: str) -> Features:
    found = buckets(text)
    return Features(grams=tuple(found), weight=weight(found), signs=())


if __name__ == "__main__":
    main()
