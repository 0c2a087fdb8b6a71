"""Every line of small talk twice, of characters of the package and of drawn traits: how often each fault comes."""

from __future__ import annotations

from collections.abc import Sequence

from roleplay_lite.evaluation.accuracy import SHIPPED, asked_of
from roleplay_lite.evaluation.asked import faults_of, settings_of
from roleplay_lite.evaluation.cast import in_turn, shipped
from roleplay_lite.evaluation.figures import figures_of, spread
from roleplay_lite.evaluation.grouped import ALL
from roleplay_lite.evaluation.host import Host
from roleplay_lite.evaluation.judging.faults import FAULTS
from roleplay_lite.evaluation.judging.text import bare
from roleplay_lite.evaluation.question_sets import questions
from roleplay_lite.evaluation.statistics import wilson
from roleplay_lite.evaluation.suite import Answered, Cell, Plan, Reply, Sample, SuiteReport, Table
from roleplay_lite.evaluation.trait_settings import trait_sets
from roleplay_lite.evaluation.trait_tables import SHOWN

FULL, QUICK = 0, 8
"""Of each group; all lines of the set."""
HELD: dict[str, tuple[str, ...]] = {
    "loops": ("loop", "repeats itself"),
    "example lines word for word": ("parrots example",),
    "another language": ("other language", "traditional"),
    "notes read aloud": ("reads note",),
    "the person's state for its own": ("takes their state",),
}
"""What a talking model is held to one reply in a hundred of, each by the names of its faults."""
LETTERS = "letters"


class TalkSuite:
    """See the module."""

    name = "talk"
    about = "every line of small talk, to a character of the package and to one of three drawn traits: faults by name"
    asks_model = True

    def samples(self, plan: Plan) -> Sequence[Sample]:
        """See `Suite.samples`."""
        asked = spread(questions("chat"), plan.count(FULL, QUICK))
        names = [plan.persona] if plan.persona else shipped()
        turn = {question.id: names[place % len(names)] for place, question in enumerate(questions("chat"))}
        cast = [
            Sample(id=f"{SHIPPED}/{one.id}", group=SHIPPED, pair=one.id, persona=turn[one.id], said=(one.said,))
            for one in asked
        ]
        return [*in_turn(cast), *settings_of(asked, plan, (SHOWN,), trait_sets(plan.seed))]

    def answer(self, sample: Sample, host: Host) -> tuple[Reply, ...]:
        """See `Suite.answer`."""
        return host.converse(asked_of(sample), sample.said, key=f"{self.name}/{sample.pair}")

    def scores(self, answered: Answered) -> dict[str, float]:
        """Each fault by name, `fault` for any, and the length of the reply in letters."""
        found = faults_of(answered, asked_of(answered.sample))
        return {
            **{name: float(name in found) for name in FAULTS},
            "fault": float(bool(found)),
            LETTERS: float(len(bare(answered.last.text))),
        }

    def report(self, answered: Sequence[Answered]) -> SuiteReport:
        """See `Suite.report`."""
        units = {LETTERS: LETTERS}
        return SuiteReport(
            suite=self.name,
            about=self.about,
            figures=(
                *figures_of(answered, self.scores, units=units),
                *figures_of(answered, self.scores, units=units, group=lambda _: ALL),
            ),
            tables=(self._held(answered), self._characters(answered)) if answered else (),
            notes=(
                "Each line is a conversation of its own, so that nothing of one reply comes again in another.",
                "The judge names what is a fault for any reader; a reply without one may still be beside the point.",
            ),
        )

    def _held(self, answered: Sequence[Answered]) -> Table:
        """What is to be rare, over all replies."""
        scored = [self.scores(one) for one in answered]
        rows: list[tuple[Cell, ...]] = []
        for what, names in HELD.items():
            hits = sum(any(found[name] for name in names) for found in scored)
            rows.append((what, ", ".join(names), hits, hits / len(scored), *wilson(hits, len(scored))))
        return Table(
            title=f"of {len(answered)} replies",
            columns=("what", "faults", "replies", "share", "from", "to"),
            rows=tuple(rows),
            note="From and to: the 95 % interval.",
        )

    def _characters(self, answered: Sequence[Answered]) -> Table:
        """The character with the most faults first."""
        found: dict[str, list[dict[str, float]]] = {}
        for one in answered:
            found.setdefault(one.sample.persona, []).append(self.scores(one))
        rows: list[tuple[str, float, float, int]] = [
            (name, _mean(own, "fault"), _mean(own, LETTERS), len(own)) for name, own in found.items()
        ]
        rows.sort(key=lambda row: (-row[1], row[0]))
        return Table(
            title="by character",
            columns=("character", "fault", "length (letters)", "replies"),
            rows=tuple(rows),
        )


def _mean(scored: Sequence[dict[str, float]], name: str) -> float:
    return sum(found[name] for found in scored) / len(scored)
