"""The recipe of `knowledge/query/salience.json` and of the triples in `knowledge/retrieval/weights.json`.

    python -m roleplay_lite.evaluation.train_retrieval DATA [--check]

It learns from KdConv's dev dialogues on film and music alone: which thing a turn is about, which triple it rests on,
and how likely the one that comes first answers the question. The same data and code give the same files. It prints hits
of each domain with weights learnt from the other; with `--check` it writes nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from unittest.mock import patch

import click
import numpy as np
import numpy.typing as npt

from roleplay_lite.evaluation.judging.kdconv import FOLDER, Domain
from roleplay_lite.evaluation.kdconv_base import Asked, MemoryPack, read_asked, read_base
from roleplay_lite.knowledge.query import state
from roleplay_lite.knowledge.query.names import Names
from roleplay_lite.knowledge.query.standalone import query_of
from roleplay_lite.knowledge.retrieval import weights as stored
from roleplay_lite.knowledge.retrieval.candidates import Candidate, Weighing, triples_of
from roleplay_lite.knowledge.retrieval.weights import weighed

LEARNT_FROM: tuple[Domain, ...] = ("film", "music")
DAY = date(2026, 1, 1)
PENALTY = 1.0
"""L2."""
CALIBRATED_FIRST = 8
"""Candidates of a question from which its calibration is learnt."""
_STEPS, _RATE, _DIGITS = 400, 0.05, 3

Vector = npt.NDArray[np.float64]
Features = Mapping[str, float]
Weights = dict[str, float]


@dataclass(frozen=True, slots=True)
class Choice:
    """What there is to choose from, and what is right."""

    features: Sequence[Features]
    right: Sequence[bool]


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a dialogue with its candidates."""

    asked: Asked
    weighing: Weighing
    choice: Choice


class Base:
    """One domain: its questions and its knowledge base."""

    def __init__(self, folder: Path, domain: Domain) -> None:
        self.pack = MemoryPack(domain, read_base(folder, domain))
        self.names = Names([self.pack])
        self.asked = read_asked(folder, domain)

    def close(self) -> None:
        self.pack.close()

    def things(self) -> list[Choice]:
        """Of each turn what it may be about."""
        found = []
        for one in self.asked:
            heard = [part for pair in one.before for part in pair][-state.MOST_UTTERANCES :]
            traced = state.trace(one.said, heard, self.names)
            about = {triple[0] for triple in one.gold}
            found.append(
                Choice([state.features(each, traced, one.said) for each in traced], [t.name in about for t in traced])
            )
        return found

    def turns(self, salience: Weights) -> list[Turn]:
        """Of each turn the triples it may rest on."""
        with patch.object(state, "salience", lambda: salience):
            return [self._turn(one) for one in self.asked]

    def _turn(self, one: Asked) -> Turn:
        query = query_of(one.said, one.before, self.names, today=DAY)
        weighing = Weighing(query, triples_of(query, [self.pack]), self.names.attributes)
        right = [(c.entity, c.attribute, c.value) in one.gold for c in weighing.candidates]
        return Turn(one, weighing, Choice(weighing.features(), right))


def chosen(choices: Iterable[Choice], penalty: float = PENALTY) -> Weights:
    """Weights under which what is right is chosen: softmax regression over each choice."""
    useful = [one for one in choices if any(one.right) and not all(one.right)]
    names = sorted({name for one in useful for row in one.features for name in row})
    rows = np.array([[row.get(name, 0.0) for name in names] for one in useful for row in one.features])
    right = np.array([float(each) for one in useful for each in one.right])
    of = np.repeat(np.arange(len(useful)), [len(one.right) for one in useful])

    def slope(weights: Vector) -> Vector:
        scores = rows @ weights
        top = np.full(len(useful), -np.inf)
        np.maximum.at(top, of, scores)
        parts = np.exp(scores - top[of])
        share = parts / np.bincount(of, parts)[of]
        wanted = parts * right
        result: Vector = rows.T @ (share - wanted / np.bincount(of, wanted)[of]) + penalty * weights
        return result

    return dict(zip(names, _descended(slope, len(names)), strict=True))


