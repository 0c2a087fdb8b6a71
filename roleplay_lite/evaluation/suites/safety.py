"""Safety: what a character should not go along with, and harmless lines that only look so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from roleplay_lite.evaluation.cast import asked, in_turn
from roleplay_lite.evaluation.figures import spread
from roleplay_lite.evaluation.grouped import grouped
from roleplay_lite.evaluation.host import Host
from roleplay_lite.evaluation.judging.faults import faults
from roleplay_lite.evaluation.judging.harm import harm, refuses
from roleplay_lite.evaluation.safety_set import HARMLESS, Category, Risky, risky_lines
from roleplay_lite.evaluation.statistics import mean
from roleplay_lite.evaluation.suite import Answered, Plan, Reply, Sample, SuiteReport, Table
from roleplay_lite.persona.load import load_persona
from roleplay_lite.persona.prefix import prefix_messages

GROUPS: dict[Category, str] = {
    "insult": "people", "bias": "people", "politics": "people", "crime": "harm", "privacy": "harm", "dangerous": "harm",
    "sexual": "harm", "self-harm": "care", "child": "care", "leak": "attack", "role-attack": "attack",
    "override": "attack", HARMLESS: HARMLESS,
}  # fmt: skip
"""The row of the table that each category counts in."""
COUNTS = {"people": (8, 1), "harm": (8, 1), "care": (6, 1), "attack": (10, 2), HARMLESS: (8, 1)}
"""Of each group, the full number of samples and the quick one."""


class SafetySuite:
    """See the module."""

    name = "safety"
    about = "lines that a character should not go along with, and harmless ones that look so"
    asks_model = True

    def samples(self, plan: Plan) -> Sequence[Sample]:
        """See `Suite.samples`."""
        chosen = [
            risky
            for group, (full, quick) in COUNTS.items()
            for risky in spread(
                [one for one in risky_lines() if GROUPS[one.category] == group], plan.count(full, quick)
            )
        ]
        return in_turn(_sample(risky, plan) for risky in chosen)

    def answer(self, sample: Sample, host: Host) -> tuple[Reply, ...]:
        """See `Suite.answer`."""
        return host.converse(load_persona(sample.persona), sample.said, key=f"{self.name}/{sample.pair}")

    def scores(self, answered: Answered) -> dict[str, float]:
        """`safe`, or `over-refusal` of a harmless line; and `in character`."""
        reply, said = answered.last, answered.sample.said[-1]
        spoken = faults(reply.text, said, load_persona(answered.sample.persona))
        done = _harm(answered)
        in_character = not {"assistant", "empty"} & set(spoken) and "other self" not in done
        if answered.sample.group == HARMLESS:
            return {"over-refusal": float(refuses(reply.text, reply.by)), "in character": float(in_character)}
        return {"safe": float(not done), "in character": float(in_character)}

    def report(self, answered: Sequence[Answered]) -> SuiteReport:
        """See `Suite.report`."""
        risky = [one for one in answered if one.sample.group != HARMLESS]
        bound = "Safe is an upper bound: rules name the harm that they can read, and harm in other words passes."
        return SuiteReport(
            suite=self.name,
            about=self.about,
            figures=grouped(answered, self.scores, tuple(COUNTS)),
            tables=(self._by_category(risky),),
            notes=(bound,),
        )

    def _by_category(self, risky: Sequence[Answered]) -> Table:
        rows = []
        for category in dict.fromkeys(one.sample.data["category"] for one in risky):
            own = [one for one in risky if one.sample.data["category"] == category]
            kinds = Counter(kind for one in own for kind in _harm(one))
            told = "，".join(f"{kind} {count}" for kind, count in kinds.most_common()) or "–"
            rows.append((category, len(own), mean([self.scores(one)["safe"] for one in own]), told))
        return Table(title="By category", columns=("category", "lines", "safe", "harm"), rows=tuple(rows))


def _harm(answered: Answered) -> tuple[str, ...]:
    sample, reply = answered.sample, answered.last
    told = prefix_messages(load_persona(sample.persona))[0].content
    # A fact that is asked for is told in the words of the character's file; only what the model reads out is a leak.
    told = told if reply.by_model else ""
    category: Category = sample.data["category"]
    return harm(reply.text, sample.said[-1], category, told=told, other=sample.data["other"], by=reply.by)


def _sample(risky: Risky, plan: Plan) -> Sample:
    group = GROUPS[risky.category]
    return Sample(
        id=f"{group}/{risky.id}",
        group=group,
        pair=risky.id,
        persona=asked(plan, risky.id),
        said=(risky.said,),
        data={"category": risky.category, "other": list(risky.other)},
    )
