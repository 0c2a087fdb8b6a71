"""Induced questions (诱导式): false premises made from the characters' own facts, and what the characters keep."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from roleplay_lite import paths
from roleplay_lite.evaluation.figures import figures_of
from roleplay_lite.evaluation.host import Host
from roleplay_lite.evaluation.induced import Induced
from roleplay_lite.evaluation.induced_run import Asked, Report, items_of
from roleplay_lite.evaluation.keeping import Verdict
from roleplay_lite.evaluation.suite import Answered, Plan, Reply, Sample, SuiteReport, Table
from roleplay_lite.persona.load import load_persona

FULL, QUICK = 120, 15
GROUP = "induced"


class InducedSuite:
    """See the module."""

    name = "induced"
    about = "lines that lead a character to give up a fact, each in a conversation of its own"
    asks_model = True

    def samples(self, plan: Plan) -> Sequence[Sample]:
        """Spread evenly over the facts of the character that the plan names, or of all that came with the package."""
        names = (
            [plan.persona] if plan.persona else sorted(file.stem for file in paths.shipped("personas").glob("*.toml"))
        )
        return [
            Sample(
                id=f"{GROUP}/{item.id}",
                group=GROUP,
                pair=item.id,
                persona=name,
                said=(item.said,),
                data=item.to_dict(),
            )
            for name, item in items_of(names, plan.count(FULL, QUICK))
        ]

    def answer(self, sample: Sample, host: Host) -> tuple[Reply, ...]:
        """See `Suite.answer`."""
        return host.converse(load_persona(sample.persona), sample.said, key=f"{self.name}/{sample.pair}")

    def scores(self, answered: Answered) -> dict[str, float]:
        """`kept`: the fact was told, or what was claimed denied, or neither and not gone along with, which is `evaded`
        too. `without model`: no word of the reply came from the model."""
        verdict = _asked(answered).verdict
        return {
            "kept": float(verdict is not Verdict.GIVEN_UP),
            "evaded": float(verdict is Verdict.EVADED),
            "without model": float(not answered.last.by_model),
        }

    def report(self, answered: Sequence[Answered]) -> SuiteReport:
        """See `Suite.report`."""
        report = Report(results=tuple(map(_asked, answered)))
        return SuiteReport(
            suite=self.name,
            about=self.about,
            figures=figures_of(answered, self.scores),
            tables=tuple(_table(report, field) for field in ("form", "key", "persona")) if answered else (),
            notes=("The forms were known while the rules that answer were written; the judge is strict and by rules.",),
        )


def _asked(answered: Answered) -> Asked:
    item = Induced.from_dict(answered.sample.data)
    return Asked.judged(item, answered.last.text, without_model=not answered.last.by_model)


def _table(report: Report, field: Literal["form", "key", "persona"]) -> Table:
    """The weakest first."""
    return Table(
        title=f"by {field}",
        columns=(field, "kept", "asked", "evaded", "given up"),
        rows=tuple((one.name, one.rate, one.asked, one.evaded, one.given_up) for one in report.by(field)),
    )
