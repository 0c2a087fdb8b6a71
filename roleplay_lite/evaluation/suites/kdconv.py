"""Questions of KdConv's dialogues: whether a triple that is recalled is told, and what is said without one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from typing import Any

from roleplay_lite import line
from roleplay_lite.evaluation.accuracy import by_group, loaded
from roleplay_lite.evaluation.figures import figures_of, spread
from roleplay_lite.evaluation.host import Host
from roleplay_lite.evaluation.judging.honesty import honest
from roleplay_lite.evaluation.judging.kdconv import FOLDER, Domain, Item, holds, read_items
from roleplay_lite.evaluation.suite import Answered, Plan, Reply, Sample, SuiteReport
from roleplay_lite.faculties import Faculties
from roleplay_lite.history import Exchange, History
from roleplay_lite.persona.persona import Persona
from roleplay_lite.trace import Overrides
from roleplay_lite.turn import Found, Prompt, Recalled, Understanding

FULL, QUICK = 50, 8
DOMAIN: Domain = "travel"
WITH, WITHOUT = "with triple", "without"
PERSONA = "xiaoman"
"""Who is asked where the plan names nobody: of today, and of no trade of its own that answers."""
SOURCE = "knowledge:kdconv"
_SCORE = 5.0


class KdconvSuite:
    """See the module."""

    name = "kdconv"
    about = "questions within a dialogue about a sight, asked with the triple that answers them and without"
    asks_model = True

    def samples(self, plan: Plan) -> Sequence[Sample]:
        """The same questions in both groups; none without the data."""
        folder = plan.data / FOLDER if plan.data else None
        if folder is None or not folder.is_dir():
            return ()
        items = spread(read_items(folder, DOMAIN), plan.count(FULL, QUICK))
        return [_sample(group, item, plan.persona or PERSONA) for group in (WITH, WITHOUT) for item in items]

    def answer(self, sample: Sample, host: Host) -> tuple[Reply, ...]:
        """See `Suite.answer`."""
        return host.converse(
            loaded(sample.persona), sample.said, key=f"{self.name}/{sample.pair}", overrides=overrides(sample)
        )

    def scores(self, answered: Answered) -> dict[str, float]:
        """`holds`: the reply tells the value; else `honest`: it says that it does not know, or `invented`: neither."""
        reply = answered.last.text
        told = holds(answered.sample.data["value"], reply)
        owns_up = not told and honest(reply, answered.last.by)
        return {"holds": float(told), "honest": float(owns_up), "invented": float(not told and not owns_up)}

    def report(self, answered: Sequence[Answered]) -> SuiteReport:
        """See `Suite.report`."""
        attributes = by_group(
            "the value told, by attribute",
            answered,
            lambda one: str(one.sample.data["attribute"]),
            lambda one: float(holds(one.sample.data["value"], one.last.text)),
            column="attribute",
        )
        return SuiteReport(
            suite=self.name,
            about=self.about,
            figures=figures_of(answered, self.scores),
            tables=(attributes,) if answered else (),
            notes=(
                f"KdConv's dev dialogues on {DOMAIN}; a triple is handed to the line as retrieval would hand it, so "
                "that the figures are of what is made of knowledge, not of finding it.",
                "`invented` counts whatever neither tells the value nor owns up, small talk too.",
            ),
        )


def overrides(sample: Sample) -> Overrides:
    """The dialogue so far as history, and the triple among what is recalled."""
    past = History(tuple(Exchange(prompted=said, heard=reply, said=said) for said, reply in sample.data["before"]))
    data = sample.data
    triple = Found(text=f"{data['about']}的{data['attribute']}是{data['value']}", source=SOURCE, score=_SCORE)

    def recall(understanding: Understanding, persona: Persona, history: History, faculties: Faculties) -> Recalled:
        recalled = line.recall(understanding, persona, _after(past, history))
        found = (triple, *recalled.found) if sample.group == WITH else recalled.found
        return replace(recalled, found=found)

    def compose(persona: Persona, recalled: Recalled, history: History) -> Prompt:
        return line.compose(persona, recalled, _after(past, history))

    steps: dict[str, Callable[..., Any]] = {"recall": recall, "compose": compose}
    return steps


def _after(past: History, history: History) -> History:
    return replace(history, exchanges=(*past.exchanges, *history.exchanges))


def _sample(group: str, item: Item, persona: str) -> Sample:
    data = asdict(item)
    return Sample(
        id=f"{group}/{item.id}",
        group=group,
        pair=item.id,
        persona=persona,
        said=(item.said,),
        data={key: data[key] for key in ("before", "about", "attribute", "value", "answer")},
    )
