"""Questions asked in each salience setting, of characters that differ in what is told of their traits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from roleplay_lite.evaluation.figures import spread
from roleplay_lite.evaluation.judging.faults import faults
from roleplay_lite.evaluation.question_sets import Question
from roleplay_lite.evaluation.suite import Answered, Plan, Sample
from roleplay_lite.evaluation.trait_settings import SETTINGS, Setting, TraitSet, base, character, trait_sets
from roleplay_lite.persona.load import load_persona
from roleplay_lite.persona.persona import Persona

EACH = 4
"""Questions that each drawn character is asked in a row: its beginning of the prompt is read for all of them."""


def in_settings(asked: Sequence[Question], plan: Plan, count: int) -> list[Sample]:
    """`count` of the questions, each in every setting."""
    return settings_of(spread(asked, count), plan, SETTINGS, trait_sets(plan.seed))


def settings_of(
    asked: Sequence[Question], plan: Plan, groups: Sequence[str], drawn: Sequence[TraitSet]
) -> list[Sample]:
    """Each question in every group; the n-th block of `EACH` goes to the n-th trait set, so that a question meets the
    same traits in each group."""
    return [
        _sample(group, question, drawn[at // EACH % len(drawn)], plan)
        for group in groups
        for at, question in enumerate(asked)
    ]


def setting_character(sample: Sample, *, setting: Setting | None = None) -> Persona:
    """Who is asked in that sample: in the setting that its group names, or in this one."""
    traits = TraitSet(labels=tuple(sample.data["traits"]), other=tuple(sample.data["other"]))
    who = load_persona(sample.persona) if sample.persona != base().id else base()
    return character(setting or cast(Setting, sample.group), traits, who)


def faults_of(answered: Answered, who: Persona) -> tuple[str, ...]:
    """What is wrong with the last reply in itself."""
    reply, before = answered.last, zip(answered.sample.said, (one.text for one in answered.replies[:-1]), strict=False)
    return faults(reply.text, answered.sample.said[-1], who, tuple(before), note=reply.note, by=reply.by)


def _sample(group: str, question: Question, traits: TraitSet, plan: Plan) -> Sample:
    return Sample(
        id=f"{group}/{question.id}",
        group=group,
        pair=question.id,
        persona=plan.persona or base().id,
        said=(question.said,),
        data={"traits": list(traits.labels), "other": list(traits.other)},
    )
