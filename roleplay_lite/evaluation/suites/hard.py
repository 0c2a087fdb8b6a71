"""Hard samples: what the consistency check makes of a character's own answer, and of a changed character's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from roleplay_lite import paths
from roleplay_lite.evaluation.checked import ALL, Checked, by_character, by_key, cost, found_by, sure_flags, timed
from roleplay_lite.evaluation.contradiction_set import WRITTEN_FOR
from roleplay_lite.evaluation.figures import figures_of, spread
from roleplay_lite.evaluation.hard.perturbed import Change
from roleplay_lite.evaluation.hard.samples import HardSample, hard_samples
from roleplay_lite.evaluation.host import Host
from roleplay_lite.evaluation.suite import Answered, Figure, Plan, Reply, Sample, SuiteReport, Table
from roleplay_lite.persona.load import load_persona
from roleplay_lite.persona.persona import Persona

FULL, QUICK = 120, 12


class HardSuite:
    """See the module."""

    name = "hard"
    about = "answers of characters with one fact changed, each beside the answer that the facts give"
    asks_model = False

    def samples(self, plan: Plan) -> Sequence[Sample]:
        """Both answers of each sample; the ids end in `/wrong` and `/right`."""
        return [
            Sample(
                id=f"{sample.change}/{sample.id}/{which}",
                group=str(sample.change),
                pair=f"{sample.id}/{which}",
                persona=name,
                said=(sample.question,),
                data={
                    "text": words,
                    "contradicts": which == "wrong",
                    "key": sample.false.key,
                    "form": str(sample.form),
                    "today": sample.today,
                },
            )
            for name, sample in _chosen(plan)
            for which, words in (("wrong", sample.wrong), ("right", sample.right))
        ]

    def answer(self, sample: Sample, host: Host) -> tuple[Reply, ...]:
        """The made answer itself, with the milliseconds that checking it took."""
        return (timed(sample, _persona(sample.persona)),)

    def scores(self, answered: Answered) -> dict[str, float]:
        """`flagged` of an answer that contradicts, `left alone` of one that holds."""
        one = _checked(answered)
        return {"flagged" if one.contradicts else "left alone": float(one.right)}

    def report(self, answered: Sequence[Answered]) -> SuiteReport:
        """See `Suite.report`."""
        checked = [_checked(one) for one in answered]
        return SuiteReport(
            suite=self.name,
            about=self.about,
            figures=(*self._all(answered), *figures_of(answered, self.scores), *cost(answered)),
            tables=(sure_flags(checked), by_key(checked), _by_form(checked, answered), by_character(checked))
            if checked
            else (),
            notes=(
                "Both answers are in the words by which facts are told, which the check reads best: what it finds here "
                "is the most that it finds.",
            ),
        )

    def _all(self, answered: Sequence[Answered]) -> tuple[Figure, ...]:
        return figures_of(answered, self.scores, group=lambda one: ALL)


def _chosen(plan: Plan) -> Iterator[tuple[str, HardSample]]:
    """So many of each change, spread over the characters; one character's together."""
    names = [plan.persona] if plan.persona else sorted(file.stem for file in paths.shipped("personas").glob("*.toml"))
    made = [(name, one) for name in names for one in hard_samples(_persona(name), WRITTEN_FOR, seed=plan.seed)]
    wanted = {
        one.id
        for change in Change
        for _, one in spread([pair for pair in made if pair[1].change is change], plan.count(FULL, QUICK))
    }
    return (pair for pair in made if pair[1].id in wanted)


@lru_cache(maxsize=16)
def _persona(name: str) -> Persona:
    return load_persona(name)


def _checked(answered: Answered) -> Checked:
    return Checked.of(answered, _persona(answered.sample.persona))


def _by_form(checked: Sequence[Checked], answered: Sequence[Answered]) -> Table:
    """Whether the question asks openly, for what is so, or supposes what is not."""
    forms = [replace(one, group=whole.sample.data["form"]) for one, whole in zip(checked, answered, strict=True)]
    return found_by("by form of the question", forms, lambda one: one.group)
