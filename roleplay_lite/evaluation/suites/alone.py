"""What a character knows of itself by the model alone: nothing is looked up, and no draft is held to the facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from roleplay_lite import line
from roleplay_lite.evaluation.about_itself import kind_of, known_of, question_of, worth
from roleplay_lite.evaluation.accuracy import SHIPPED, by_group, loaded
from roleplay_lite.evaluation.figures import figures_of, spread
from roleplay_lite.evaluation.host import Host
from roleplay_lite.evaluation.suite import Answered, Plan, Reply, Sample, SuiteReport
from roleplay_lite.evaluation.suites.induced import GROUP as INDUCED
from roleplay_lite.evaluation.suites.induced import InducedSuite
from roleplay_lite.evaluation.suites.persona import PersonaSuite
from roleplay_lite.evaluation.trait_settings import SETTINGS, base
from roleplay_lite.faculties import Faculties
from roleplay_lite.history import History
from roleplay_lite.persona.persona import Persona
from roleplay_lite.trace import Overrides
from roleplay_lite.turn import Piece, Recalled, Understanding

ASKED = "asked"
FULL, QUICK = 120, 8
INDUCED_FULL, INDUCED_QUICK = 100, 6
_BARE = SETTINGS[0]


class AloneSuite:
    """See the module."""

    name = "alone"
    about = "questions about the character and lines that lead it astray, answered by the model without the fact layer"
    asks_model = True

    def __init__(self) -> None:
        self._persona = PersonaSuite()
        self._induced = InducedSuite()

    def samples(self, plan: Plan) -> Sequence[Sample]:
        """Questions of the suite `persona`, half of them to the plain person and half to the shipped characters (all to
        the plan's, where it names one), then lines of the suite `induced`; the pairs are those of these suites."""
        induced = self._induced.samples(replace(plan, limit=plan.count(INDUCED_FULL, INDUCED_QUICK)))
        return [*self._asked(plan), *induced]

    def _asked(self, plan: Plan) -> list[Sample]:
        count = plan.count(FULL, QUICK)
        whole = self._persona.samples(replace(plan, quick=False, limit=0))
        own, cast = ([one for one in whole if one.group == group] for group in (_BARE, SHIPPED))
        half = 0 if plan.persona else count // 2
        put = [*(spread(own, half) if half else ()), *spread(cast, count - half)]
        keep = ("question", "value", "true", "day")
        return [
            replace(one, id=f"{ASKED}/{one.pair}", group=ASKED, data={name: one.data[name] for name in keep})
            for one in put
        ]

    def answer(self, sample: Sample, host: Host) -> tuple[Reply, ...]:
        """See `Suite.answer`."""
        return host.converse(_who(sample), sample.said, key=f"{self.name}/{sample.pair}", overrides=overrides())

    def scores(self, answered: Answered) -> dict[str, float]:
        """`accuracy` as in the suite `persona`; of induced lines `kept` and `evaded` as in the suite `induced`. `way
        out`: no word of the reply came from the model, since no draft was fit to be spoken."""
        found = {"way out": float(not answered.last.by_model)}
        if answered.sample.group == INDUCED:
            kept = self._induced.scores(answered)
            return {"kept": kept["kept"], "evaded": kept["evaded"], **found}
        value = _worth(answered)
        return found if value is None else {"accuracy": value, **found}

    def report(self, answered: Sequence[Answered]) -> SuiteReport:
        """See `Suite.report`."""
        asked = [one for one in answered if one.sample.group == ASKED]
        induced = [one for one in answered if one.sample.group == INDUCED]
        tables = (
            by_group("accuracy by kind", asked, lambda one: kind_of(one.sample), _worth, column="kind"),
            by_group("accuracy by what is known", asked, _known, _worth, column="known"),
            by_group("accuracy by key", asked, lambda one: question_of(one.sample).key, _worth, column="key"),
            by_group("accuracy by character", asked, lambda one: _who(one.sample).id, _worth, column="character"),
        )
        return SuiteReport(
            suite=self.name,
            about=self.about,
            figures=figures_of(answered, self.scores),
            tables=(*(tables if asked else ()), *(self._induced.report(induced).tables if induced else ())),
            notes=(
                "The facts stand in the character's beginning of the prompt, and nowhere else: no note tells them, no "
                "rule answers, no draft is drawn again for going against them. All other checks stay.",
                "The judges are those of the suites `persona` and `induced`, on a part of their lines.",
            ),
        )


def overrides() -> Overrides:
    """The steps of a line that has no fact layer."""
    steps: dict[str, Callable[..., Any]] = {"recall": _recall, "check": _check}
    return steps


def _recall(understanding: Understanding, persona: Persona, history: History, faculties: Faculties) -> Recalled:
    """The conversation and nothing else."""
    return Recalled(
        understanding=understanding,
        recent=history.replies(),
        before=history.pairs(),
        statements=history.statements,
    )


def _check(
    tokens: Iterable[str], persona: Persona, recalled: Recalled, most: int, faculties: Faculties
) -> Iterator[Piece]:
    return line.check(tokens, persona, recalled, most, facts=False)


def _who(sample: Sample) -> Persona:
    return base() if sample.persona == base().id else loaded(sample.persona)


def _worth(answered: Answered) -> float | None:
    return worth(answered, _who(answered.sample))


def _known(answered: Answered) -> str:
    return known_of(answered.sample, _who(answered.sample))
