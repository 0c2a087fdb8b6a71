"""Questions asked in each salience setting, of characters that differ in what is told of their traits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from roleplay_lite.evaluation.figures import spread
from roleplay_lite.evaluation.question_sets import Question
from roleplay_lite.evaluation.suite import Plan, Sample
from roleplay_lite.evaluation.trait_settings import SETTINGS, Setting, TraitSet, base, character, trait_sets
from roleplay_lite.persona.load import load_persona
from roleplay_lite.persona.persona import Persona

EACH = 4
"""Questions that each drawn character is asked in a row: its beginning of the prompt is read for all of them."""


def in_settings(asked: Sequence[Question], plan: Plan, count: int) -> list[Sample]:
    """`count` of the questions, each in every setting; the n-th block of `EACH` goes to the n-th trait set, so that a
    question meets the same traits in every setting."""
    chosen = spread(asked, count)
    drawn = trait_sets(plan.seed)
    return [
        _sample(setting, question, drawn[at // EACH % len(drawn)], plan)
        for setting in SETTINGS
        for at, question in enumerate(chosen)
    ]


def setting_character(sample: Sample) -> Persona:
    """Who is asked in that sample."""
    traits = TraitSet(labels=tuple(sample.data["traits"]), other=tuple(sample.data["other"]))
    who = load_persona(sample.persona) if sample.persona != base().id else base()
    return character(cast(Setting, sample.group), traits, who)


def _sample(setting: Setting, question: Question, traits: TraitSet, plan: Plan) -> Sample:
    return Sample(
        id=f"{setting}/{question.id}",
        group=setting,
        pair=question.id,
        persona=plan.persona or base().id,
        said=(question.said,),
        data={"traits": list(traits.labels), "other": list(traits.other)},
    )
