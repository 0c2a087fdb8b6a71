"""The recipe of `persona/questions/asking.json`: logistic regression over lines that were written for it.

    pip install 'roleplay-lite[train]'
    python -m roleplay_lite.evaluation.train_asking --talk kdconv-dev --talk cped-valid \\
        tests/persona/phrasings.jsonl roleplay_lite/persona/questions/asking.json

It learns from `evaluation/asking/*.txt`, from the known set of phrasings, and, as lines that ask for no fact, from
ordinary dialogue (KdConv's and CPED's, both Apache-2.0), of which the weights hold no line. The same data gives the
same file. `--check` cross-validates instead and prints figures.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import count
from pathlib import Path
from typing import Any

import click

from roleplay_lite.errors import ConfigError
from roleplay_lite.evaluation.asking_values import VALUES
from roleplay_lite.evaluation.phrasings import TODAY, read_phrasings
from roleplay_lite.evaluation.trait_settings import base
from roleplay_lite.persona.facts import KEYS
from roleplay_lite.persona.questions import respond_by_rules
from roleplay_lite.persona.questions.asking import NONE, Guess, Weights, read_weights, scored, write_weights
from roleplay_lite.persona.questions.asking_features import Features, features

SCALES = {"grams": 2.0, "cues": 4.0}
FREEDOM = 3.0
"""The inverse of the L2 penalty."""
SEEN_AT_LEAST = 2
LEAST = 0.12
"""A weight that is nearer to none is left out."""
FOLDS = 5
MARK = "{value}"
FILLED = 3
"""How many lines a line with a place for a guess becomes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line to learn from."""

    said: str
    key: str
    """What it asks for; `NONE` for nothing."""
    weight: float = 1.0
    origin: str = ""
    """The line as it is written, which keeps what was made of it together; of dialogue, `talk`."""


@click.command()
@click.argument("phrasings", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--talk", multiple=True, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--check", is_flag=True, help="Cross-validate and print figures; write nothing.")
def main(phrasings: Path, out: Path, talk: Sequence[Path], check: bool) -> None:
    """Learn the weights and write them to OUT."""
    lines = [*written(), *of_phrasings(phrasings), *(line for folder in talk for line in of_talk(folder))]
    if check:
        click.echo(figures(cross_validated(lines)))
        return
    out.write_text(write_weights(learn(lines)) + "\n", encoding="utf-8")
    click.echo(f"{out}: {out.stat().st_size} bytes, from {len(lines)} lines")


def written() -> list[Line]:
    """The lines that were written for this.

    Raises ConfigError, with file and line, for a key that no fact has.
    """
    found: list[Line] = []
    folder = files("roleplay_lite.evaluation").joinpath("asking")
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        key = NONE
        for number, text in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if head := re.fullmatch(r"\[(\w+)\]", text.strip()):
                key = head[1]
                if key not in KEYS:
                    raise ConfigError(f"{file.name}:{number}: no fact has the key {key!r}")
            elif text.strip() and not text.startswith("#"):
                found += _filled(text.strip(), key)
    return found


def _filled(text: str, key: str) -> Iterator[Line]:
    if MARK not in text:
        yield Line(said=text, key=key, origin=text)
        return
    values = VALUES[key]
    first = int(hashlib.sha256(text.encode()).hexdigest(), 16)
    for step in range(FILLED):
        said = text.replace(MARK, values[(first + step * 7) % len(values)])
        yield Line(said=said, key=key, weight=1 / FILLED**0.5, origin=text)


def of_phrasings(file: Path) -> Iterator[Line]:
    """The known set, as far as it asks for one fact of one line."""
    for one in read_phrasings(file):
        key = _AS.get(one.key, one.key)
        if not one.before and key in VALUES and one.kind in ("wh", "yesno", "premise") and "谁" not in one.said:
            yield Line(said=one.said, key=key, origin=one.said)


_AS = {"province": "hometown", "country": "hometown", "birth_year": "birthday", "birth_month": "birthday",
       "next_birthday": "birthday", "spouse": "marriage"}  # fmt: skip
TALK_WEIGHT = 0.1


def of_talk(folder: Path) -> Iterator[Line]:
    """Lines of KdConv or CPED that name whom they are said to, those apart that the rules answer."""
    seen: set[str] = set()
    for text in _talk(folder):
        if 2 < len(text) <= 40 and re.search("[你您]", text) and text not in seen:
            seen.add(text)
            if respond_by_rules(base(), text, today=TODAY) is None:
                yield Line(said=text, key=NONE, weight=TALK_WEIGHT, origin="talk")


def _talk(folder: Path) -> Iterator[str]:
    for file in sorted(folder.glob("*_dev.json")):
        for dialogue in json.loads(file.read_text(encoding="utf-8")):
            yield from (message["message"].strip() for message in dialogue["messages"])
    for file in sorted(folder.glob("*.csv")):
        with file.open(encoding="utf-8-sig", newline="") as table:
            yield from (row["Utterance"].strip() for row in csv.DictReader(table))


def learn(lines: Sequence[Line]) -> Weights:
    """The model, from these lines."""
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    found = [features(line.said) for line in lines]
    names = _known(found, lines)
    places = dict(zip(names, count(), strict=False))
    rows, columns, values = [], [], []
    for row, one in enumerate(found):
        for group, held in _held(one, places).items():
            rows += [row] * len(held)
            columns += held
            values += [SCALES[group] / max(1, len(held)) ** 0.5] * len(held)
    matrix = csr_matrix((values, (rows, columns)), shape=(len(lines), len(names)))
    keys = sorted({line.key for line in lines})
    model = LogisticRegression(C=FREEDOM, max_iter=150, tol=1e-3)
    model.fit(matrix, [keys.index(line.key) for line in lines], sample_weight=[line.weight for line in lines])
    # As they are shipped: small ones left out, in hundredths.
    return read_weights(write_weights(_weights(keys, names, model)))


def _known(found: Sequence[Features], lines: Sequence[Line]) -> list[tuple[str, str]]:
    """What occurs in several lines, not counting dialogue, in order."""
    seen: Counter[tuple[str, str]] = Counter()
    by_line: dict[str, set[tuple[str, str]]] = {}
    for one, line in zip(found, lines, strict=True):
        if line.origin != "talk":
            by_line.setdefault(line.origin, set()).update((group, name) for group in one for name in one[group])
    for held in by_line.values():
        seen.update(held)
    # A short line as a whole would be that line in the weights.
    whole = {line.said for line in lines}
    return sorted(
        entry for entry, number in seen.items() if number >= SEEN_AT_LEAST and entry[1].strip("^$ ") not in whole
    )


def _held(one: Features, places: dict[tuple[str, str], int]) -> dict[str, list[int]]:
    return {group: [places[group, name] for name in names if (group, name) in places] for group, names in one.items()}


def _weights(keys: Sequence[str], names: Sequence[tuple[str, str]], model: Any) -> Weights:
    # A softmax does not change when the same is taken off all sums.
    middle = model.coef_.mean(axis=0)
    groups: dict[str, dict[str, tuple[tuple[int, float], ...]]] = {group: {} for group in SCALES}
    for column, (group, name) in enumerate(names):
        counts = [(place, float(model.coef_[place][column] - middle[column])) for place in range(len(keys))]
        if kept := tuple(entry for entry in counts if abs(entry[1]) >= LEAST):
            groups[group][name] = kept
    return Weights(keys=tuple(keys), bias=tuple(float(one) for one in model.intercept_), scales=SCALES, groups=groups)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A line, and what a model makes of it that has not learned from it."""

    line: Line
    guess: Guess


