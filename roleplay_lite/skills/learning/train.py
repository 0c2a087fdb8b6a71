"""Learns `weights.npz` anew: `python -m roleplay_lite.skills.learning.train`. Numpy alone, the same bytes each time.

Orders are weighed so that all of them together count as much as all that is none. `--check` learns on four fifths and
prints what the fifth shows, five times.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np

from roleplay_lite.evaluation.question_sets import SETS
from roleplay_lite.skills.learning.lines import chat, orders
from roleplay_lite.skills.scorer import BUCKETS, NONE, SURE, Floats, Weights, buckets, likely

CHAT_SETS = ("chat", "emotion", "persona", "scenarios", "recall-dev", "memory")
"""Of the evaluation: nobody asks for a skill there, but for what the rules find, which is left out."""
ROUNDS, RATE, DECAY, SEED, FOLDS = 60, 0.1, 2e-5, 11, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A line and its intent, empty for none."""

    said: str
    intent: str


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    chosen = parser.parse_args()
    examples = gathered()
    if chosen.check:
        check(examples)
        return
    target = Path(str(files("roleplay_lite.skills").joinpath("weights.npz")))
    target.write_bytes(learn(examples).write())


def gathered() -> list[Example]:
    """All lines to learn from."""
    own = [Example(said=said, intent=intent) for intent, said in orders()]
    none = [Example(said=said, intent=NONE) for said in chat()]
    return [*own, *none, *(Example(said=said, intent=NONE) for said in _of_sets())]


def learn(examples: Sequence[Example]) -> Weights:
    """Multinomial logistic regression by AdaGrad, in a fixed order."""
    intents = (NONE, *sorted({one.intent for one in examples} - {NONE}))
    rows = [buckets(one.said) for one in examples]
    wanted = [intents.index(one.intent) for one in examples]
    asked = sum(bool(place) for place in wanted)
    worth = [len(wanted) / (2 * (asked if place else len(wanted) - asked)) for place in wanted]
    weights, bias = np.zeros((BUCKETS, len(intents)), np.float32), np.zeros(len(intents), np.float32)
    seen, seen_bias = np.full_like(weights, 1e-6), np.full_like(bias, 1e-6)
    order = np.random.default_rng(SEED)
    for _ in range(ROUNDS):
        for at in order.permutation(len(rows)):
            own, scale = rows[at], 1 / np.sqrt(max(1, len(rows[at])))
            scores = bias + scale * weights[own].sum(axis=0)
            raised = np.exp(scores - scores.max())
            slope = raised / raised.sum()
            slope[wanted[at]] -= 1
            slope *= worth[at]
            step = scale * slope + DECAY * weights[own]
            seen[own] += step**2
            weights[own] -= RATE * step / np.sqrt(seen[own])
            seen_bias += slope**2
            bias -= RATE * slope / np.sqrt(seen_bias)
    return _packed(weights, bias, intents)


def check(examples: Sequence[Example]) -> None:
    """Print what lines show that nothing was learnt from."""
    right = fired = sure = wrong = 0
    own, none = sum(bool(one.intent) for one in examples), sum(not one.intent for one in examples)
    for fold in range(FOLDS):
        held = [one for one in examples if zlib.crc32(one.said.encode()) % FOLDS == fold]
        model = learn([one for one in examples if zlib.crc32(one.said.encode()) % FOLDS != fold])
        for one in held:
            found = likely(one.said, model)
            top = max(found, key=lambda name: found[name])
            right += bool(one.intent) and top == one.intent
            sure += bool(one.intent) and top == one.intent and found[top] >= SURE
            wrong += top not in (NONE, one.intent) and found[top] >= SURE
            fired += not one.intent and top != NONE and found[top] >= SURE
    print(f"{own} orders, {none} others, {FOLDS} folds")  # noqa: T201
    print(f"right by the model alone {right / own:.3f}; sure and right {sure / own:.3f}; sure and wrong {wrong}")  # noqa: T201
    print(f"others taken for an order {fired / none:.4f}")  # noqa: T201


def _packed(weights: Floats, bias: Floats, intents: tuple[str, ...]) -> Weights:
    step = np.maximum(np.abs(weights).max(axis=0), 1e-6).astype(np.float32) / 127
    return Weights(grams=np.round(weights / step).astype(np.int8), step=step, bias=bias, intents=intents)


def _of_sets() -> Iterable[str]:
    """What people say to a character in the evaluation's sets, without what the rules take for an order."""
    from roleplay_lite.skills.config import SkillsConfig
    from roleplay_lite.skills.skills import Skills

    skills = Skills.open(SkillsConfig(), scored=False)
    for name in CHAT_SETS:
        for line in (SETS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            said = row.get("said", [turn["said"] for turn in row.get("turns", ())])
            for text in [said] if isinstance(said, str) else said:
                if isinstance(text, str) and not skills.match(text):
                    yield text
    skills.close()


if __name__ == "__main__":
    main()
