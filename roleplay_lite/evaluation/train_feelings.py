"""The recipe of `emotion/weights.npz`: logistic regression over CPED's utterances, a chain along its dialogues, and a
second regression over `evaluation/feelings/*.txt`, lines as they are said to a speaker.

    python -m roleplay_lite.evaluation.train_feelings ../shared/data/cped-valid/valid_split.csv \\
        roleplay_lite/emotion/weights.npz

Needs numpy alone. The part `report` (two of ten dialogues) is never read. What is set here, and how much a line counts
beside what was before it, was chosen by cross-validation by dialogue within the rest; `--check` prints what that finds
and writes nothing. The same data gives the same file on the same machine.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from typing import Any, cast

import click
import numpy as np
import numpy.typing as npt

from roleplay_lite.emotion.classifier import (
    CPED,
    GROUP_OF,
    SENTIMENT_OF,
    Floats,
    Weights,
    alone,
    believed,
    decided,
    guess,
    heard,
    told,
)
from roleplay_lite.emotion.features import BUCKETS, NOTHING, SIGNS, Features, features
from roleplay_lite.emotion.feeling import GROUPS, LABELS, SENTIMENTS, USUAL, Label
from roleplay_lite.errors import ConfigError
from roleplay_lite.evaluation.cped import Dialogue, Score, read_dialogues, score
from roleplay_lite.evaluation.scorer.descent import descend

FREEDOM = 1.0
"""The inverse of the L2 penalty."""
SIGN_SCALE = 0.5
LINE_FREEDOM = 3.0
FOLDS = 5
SEEN_AT_LEAST = 2
TRUSTS = (0.8, 1.0, 1.2, 1.4, 1.6)
STEADY = 26.0
"""How many changes of feeling, spread as feelings usually are, are added to those that were counted."""
SHY = np.arange(0.0, 1.01, 0.1)
ENOUGH = 50
"""Nothing is chosen by the F1 of a label that fewer utterances bear."""
_STEPS = 127

Whole = npt.NDArray[np.int64]


@click.command()
@click.argument("data", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--check", is_flag=True, help="Cross-validate and print figures; write nothing.")
@click.option("--by-show", is_flag=True, help="With --check: hold out one series at a time, not one dialogue in five.")
def main(data: Path, out: Path, check: bool, by_show: bool) -> None:
    """Learn the weights from DATA and write them to OUT."""
    dialogues = read_dialogues(data, "learn")
    held = cross_validated(dialogues, by_show=by_show)
    click.echo(figures(held))
    click.echo(figures_of_lines(written(), replace(learn(dialogues), trust=held.trust)))
    if check:
        return
    model = replace(
        learn(dialogues), trust=held.trust, lift=held.lift, lift_groups=held.lift_groups,
        lift_sentiments=held.lift_sentiments,
    )  # fmt: skip
    model = learn_lines(written(), model)
    out.write_bytes(model.write())
    utterances = sum(len(one.utterances) for one in dialogues)
    click.echo(f"{out}: {out.stat().st_size} bytes, from {utterances} utterances of {len(dialogues)} dialogues")


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A text to learn from."""

    text: str
    emotion: int
    """Its place in `CPED`."""


def examples(dialogues: Sequence[Dialogue]) -> Iterator[Example]:
    """Every utterance; and, joined, those that somebody says in a row with one feeling, which is how a whole line
    reaches a speaker."""
    for dialogue in dialogues:
        for one in dialogue.utterances:
            yield Example(text=one.text, emotion=CPED.index(one.emotion))
        for (_, emotion), run in groupby(dialogue.utterances, key=lambda one: (one.speaker, one.emotion)):
            texts = [one.text for one in run]
            if len(texts) > 1:
                yield Example(text="，".join(texts), emotion=CPED.index(emotion))


