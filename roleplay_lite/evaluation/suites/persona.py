"""Questions about the character itself: in each setting, and of the characters that come with the package."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from roleplay_lite.evaluation.about_itself import data_of, kind_of, known_of, put, question_of, worth
from roleplay_lite.evaluation.accuracy import SHIPPED, asked_of, by_group, loaded, shipped
from roleplay_lite.evaluation.asked import in_settings
from roleplay_lite.evaluation.figures import figures_of, spread
from roleplay_lite.evaluation.host import Host
from roleplay_lite.evaluation.question_sets import questions
from roleplay_lite.evaluation.salience import of_answer
from roleplay_lite.evaluation.suite import Answered, Plan, Reply, Sample, SuiteReport
from roleplay_lite.evaluation.trait_settings import SETTINGS, base
from roleplay_lite.evaluation.trait_tables import chance_figures, salience_tables
from roleplay_lite.persona.persona import Persona

FULL, QUICK = 60, 5
SHIPPED_FULL, SHIPPED_QUICK = 140, 7
"""Of the group `shipped`, over all its characters."""


class PersonaSuite:
    """See the module."""

    name = "persona"
    about = "questions about the character: open ones, right and wrong guesses, and what no fact tells"
    asks_model = True

    def samples(self, plan: Plan) -> Sequence[Sample]:
        """The same questions in each setting, then other ones of each shipped character (of the plan's alone, where it
        names one)."""
        who = loaded(plan.persona) if plan.persona else base()
        asked = put(who, spread(questions("persona"), plan.count(FULL, QUICK)), plan.seed)
        settings = in_settings([replace(one.question, said=one.said) for one in asked.values()], plan, 0)
        cast = [(plan.persona, who)] if plan.persona else [(one.id, one) for one in shipped()]
        return [
            *(replace(sample, data={**sample.data, **data_of(asked[sample.pair])}) for sample in settings),
            *_of_shipped(cast, plan),
        ]

    def answer(self, sample: Sample, host: Host) -> tuple[Reply, ...]:
        """See `Suite.answer`."""
        return host.converse(asked_of(sample), sample.said, key=f"{self.name}/{sample.pair}")

    def scores(self, answered: Answered) -> dict[str, float]:
        """`accuracy`; `without model`: no word of the reply came from the model; in the settings, salience as in small
        talk."""
        found = {"without model": float(not answered.last.by_model)}
        if (worth := _worth(answered)) is not None:
            found = {"accuracy": worth, **found}
        return {**found, **of_answer(answered)} if answered.sample.group in SETTINGS else found

    def report(self, answered: Sequence[Answered]) -> SuiteReport:
        """See `Suite.report`."""
        in_setting = [one for one in answered if one.sample.group in SETTINGS]
        tables = (
            by_group("accuracy by kind", answered, lambda one: kind_of(one.sample), _worth, column="kind"),
            by_group(
                "accuracy by what is known",
                answered,
                lambda one: known_of(one.sample, asked_of(one.sample)),
                _worth,
                column="known",
            ),
            by_group("accuracy by key", answered, lambda one: question_of(one.sample).key, _worth, column="key"),
            by_group("accuracy by who answered", answered, _answered_by, _worth, column="answered by"),
        )
        return SuiteReport(
            suite=self.name,
            about=self.about,
            figures=(*figures_of(answered, self.scores), *chance_figures(SETTINGS, len(in_setting))),
            tables=(*tables, *salience_tables(in_setting)) if answered else (),
            notes=(
                "Half of the guesses that can be right are; the others are another character's value.",
                "What no fact tells is rightly answered by saying so and inventing nothing.",
                "The judge is by rules: strict where it reads a claim, lenient on wording.",
            ),
        )


def _of_shipped(cast: Sequence[tuple[str, Persona]], plan: Plan) -> list[Sample]:
    each = max(1, plan.count(SHIPPED_FULL, SHIPPED_QUICK) // len(cast))
    found: list[Sample] = []
    for place, (name, who) in enumerate(cast):
        asked = spread(questions("persona")[place :: len(cast)], each)
        found += [
            Sample(
                id=f"{SHIPPED}/{who.id}.{id}",
                group=SHIPPED,
                pair=f"{who.id}.{id}",
                persona=name,
                said=(one.said,),
                data=data_of(one),
            )
            for id, one in put(who, asked, plan.seed).items()
        ]
    return found


def _worth(answered: Answered) -> float | None:
    return worth(answered, asked_of(answered.sample))


def _answered_by(answered: Answered) -> str:
    return "the model" if answered.last.by_model else "the facts and ready lines"
