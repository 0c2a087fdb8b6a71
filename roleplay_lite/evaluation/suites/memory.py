"""Memory: what people told of themselves and others, asked for later, within a conversation and in the next one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from roleplay_lite.evaluation.cast import asked, in_turn
from roleplay_lite.evaluation.figures import spread
from roleplay_lite.evaluation.grouped import grouped
from roleplay_lite.evaluation.host import Host
from roleplay_lite.evaluation.judging.recalling import recollection
from roleplay_lite.evaluation.meetings import Meeting, meet
from roleplay_lite.evaluation.memory_set import Conversation, Kind, Told, Wanted, conversations
from roleplay_lite.evaluation.statistics import mean
from roleplay_lite.evaluation.suite import Answered, Plan, Reply, Sample, SuiteReport
from roleplay_lite.persona.load import load_persona

FULL, QUICK = 7, 1
"""Conversations of each kind: one reply of each is drafted, the others are nods."""
_FIRST, _SECOND = "first", "second"
"""Whom the store knows the people by."""


class MemorySuite:
    """See the module."""

    name = "memory"
    about = "what was told is asked for later: one fact, a newer one, a denial, another person's, none at all"
    asks_model = True

    def samples(self, plan: Plan) -> Sequence[Sample]:
        """See `Suite.samples`."""
        chosen = [
            one
            for kind in get_args(Kind)
            for one in spread([one for one in conversations() if one.kind == kind], plan.count(FULL, QUICK))
        ]
        return in_turn(_sample(one, plan) for one in chosen)

    def answer(self, sample: Sample, host: Host) -> tuple[Reply, ...]:
        """See `Suite.answer`. Lines that only tell get a nod, and what is asked is drafted."""
        first = sample.data["first"]
        drafted = {int(place) for place in sample.data["wanted"]} | set(sample.data["asks"])
        nodded = frozenset(range(len(sample.said))) - drafted
        meetings = [Meeting(person=_FIRST, said=sample.said[:first], nodded=nodded)]
        if later := sample.said[first:]:
            person = _SECOND if sample.data["another"] else _FIRST
            meetings.append(
                Meeting(person=person, said=later, nodded=frozenset(n - first for n in nodded if n >= first))
            )
        return meet(host, load_persona(sample.persona), meetings, key=f"{self.name}/{sample.pair}")

    def scores(self, answered: Answered) -> dict[str, float]:
        """`right`, `wrong value` where there is one to say, and `does not know` where it was told."""
        scores: dict[str, list[float]] = {}
        for place, check in answered.sample.data["wanted"].items():
            wanted = Wanted(any=tuple(check["any"]), never=tuple(check["never"]), unsaid=check["unsaid"])
            found = recollection(_reply(answered, int(place)), wanted)
            scores.setdefault("right", []).append(found.right)
            if wanted.never:
                scores.setdefault("wrong value", []).append(found.wrong_value)
            if not wanted.unsaid:
                scores.setdefault("does not know", []).append(found.abstains)
        return {name: mean(values) for name, values in scores.items()}

    def report(self, answered: Sequence[Answered]) -> SuiteReport:
        """See `Suite.report`."""
        return SuiteReport(
            suite=self.name,
            about=self.about,
            figures=grouped(answered, self.scores, get_args(Kind)),
            notes=("Lines that only tell are answered with a nod; the reply that is judged is drafted.",),
        )


def _reply(answered: Answered, place: int) -> str:
    return answered.replies[place].text if place < len(answered.replies) else ""


def _sample(one: Conversation, plan: Plan) -> Sample:
    return Sample(
        id=f"{one.kind}/{one.id}",
        group=one.kind,
        pair=one.id,
        persona=asked(plan, one.id),
        said=tuple(told.said for told in one.told),
        data={
            "first": len(one.turns),
            "another": one.another,
            "asks": [place for place, told in enumerate(one.told) if told.asks],
            "wanted": {str(place): _check(told) for place, told in enumerate(one.told) if told.wanted},
        },
    )


def _check(told: Told) -> dict[str, object]:
    wanted = told.wanted
    assert wanted
    return {"any": list(wanted.any), "never": list(wanted.never), "unsaid": wanted.unsaid, "refers": wanted.refers}