def learn(dialogues: Sequence[Dialogue]) -> Weights:
    """The model from these dialogues, as it is shipped; what is chosen by cross-validation is left plain."""
    rows = list(examples(dialogues))
    found = [_features(row.text) for row in rows]
    known = _known(found)
    matrix = Sparse.of(found, known)
    of = np.array([row.emotion for row in rows], np.int64)
    learned = descend(cast(Floats, cast(Any, matrix)), of, np.eye(len(CPED), dtype=np.float32), freedom=FREEDOM)
    count = len(known)
    grams = np.zeros((BUCKETS, len(CPED)), np.float32)
    grams[known] = learned[:count]
    step = np.maximum(np.abs(grams).max(axis=0), 1e-9) / _STEPS
    usual, same, other, again = _chain(dialogues)
    none = np.zeros(len(CPED), np.float32)
    return Weights(
        grams=np.rint(grams / step).astype(np.int8), step=step.astype(np.float32),
        signs=(learned[count : count + len(SIGNS)] * SIGN_SCALE).astype(np.float32),
        bias=learned[count + len(SIGNS)].astype(np.float32),
        usual=usual, same=same, other=other, again=again, trust=np.ones(1, np.float32), lift=none,
        lift_groups=np.zeros(len(GROUPS), np.float32), lift_sentiments=np.zeros(len(SENTIMENTS), np.float32),
        **_no_lines(),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A written line."""

    text: str
    label: Label


def written() -> list[Line]:
    """The lines that were written for this. Raises ConfigError, with file and line, for a label that there is not."""
    found: list[Line] = []
    for file in sorted(files("roleplay_lite.evaluation").joinpath("feelings").iterdir(), key=lambda one: one.name):
        label = ""
        for number, text in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if head := re.fullmatch(r"\[(\w+)\]", text):
                label = head[1]
                if label not in LABELS:
                    raise ConfigError(f"{file.name}:{number}: no feeling is called {label!r}")
            elif text.strip() and not text.startswith("#"):
                found.append(Line(text=text.strip(), label=cast(Label, label)))
    return found


def learn_lines(lines: Sequence[Line], model: Weights) -> Weights:
    """The model with its second part learned from the lines."""
    found = [features(line.text, NOTHING) for line in lines]
    groups = [tuple(heard(guess(line.text, (), model)).tolist()) for line in lines]
    rows = [replace(one, signs=felt) for one, felt in zip(found, groups, strict=True)]
    known = np.unique(np.concatenate([np.array(one.grams, np.int64) for one in found]))
    matrix = Sparse.of(rows, known, signs=len(GROUPS), scale=1.0)
    of = np.array([LABELS.index(line.label) for line in lines], np.int64)
    eye = np.eye(len(LABELS), dtype=np.float32)
    learned = descend(cast(Floats, cast(Any, matrix)), of, eye, freedom=LINE_FREEDOM)
    grams = np.zeros((BUCKETS, len(LABELS)), np.float32)
    grams[known] = learned[: len(known)]
    step = np.maximum(np.abs(grams).max(axis=0), 1e-9) / _STEPS
    return replace(
        model, line_grams=np.rint(grams / step).astype(np.int8), line_step=step.astype(np.float32),
        line_groups=learned[len(known) : len(known) + len(GROUPS)].astype(np.float32),
        line_bias=learned[len(known) + len(GROUPS)].astype(np.float32),
    )  # fmt: skip


def figures_of_lines(lines: Sequence[Line], model: Weights) -> str:
    """How the second part does on lines that it has not learned from."""
    sides = {label: (USUAL[label][0] > 0) - (USUAL[label][0] < 0) for label in LABELS}
    hits, signs, opposite, plain = 0, 0, 0, 0
    for part in range(FOLDS):
        held = [line for line in lines if _fold(line) == part]
        learned = learn_lines([line for line in lines if _fold(line) != part], model)
        for line in held:
            likely = told(line.text, guess(line.text, (), learned), learned)
            totals = {side: sum(one for label, one in likely.items() if sides[label] == side) for side in (-1, 0, 1)}
            said, true = max(totals, key=lambda side: totals[side]), sides[line.label]
            hits += max(likely, key=lambda label: likely[label]) == line.label
            signs += bool(true) and said == true
            opposite += bool(true) and said == -true
            plain += not true and said == 0
    count, good = len(lines), sum(bool(sides[line.label]) for line in lines)
    return (
        f"{count} written lines, by their characters alone: label right {hits / count:.1%}; of {good} good or bad, "
        f"sign right {signs / good:.1%}, opposite {opposite / good:.1%}; of {count - good} others, neutral "
        f"{plain / (count - good):.1%}"
    )


def _fold(line: Line) -> int:
    return int(hashlib.sha256(line.text.encode()).hexdigest(), 16) % FOLDS


@cache
def _features(text: str) -> Features:
    return features(text)


def _known(found: Sequence[Features]) -> Whole:
    """The buckets that several examples have."""
    counts = np.bincount(np.concatenate([np.array(one.grams, np.int64) for one in found]), minlength=BUCKETS)
    return np.flatnonzero(counts >= SEEN_AT_LEAST)


class Sparse:
    """Just so much of a matrix of features as `descend` asks for: its product with a dense one, from either side."""

    def __init__(self, columns: Whole, values: Floats, starts: Whole, shape: tuple[int, int]) -> None:
        self._columns, self._values, self._starts, self.shape = columns, values, starts, shape

    @classmethod
    def of(cls, found: Sequence[Features], known: Whole, signs: int = len(SIGNS), scale: float = SIGN_SCALE) -> Sparse:
        """A row an example: the known buckets, the signs, and a column of ones."""
        place = np.full(BUCKETS, -1, np.int64)
        place[known] = np.arange(len(known))
        columns: list[Whole] = []
        values: list[Floats] = []
        for one in found:
            held = place[list(one.grams)]
            held = held[held >= 0]
            there = np.flatnonzero(one.signs)
            columns += [held, there + len(known), np.array([len(known) + signs])]
            values += [
                np.full(len(held), one.weight, np.float32),
                np.asarray(one.signs, np.float32)[there] * np.float32(scale),
                np.ones(1, np.float32),
            ]
        sizes = [sum(len(part) for part in columns[at : at + 3]) for at in range(0, len(columns), 3)]
        starts = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int64)
        shape = (len(found), len(known) + signs + 1)
        return cls(np.concatenate(columns), np.concatenate(values), starts, shape)

    def __matmul__(self, dense: Floats) -> Floats:
        # No row is empty: each has its one.
        return np.add.reduceat(dense[self._columns] * self._values[:, None], self._starts, axis=0)

    @property
    def T(self) -> Sparse:
        """The same from the other side; a column that no row has cannot be, since each is known by its rows."""
        if not hasattr(self, "_turned"):
            rows = np.repeat(np.arange(self.shape[0]), np.diff([*self._starts, len(self._columns)]))
            order = np.argsort(self._columns, kind="stable")
            present, starts = np.unique(self._columns[order], return_index=True)
            self._turned = _Turned(rows[order], self._values[order], starts, present, self.shape[1])
        return cast(Sparse, self._turned)


class _Turned:
    def __init__(self, rows: Whole, values: Floats, starts: Whole, present: Whole, width: int) -> None:
        self._rows, self._values, self._starts, self._present, self._width = rows, values, starts, present, width

    def __matmul__(self, dense: Floats) -> Floats:
        found = np.zeros((self._width, dense.shape[1]), np.float32)
        found[self._present] = np.add.reduceat(dense[self._rows] * self._values[:, None], self._starts, axis=0)
        return found


def _chain(dialogues: Sequence[Dialogue]) -> tuple[Floats, Floats, Floats, Floats]:
    """How often each emotion is, and which follows which: within one's words, after another's, and from one's last."""
    size = len(CPED)
    usual = np.full(size, 0.5)
    same, other, again = (np.zeros((size, size)) for _ in range(3))
    for dialogue in dialogues:
        last: dict[str, int] = {}
        previous = None
        for one in dialogue.utterances:
            now = CPED.index(one.emotion)
            usual[now] += 1
            if previous is not None:
                (same if previous[0] == one.speaker else other)[previous[1], now] += 1
                if previous[0] != one.speaker and one.speaker in last:
                    again[last[one.speaker], now] += 1
            previous = (one.speaker, now)
            last[one.speaker] = now
    usual /= usual.sum()
    steady = [counted + STEADY * usual for counted in (same, other, again)]
    same, other, again = (counted / counted.sum(axis=1, keepdims=True) for counted in steady)
    return tuple(one.astype(np.float32) for one in (usual, same, other, again))  # type: ignore[return-value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What was found on dialogues that a model has not learned from, and what was chosen by it."""

    true: tuple[str, ...]
    beliefs: Floats
    trust: Floats
    lift: Floats
    lift_groups: Floats
    lift_sentiments: Floats


def cross_validated(dialogues: Sequence[Dialogue], *, by_show: bool = False) -> Held:
    """Each dialogue as read by what was learned from others; how much to trust a line; what to lift."""
    parts: dict[str, list[Dialogue]] = {}
    for one in dialogues:
        parts.setdefault(one.show if by_show else str(one.fold(FOLDS)), []).append(one)
    found: list[tuple[Dialogue, Floats, Weights]] = []
    for name in sorted(parts):
        model = learn([one for other, held in parts.items() if other != name for one in held])
        found += [(one, _rows(one, model), model) for one in parts[name]]
    true = tuple(utterance.emotion for one, _, _ in found for utterance in one.utterances)
    tried = {trust: _beliefs(found, trust) for trust in TRUSTS}
    likelihood = {trust: _fit(true, beliefs) for trust, beliefs in tried.items()}
    best = max(TRUSTS, key=lambda trust: likelihood[trust])
    beliefs = tried[best]
    groups, sentiments = _sums(beliefs, GROUP_OF, GROUPS), _sums(beliefs, SENTIMENT_OF, SENTIMENTS)
    return Held(
        true=true,
        beliefs=beliefs,
        trust=np.array([best], np.float32),
        lift=_shy(beliefs, true, CPED),
        lift_groups=_lifted(groups, [GROUP_OF[one] for one in true], GROUPS),
        lift_sentiments=_lifted(sentiments, [SENTIMENT_OF[one] for one in true], SENTIMENTS),
    )


def _rows(dialogue: Dialogue, model: Weights) -> Floats:
    return np.stack([alone(_features(one.text), model) for one in dialogue.utterances])


def _beliefs(found: Sequence[tuple[Dialogue, Floats, Weights]], trust: float) -> Floats:
    rows = []
    for dialogue, alone_rows, model in found:
        model = replace(model, trust=np.array([trust], np.float32))
        for place, one in enumerate(dialogue.utterances):
            before = dialogue.before(place)
            own = [*(said.own for said in before), True]
            rows.append(believed(alone_rows[place - len(before) : place + 1], own, model))
            assert one
    return np.stack(rows)


def _fit(true: Sequence[str], beliefs: Floats) -> float:
    """The best macro-F1 of the seven, over how shy common ones are made."""
    groups = _sums(beliefs, GROUP_OF, GROUPS)
    return _shy_best(groups, [GROUP_OF[one] for one in true], GROUPS)[1]


def _sums(beliefs: Floats, to: Mapping[str, str], names: Sequence[str]) -> Floats:
    return beliefs @ np.array([[float(to[one] == name) for name in names] for one in CPED], np.float32)


def _shy(likely: Floats, true: Sequence[str], names: Sequence[str]) -> Floats:
    return _shy_best(likely, true, names)[0]


def _shy_best(likely: Floats, true: Sequence[str], names: Sequence[str]) -> tuple[Floats, float]:
    """The logarithm of how usual each is, taken off by so much that the macro-F1 is best."""
    usual = np.log(np.array([max(1, list(true).count(name)) for name in names]) / len(true))
    tried = [(_macro(likely, -share * usual, true, names), share) for share in SHY]
    best, share = max(tried)
    return (-share * usual).astype(np.float32), best


def _lifted(likely: Floats, true: Sequence[str], names: Sequence[str]) -> Floats:
    """What to add to each logarithm so that the macro-F1 is best, one at a time, in small steps."""
    lift, best = _shy_best(likely, true, names)
    for size in (0.2, 0.1):
        for _ in range(3):
            for place in range(len(names)):
                for sign in (1, -1):
                    moved = lift.copy()
                    moved[place] += sign * size
                    if (found := _macro(likely, moved, true, names)) > best + 5e-4:
                        lift, best = moved, found
    return lift


def _macro(likely: Floats, lift: Any, true: Sequence[str], names: Sequence[str]) -> float:
    said = np.argmax(np.log(likely + 1e-9) + lift, axis=1)
    of = np.array([names.index(one) for one in true])
    hits = np.bincount(of[said == of], minlength=len(names))
    both = np.bincount(of, minlength=len(names)) + np.bincount(said, minlength=len(names))
    there = np.bincount(of, minlength=len(names)) >= ENOUGH
    return float((2 * hits / np.maximum(1, both))[there].mean())


def figures(held: Held) -> str:
    """What cross-validation finds, a row a set of labels."""
    model = _plain(held)
    guesses = [decided(row, model) for row in held.beliefs]
    true7, true3 = [GROUP_OF[one] for one in held.true], [SENTIMENT_OF[one] for one in held.true]
    rows = (
        (13, score(held.true, [one.emotion for one in guesses])),
        (7, score(true7, [one.group for one in guesses])),
        (3, score(true3, [one.sentiment for one in guesses])),
    )
    return "\n".join([f"cross-validated, trust {held.trust[0]:.1f}", *(_line(size, one) for size, one in rows)])


def _line(size: int, one: Score) -> str:
    return f"{size:>3} labels: macro-F1 {one.macro_f1:.1%}, accuracy {one.accuracy:.1%}"


def _plain(held: Held) -> Weights:
    """So much of a model as deciding needs."""
    size = len(CPED)
    nothing, square = np.zeros(size, np.float32), np.eye(size, dtype=np.float32)
    return Weights(
        grams=np.zeros((1, size), np.int8), step=nothing, signs=nothing, bias=nothing, usual=nothing, same=square,
        other=square, again=square, trust=held.trust, lift=held.lift, lift_groups=held.lift_groups,
        lift_sentiments=held.lift_sentiments, **_no_lines(),
    )  # fmt: skip


def _no_lines() -> dict[str, Any]:
    size = len(LABELS)
    none = np.zeros(size, np.float32)
    return {
        "line_grams": np.zeros((1, size), np.int8), "line_step": none, "line_bias": none,
        "line_groups": np.zeros((len(GROUPS), size), np.float32),
    }  # fmt: skip


if __name__ == "__main__":
    main()
