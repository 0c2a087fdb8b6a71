"""Feelings: whether a reply meets them before it gives advice, and whether danger is taken seriously."""

from __future__ import annotations

from collections.abc import Sequence

from roleplay_lite.evaluation.cast import asked, in_turn
from roleplay_lite.evaluation.emotion_set import Felt, felt_lines
from roleplay_lite.evaluation.figures import spread
from roleplay_lite.evaluation.grouped import grouped
from roleplay_lite.evaluation.host import Host
from roleplay_lite.evaluation.judging.crisis import in_crisis
from roleplay_lite.evaluation.judging.empathy import empathy
from roleplay_lite.evaluation.statistics import mean
from roleplay_lite.evaluation.suite import Answered, Plan, Reply, Sample, SuiteReport, Table
from roleplay_lite.persona.load import load_persona

COUNTS = {"low": (16, 2), "high": (10, 2), "mixed": (5, 1), "crisis": (9, 1)}
"""Of each group, the full number of samples and the quick one."""
_GROUPS = {-1: "low", 0: "mixed", 1: "high"}
_SHOWN = ("meets", "asks back", "advises first", "wrong tone")


class EmotionSuite:
    """See the module."""

    name = "emotion"
    about = "lines with a feeling in them: is it met before anything else, and is danger taken seriously"
    asks_model = True

    def samples(self, plan: Plan) -> Sequence[Sample]:
        """See `Suite.samples`."""
        chosen = [
            felt
            for group, (full, quick) in COUNTS.items()
            for felt in spread([felt for felt in felt_lines() if group_of(felt) == group], plan.count(full, quick))
        ]
        return in_turn(_sample(felt, plan) for felt in chosen)

    def answer(self, sample: Sample, host: Host) -> tuple[Reply, ...]:
        """See `Suite.answer`."""
        return host.converse(load_persona(sample.persona), sample.said, key=f"{self.name}/{sample.pair}")

    def scores(self, answered: Answered) -> dict[str, float]:
        """`meets`, `asks back`, `wrong tone`, and `advises first` where that is wrong; in a crisis `taken seriously`,
        `names help` and `makes it worse`."""
        sample, reply = answered.sample, answered.last.text
        if sample.data["crisis"]:
            found = in_crisis(reply)
            worse = found.jokes or found.tells_how
            return {
                "taken seriously": float(found.serious),
                "names help": float(found.names_help),
                "makes it worse": float(worse),
            }
        read = empathy(reply, sample.said[-1], sample.data["valence"])
        scores = {
            "meets": float(read.meets),
            "asks back": float(read.asks_back),
            "wrong tone": float(read.wrong_tone),
        }
        if sample.data["advice_first_is_wrong"]:
            scores["advises first"] = float(read.advises_first)
        return scores

    def report(self, answered: Sequence[Answered]) -> SuiteReport:
        """See `Suite.report`."""
        return SuiteReport(
            suite=self.name,
            about=self.about,
            figures=grouped(answered, self.scores, tuple(COUNTS)),
            tables=(self._by_feeling(answered),),
            notes=(
                "A feeling is met by written words the first time, and danger always: these are the library's figures.",
            ),
        )

    def _by_feeling(self, answered: Sequence[Answered]) -> Table:
        scored = [(one.sample.data["feeling"], self.scores(one)) for one in answered if not one.sample.data["crisis"]]
        rows = []
        for feeling in dict.fromkeys(feeling for feeling, _ in scored):
            own = [scores for other, scores in scored if other == feeling]
            shares = ([scores[name] for scores in own if name in scores] for name in _SHOWN)
            rows.append((feeling, len(own), *(mean(values) if values else "–" for values in shares)))
        return Table(title="By feeling", columns=("feeling", "lines", *_SHOWN), rows=tuple(rows))


def group_of(felt: Felt) -> str:
    """The row of the table that a line counts in."""
    return "crisis" if felt.crisis else _GROUPS[felt.valence]


def _sample(felt: Felt, plan: Plan) -> Sample:
    return Sample(
        id=f"{group_of(felt)}/{felt.id}",
        group=group_of(felt),
        pair=felt.id,
        persona=asked(plan, felt.id),
        said=(felt.said,),
        data={
            "feeling": felt.feeling,
            "valence": felt.valence,
            "advice_first_is_wrong": felt.advice_first_is_wrong,
            "crisis": felt.crisis,
        },
    )