def fold(line: Line) -> int:
    """The part a line is in, for good; lines made of one line are in one."""
    name = line.said if line.origin == "talk" else line.origin
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % FOLDS


def cross_validated(lines: Sequence[Line], folds: int = FOLDS) -> list[Judged]:
    """Each line as judged by what was learned from the other parts."""
    judged = []
    for part in range(folds):
        model = learn([line for line in lines if fold(line) != part])
        judged += [Judged(line=line, guess=scored(features(line.said), model)) for line in lines if fold(line) == part]
    return judged


def figures(judged: Sequence[Judged]) -> str:
    """How often the key is right, and what is found and wrongly taken from each likelihood on."""
    asked = [one for one in judged if one.line.key != NONE]
    others = [one for one in judged if one.line.key == NONE and one.line.origin != "talk"]
    talk = [one for one in judged if one.line.origin == "talk"]
    right = sum(one.guess.key == one.line.key for one in asked)
    rows = [
        f"{len(asked)} lines that ask, key right {right / len(asked):.1%}; "
        f"{len(others)} that do not; {len(talk)} of dialogue",
        f"{'from':<6}{'precision':>11}{'recall':>9}{'of others':>11}{'of talk':>9}",
    ]
    for least in (0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95):
        hits = [one for one in asked if takes(one.guess, least)]
        good = sum(one.guess.key == one.line.key for one in hits)
        false = [one for one in others if takes(one.guess, least)]
        chat = [one for one in talk if takes(one.guess, least)]
        precision = good / (len(hits) + len(false)) if hits or false else 0.0
        rows.append(
            f"{least:<6.2f}{precision:>11.1%}{good / len(asked):>9.1%}{len(false) / max(1, len(others)):>11.1%}"
            f"{len(chat) / max(1, len(talk)):>9.2%}"
        )
    return "\n".join(rows)


def takes(guess: Guess, least: float) -> bool:
    """True when the guess names a key and is sure enough."""
    return guess.key != NONE and guess.likely >= least


if __name__ == "__main__":
    main()
