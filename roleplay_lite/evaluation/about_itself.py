"""Questions of `sets/persona.jsonl` as they are put to a character, and what an answer is worth."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from roleplay_lite.evaluation.accuracy import shipped
from roleplay_lite.evaluation.judging.guesses import Guess, guesses
from roleplay_lite.evaluation.judging.persona import right
from roleplay_lite.evaluation.judging.truth import truth
from roleplay_lite.evaluation.question_sets import Question, questions
from roleplay_lite.evaluation.suite import Answered, Sample
from roleplay_lite.evaluation.trait_settings import base
from roleplay_lite.persona.facts import SELF
from roleplay_lite.persona.persona import Persona


def put(who: Persona, asked: Sequence[Question], seed: int) -> dict[str, Guess]:
    """The questions as they are put to that character, by their ids: half of the guesses that can be right are."""
    made = guesses(who, asked, seed=seed, others=(*shipped(), base()), today=date.today())
    return {one.question.id: one for one in made}


def data_of(one: Guess) -> dict[str, object]:
    """What a sample keeps of a question for its judge."""
    # The day, since ages are judged by it when an old run is read again.
    return {"question": one.question.id, "value": one.value, "true": one.true, "day": date.today().isoformat()}


def worth(answered: Answered, who: Persona) -> float | None:
    """1 when the last reply is right of that character, None where it cannot be judged."""
    sample = answered.sample
    found = right(
        who,
        question_of(sample),
        answered.last.text,
        sample.data["value"],
        said=sample.said[-1],
        today=_day(sample),
    )
    return None if found is None else float(found)


def question_of(sample: Sample) -> Question:
    """The question of the set."""
    return _by_id()[sample.data["question"]]


def kind_of(sample: Sample) -> str:
    """How it was asked: openly, sideways, or by a guess that is right or wrong."""
    form = question_of(sample).form
    return form if form != "yesno" else "right guess" if sample.data["true"] else "wrong guess"


def known_of(sample: Sample, who: Persona) -> str:
    """What that character's facts tell of it."""
    question = question_of(sample)
    held = truth(who, question.owner, question.key, _day(sample))
    whose = "itself" if question.owner == SELF else "a relative"
    return (
        f"{whose}, told by a fact" if held.set else f"{whose}, told by none" if held.present else "nobody of that kind"
    )


def _day(sample: Sample) -> date:
    return date.fromisoformat(sample.data["day"])


@lru_cache(maxsize=1)
def _by_id() -> dict[str, Question]:
    return {question.id: question for question in questions("persona")}
