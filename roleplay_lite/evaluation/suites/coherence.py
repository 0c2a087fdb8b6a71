"""Whole conversations: whether each turn goes smoothly, in each setting and with the characters of the package."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from roleplay_lite.evaluation.accuracy import SHIPPED, asked_of
from roleplay_lite.evaluation.asked import in_settings
from roleplay_lite.evaluation.figures import figures_of, spread
from roleplay_lite.evaluation.host import Host
from roleplay_lite.evaluation.judging.coherence import TurnJudged, judge
from roleplay_lite.evaluation.judging.faults import FAULTS
from roleplay_lite.evaluation.question_sets import ANY, Question, Scenario, scenarios
from roleplay_lite.evaluation.suite import Answered, Cell, Plan, Reply, Sample, SuiteReport, Table

FULL, QUICK = 9, 1
SHIPPED_FULL, SHIPPED_QUICK = 10, 1


class CoherenceSuite:
    """See the module."""

    name = "coherence"
    about = "conversations of five to eight turns, led by the person whatever the replies are"
    asks_model = True

    def samples(self, plan: Plan) -> Sequence[Sample]:
        """Conversations that fit anybody in each setting, then those written for a shipped character."""
        fitting = spread([one for one in scenarios() if one.persona == ANY], plan.count(FULL, QUICK))
        settings = in_settings([Question(id=one.id, said=one.turns[0].said) for one in fitting], plan, 0)
        own = [one for one in scenarios() if one.persona not in (ANY, "") and plan.persona in ("", one.persona)]
        return [
            *(replace(sample, said=_said(_by_id()[sample.pair])) for sample in settings),
            *(_of_shipped(one) for one in spread(own, plan.count(SHIPPED_FULL, SHIPPED_QUICK))),
        ]

    def answer(self, sample: Sample, host: Host) -> tuple[Reply, ...]:
        """See `Suite.answer`."""
        return host.converse(asked_of(sample), sample.said, key=f"{self.name}/{sample.pair}")

    def scores(self, answered: Answered) -> dict[str, float]:
        """`smooth`: the share of turns without a fault whose check, if any, is met; `check met`: of the turns that have
        one; `all smooth`: 1 when every turn is."""
        turns = _judged(answered)
        if not turns:
            return {}
        checks = [turn.met for turn in turns if turn.met is not None]
        found = {
            "smooth": sum(turn.smooth for turn in turns) / len(turns),
            "all smooth": float(all(turn.smooth for turn in turns)),
        }
        return {**found, "check met": sum(checks) / len(checks)} if checks else found

    def report(self, answered: Sequence[Answered]) -> SuiteReport:
        """See `Suite.report`."""
        return SuiteReport(
            suite=self.name,
            about=self.about,
            figures=figures_of(answered, self.scores),
            tables=(_faults(answered), _topics(answered)) if answered else (),
            notes=(
                "`smooth` says that nothing is plainly wrong with a turn, not that it is good: the judge finds faults "
                "by rules and asks of some turns that they hold a word.",
            ),
        )


def _of_shipped(scenario: Scenario) -> Sample:
    return Sample(
        id=f"{SHIPPED}/{scenario.id}",
        group=SHIPPED,
        pair=scenario.id,
        persona=scenario.persona,
        said=_said(scenario),
    )


def _said(scenario: Scenario) -> tuple[str, ...]:
    return tuple(turn.said for turn in scenario.turns)


def _judged(answered: Answered) -> tuple[TurnJudged, ...]:
    replies = answered.replies
    return judge(
        _by_id()[answered.sample.pair],
        [reply.text for reply in replies],
        asked_of(answered.sample),
        [reply.note for reply in replies],
        [reply.by for reply in replies],
    )


def _faults(answered: Sequence[Answered]) -> Table:
    """How many of the turns of each group have each fault."""
    groups = list(dict.fromkeys(one.sample.group for one in answered))
    turns = {
        group: [turn for one in answered if one.sample.group == group for turn in _judged(one)] for group in groups
    }
    rows: list[tuple[Cell, ...]] = [
        (name, *(_share([name in turn.faults for turn in turns[group]]) for group in groups)) for name in FAULTS
    ]
    rows.append(("check not met", *(_share([turn.met is False for turn in turns[group]]) for group in groups)))
    return Table(
        title="turns with each fault",
        columns=("fault", *groups),
        rows=tuple(rows),
        note="Shares of all turns; a turn may have several.",
    )


def _topics(answered: Sequence[Answered]) -> Table:
    """Each conversation, the least smooth first."""
    found: dict[str, list[TurnJudged]] = {}
    for one in answered:
        found.setdefault(one.sample.pair, []).extend(_judged(one))
    rows = sorted((_share([turn.smooth for turn in turns]), id, len(turns)) for id, turns in found.items() if turns)
    return Table(
        title="turns by conversation",
        columns=("conversation", "topic", "smooth", "turns"),
        rows=tuple((id, _by_id()[id].topic, share, count) for share, id, count in rows),
    )


def _share(hits: Sequence[bool]) -> float:
    return sum(hits) / len(hits) if hits else 0.0


@lru_cache(maxsize=1)
def _by_id() -> dict[str, Scenario]:
    return {scenario.id: scenario for scenario in scenarios()}
