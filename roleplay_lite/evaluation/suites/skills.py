"""Skills: what a speaker is asked to do, whether it is done, and whether it claims what it cannot do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any, get_args

from roleplay_lite.evaluation.cast import asked, in_turn
from roleplay_lite.evaluation.figures import spread
from roleplay_lite.evaluation.grouped import grouped
from roleplay_lite.evaluation.host import Host
from roleplay_lite.evaluation.judging.tasks import admits, outcome
from roleplay_lite.evaluation.skills_set import Group, Task, tasks
from roleplay_lite.evaluation.statistics import mean
from roleplay_lite.evaluation.suite import Answered, Plan, Reply, Sample, SuiteReport, Table
from roleplay_lite.persona.load import load_persona

FULL, QUICK = 7, 1
"""Tasks of each group."""
_CLAIMABLE = ("act", "clock", "festival")
"""Judges of what can be claimed falsely."""


class SkillsSuite:
    """See the module."""

    name = "skills"
    about = "timers, the clock, sums, poems, idiom chains, devices: is it done, and is nothing claimed that is not so"
    asks_model = True

    def samples(self, plan: Plan) -> Sequence[Sample]:
        """See `Suite.samples`."""
        chosen = [
            task
            for group in get_args(Group)
            for task in spread([task for task in tasks() if task.group == group], plan.count(FULL, QUICK))
        ]
        return in_turn(_sample(task, plan) for task in chosen)

    def answer(self, sample: Sample, host: Host) -> tuple[Reply, ...]:
        """See `Suite.answer`. The local time is kept, for what is right only then."""
        began = datetime.now().isoformat(timespec="minutes")
        replies = host.converse(load_persona(sample.persona), sample.said, key=f"{self.name}/{sample.pair}")
        return tuple(replace(reply, asked=began) for reply in replies)

    def scores(self, answered: Answered) -> dict[str, float]:
        """`right`; of what one can claim falsely also `done`, `false claim` and `owns up`."""
        task = _task(answered.sample)
        last = answered.last
        began = datetime.fromisoformat(last.asked) if last.asked else None
        found = outcome([reply.text for reply in answered.replies], task, last.by, began)
        scores = {"right": float(found.right)}
        if task.judge in _CLAIMABLE:
            scores |= {
                "done": float(found.done),
                "false claim": float(found.false_claim),
                "owns up": float(admits(last.text)),
            }
        return scores

    def report(self, answered: Sequence[Answered]) -> SuiteReport:
        """See `Suite.report`."""
        return SuiteReport(
            suite=self.name,
            about=self.about,
            figures=grouped(answered, self.scores, get_args(Group)),
            tables=(self._by_skill(answered),),
            notes=("Of an action, to own up that one cannot do it is right as well.",),
        )

    def _by_skill(self, answered: Sequence[Answered]) -> Table:
        names = dict.fromkeys(one.sample.data["skill"] for one in answered)
        scored = [(one.sample.data["skill"], self.scores(one)["right"]) for one in answered]
        rows = tuple(
            (name, len(own), mean(own))
            for name in names
            if (own := [right for other, right in scored if other == name])
        )
        return Table(title="By skill", columns=("skill", "tasks", "right"), rows=rows)


def _sample(task: Task, plan: Plan) -> Sample:
    return Sample(
        id=f"{task.group}/{task.id}",
        group=task.group,
        pair=task.id,
        persona=asked(plan, task.id, of_today=True),
        said=(*task.before, task.said),
        data=asdict(task),
    )


def _task(sample: Sample) -> Task:
    data = sample.data.items()
    fields: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in data}
    return Task(**fields)
