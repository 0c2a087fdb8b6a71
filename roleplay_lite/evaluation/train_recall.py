"""The recipe of `memory/index/evidence.json`: logistic regression over what a memory proposes for a question.

    python -m roleplay_lite.evaluation.train_recall roleplay_lite/memory/index/evidence.json

It learns from the households of `sets/recall-dev.jsonl` alone, as they are and as a recogniser hears the questions. The
same data and code give the same file. `--check` cross-validates by household instead, and prints figures.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import click
import numpy as np
import numpy.typing as npt

from roleplay_lite.evaluation.homophones import misheard
from roleplay_lite.evaluation.judging.recollecting import hit
from roleplay_lite.evaluation.recall_set import Household, Question, households
from roleplay_lite.evaluation.remembered import PERSONA, Remembered
from roleplay_lite.memory.index.evidence import Features, score
from roleplay_lite.memory.recall import Recall, Recollection, Weighed

PENALTY = 1.0
"""L2."""
RIGHT = 3.0
"""How much more a right candidate weighs, of which there are few."""
FLOOR = 0.06
GATES = tuple(round(0.1 + 0.01 * step, 2) for step in range(40))
_DIGITS = 3
_STEPS = 40

Vector = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """A question and what was proposed for it."""

    household: str
    question: Question
    candidates: tuple[Features, ...]
    right: tuple[bool, ...]


class WeighingMemory(Remembered):
    """A household's memory that shows what it chooses from."""

    def weighing(self, household: Household, question: Question, words: str) -> Weighing:
        recall = Recall(self._db, self._memory.index)
        _, found = recall.weigh(words, person=question.person, persona=PERSONA)
        return Weighing(
            household=household.id,
            question=question,
            candidates=tuple(one.features for one in found),
            right=tuple(self._right(one, question) for one in found),
        )

    def _right(self, one: Weighed, question: Question) -> bool:
        came = self._came(Recollection(item=one.item, turn=one.turn, score=1.0))
        return question.kind != "unsaid" and came.place in question.gold and hit(came, question)


def weighings(*, heard: bool) -> tuple[Weighing, ...]:
    """All of the dev half; with `heard` the questions as a recogniser may hear them."""
    found: list[Weighing] = []
    for household in households("dev"):
        with closing(WeighingMemory(household, None)) as memory:
            for question in household.questions:
                words = misheard(question.asked) if heard else question.asked
                found.append(memory.weighing(household, question, words))
    return tuple(found)


def learn(rows: Sequence[Weighing]) -> dict[str, float]:
    """The weights, by Newton's method."""
    names = sorted({name for row in rows for one in row.candidates for name in one})
    inputs = np.array([[one[name] for name in names] for row in rows for one in row.candidates])
    wanted = np.array([right for row in rows for right in row.right], float)
    counts = np.where(wanted == 1, RIGHT, 1.0)
    weights = np.zeros(len(names))
    for _ in range(_STEPS):
        guessed = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ (counts * (wanted - guessed)) - PENALTY * weights
        bend = (inputs * (counts * guessed * (1 - guessed))[:, None]).T @ inputs + PENALTY * np.eye(len(names))
        weights += np.linalg.solve(bend, slope)
    return {name: round(float(weight), _DIGITS) for name, weight in zip(names, weights, strict=True)}


def best_gate(surest: Iterable[tuple[float, bool]]) -> float:
    """The threshold at which nothing comes back most often where, and only where, nothing was told (best F1); each pair
    is the surest candidate's score and whether it was told."""
    pairs = list(surest)

    def worth(gate: float) -> float:
        empty = [told for score, told in pairs if score < gate]
        right, all_ = empty.count(False), sum(not told for _, told in pairs)
        return 2 * right / (len(empty) + all_)

    return max(GATES, key=worth)


def surest(rows: Iterable[Weighing], weights: dict[str, float]) -> list[tuple[float, bool]]:
    """For each question the score of the surest candidate, and whether it was told."""
    return [
        (max((score(one, weights) for one in row.candidates), default=0.0), row.question.kind != "unsaid")
        for row in rows
    ]


def checked(rows: Sequence[Weighing]) -> dict[str, float]:
    """Figures over households that the weights had not seen."""
    first, empty, silent, untold, told, found = 0, 0, 0, 0, 0, 0
    for household in dict.fromkeys(row.household for row in rows):
        seen = [row for row in rows if row.household != household]
        weights = learn(seen)
        gate = best_gate(surest(seen, weights))
        for row in (row for row in rows if row.household == household):
            scores = [score(one, weights) for one in row.candidates]
            nothing = max(scores, default=0.0) < gate
            best = sorted(range(len(scores)), key=lambda place: -scores[place])[:5]
            if row.question.kind == "unsaid":
                untold, silent = untold + 1, silent + nothing
            else:
                told, empty = told + 1, empty + nothing
                first += not nothing and any(row.right[place] for place in best)
                found += any(row.right)
    return {
        "proposed at all": found / told,
        "among the five surest": first / told,
        "abstention precision": silent / max(1, silent + empty),
        "abstention recall": silent / untold,
    }


@click.command(help=(__doc__ or "").partition("\n")[0])
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--check", is_flag=True, help="Cross-validate and print figures; write nothing.")
def main(file: Path, check: bool) -> None:
    """See the module."""
    clean, heard = weighings(heard=False), weighings(heard=True)
    if check:
        for name, rows in (("clean", clean), ("misheard", heard)):
            figures = ", ".join(f"{what} {value:.3f}" for what, value in checked(rows).items())
            click.echo(f"{name}: {figures}")
        return
    weights = learn((*clean, *heard))
    gate = best_gate(surest((*clean, *heard), weights))
    made = {"weights": weights, "thresholds": {"gate": gate, "floor": FLOOR}}
    file.write_text(json.dumps(made, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