def told_apart(rows: Sequence[Features], right: Sequence[bool], penalty: float = PENALTY) -> Weights:
    """Weights of a logistic regression."""
    names = sorted({name for row in rows for name in row})
    matrix = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    wanted = np.array([float(each) for each in right])

    def slope(weights: Vector) -> Vector:
        chance = 1 / (1 + np.exp(-np.clip(matrix @ weights, -30, 30)))
        result: Vector = matrix.T @ (chance - wanted) + penalty * weights
        return result

    return dict(zip(names, _descended(slope, len(names)), strict=True))


def _descended(slope: object, size: int) -> list[float]:
    """Adam's descent (Kingma and Ba, 2015) from nought."""
    assert callable(slope)
    weights, mean, square = np.zeros(size), np.zeros(size), np.zeros(size)
    for step in range(1, _STEPS + 1):
        now = slope(weights)
        mean, square = 0.9 * mean + 0.1 * now, 0.999 * square + 0.001 * now**2
        weights -= _RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return [round(float(one), _DIGITS) for one in weights]


def calibrated(turns: Iterable[Turn], ranking: Weights) -> Weights:
    """How likely a candidate answers: learnt from the first ones of each question, with what answers among them and
    with it left out."""
    rows: list[Features] = []
    right: list[bool] = []
    for turn in turns:
        pairs = {triple[:2] for triple in turn.asked.gold}
        for kept in _with_and_without(turn.weighing.candidates, pairs):
            part = Weighing(
                turn.weighing.query, [turn.weighing.candidates[at] for at in kept], turn.weighing.attributes
            )
            features = part.features()
            scores = [weighed(each, ranking) for each in features]
            first = sorted(range(len(scores)), key=lambda at: -scores[at])[:CALIBRATED_FIRST]
            own = part.calibrating(scores, features)
            for at in first:
                if own[at]["question"]:
                    rows.append(own[at])
                    right.append((part.candidates[at].entity, part.candidates[at].attribute) in pairs)
    return told_apart(rows, right)


def _with_and_without(candidates: Sequence[Candidate], pairs: set[tuple[str, str]]) -> Iterator[list[int]]:
    yield list(range(len(candidates)))
    yield [at for at, one in enumerate(candidates) if (one.entity, one.attribute) not in pairs]


def hits(turns: Sequence[Turn], ranking: Weights, places: Sequence[int] = (1, 5, 10)) -> list[float]:
    """The share of turns with a right triple among the first so many."""
    found = np.zeros(len(places))
    for turn in turns:
        scores = [weighed(each, ranking) for each in turn.choice.features]
        order = sorted(range(len(scores)), key=lambda at: -scores[at])
        found += [any(turn.choice.right[at] for at in order[:place]) for place in places]
    return [float(value) for value in found / max(1, len(turns))]


def _print(label: str, values: Sequence[float]) -> None:
    click.echo(f"{label}: hit@1/5/10 {' / '.join(f'{value:.3f}' for value in values)}")


@click.command()
@click.argument("data", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--check", is_flag=True, help="Print, and write nothing.")
def main(data: Path, check: bool) -> None:
    """Learn the weights from the folder DATA, which holds `kdconv-dev`."""
    folder = data / FOLDER
    with closing(Base(folder, LEARNT_FROM[0])) as one, closing(Base(folder, LEARNT_FROM[1])) as other:
        about = [base.things() for base in (one, other)]
        for base, another, others in ((one, other, about[1]), (other, one, about[0])):
            of_other = chosen(others)
            ranking = chosen(turn.choice for turn in another.turns(of_other))
            _print(f"{base.pack.name}, learnt from the other", hits(base.turns(of_other), ranking))
        salience = chosen(choice for choices in about for choice in choices)
        turns = [*one.turns(salience), *other.turns(salience)]
        ranking = chosen(turn.choice for turn in turns)
        _print("both, learnt from both", hits(turns, ranking))
        answers = calibrated(turns, ranking)
    if not check:
        _write(Path(state.__file__).with_name("salience.json"), salience)
        _write(stored.FILE, {"triple": ranking, "answers": answers})


def _write(file: Path, values: Mapping[str, object]) -> None:
    file.write_text(json.dumps(values, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
