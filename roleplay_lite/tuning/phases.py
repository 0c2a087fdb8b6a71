"""Which dialogues a phase of training learns from, and how each is rendered."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from roleplay_lite.tuning.corpus import Corpus, Dialogue
from roleplay_lite.tuning.recipe import Phase, Recipe
from roleplay_lite.tuning.rendering import Rendered, bare, rendered

HELD_EVERY = 24
"""One dialogue of so many is held out of a phase whose parts have none with the characters of `dev`."""
_FIRST_HELD = 7


@dataclass(frozen=True, slots=True)
class Job:
    """A dialogue, and one way of rendering it."""

    dialogue: Dialogue
    view: int = 0
    bare: bool = False
    """Without the lines that are shown to the model at the beginning."""

    def render(self, corpus: Corpus) -> Rendered:
        whole = rendered(corpus, self.dialogue, self.view)
        return bare(whole) if self.bare else whole


def jobs(corpus: Corpus, recipe: Recipe, phase: Phase) -> tuple[list[Job], list[Job]]:
    """What is learnt from, and what the phase is held against; the same for the same corpus and recipe."""
    own = [one for one in corpus.of("train") if one.part in phase.parts]
    held = [one for one in corpus.of("dev") if one.part in phase.parts] or own[_FIRST_HELD::HELD_EVERY]
    kept_out = {one.id for one in held}
    learn = [one for one in own if one.id not in kept_out]
    learn += _together(_replayed(corpus, recipe, phase))
    for part, every in phase.again.items():
        learn += [one for one in corpus.of("train") if one.part == part][::every]
    return _rendering(learn, phase), _rendering(held, phase)


def _rendering(dialogues: Sequence[Dialogue], phase: Phase) -> list[Job]:
    if phase.shown == 1:
        return [Job(one, view) for view in range(phase.views) for one in dialogues]
    return [Job(one, i % phase.shown, bare=bool(i % phase.shown)) for i, one in enumerate(dialogues)]


def _replayed(corpus: Corpus, recipe: Recipe, phase: Phase) -> list[Dialogue]:
    """Dialogues of other parts, so that what was learnt before is not forgotten."""
    wanted = dict(phase.replay)
    others = [one for one in corpus.of("train") if one.part not in phase.parts]
    random.Random(recipe.seed).shuffle(others)
    chosen = []
    for one in others:
        kind = one.turns[0].kind
        if wanted.get(kind, 0) > 0 and all(turn.kind == kind for turn in one.turns):
            wanted[kind] -= 1
            chosen.append(one)
    return chosen


def _together(dialogues: Iterable[Dialogue]) -> list[Dialogue]:
    """Those of one character as one conversation: its beginning, the longest part of each, is then read once."""
    by_persona: dict[tuple[str, tuple[str, ...]], list[Dialogue]] = {}
    for one in dialogues:
        by_persona.setdefault((one.persona, one.traits), []).append(one)
    return [replace(ones[0], turns=tuple(turn for one in ones for turn in one.turns)) for ones in by_persona.values()]
