"""Pairs out of the store of runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from roleplay_lite.errors import InputError
from roleplay_lite.evaluation.pairwise.pairs import Paired, paired
from roleplay_lite.evaluation.run_store import Run, RunStore
from roleplay_lite.evaluation.suite import Answered


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two systems."""

    run: Run
    group: str = ""
    """Its one setting or kind; empty takes all, each against the same of the other side."""

    @property
    def name(self) -> str:
        return f"{self.run.name} {self.group}".strip()


def paired_runs(runs: RunStore, a: Side, b: Side, suites: Sequence[str] = ()) -> Paired:
    """The pairs of these suites, or of all that both runs answered. Raises InputError for a suite that one of them did
    not answer, or where the two have nothing in common."""
    if bool(a.group) != bool(b.group):
        raise InputError("name a group of both sides, or of none")
    common = [name for name in runs.suites(a.run) if name in runs.suites(b.run)]
    if unknown := [name for name in suites if name not in common]:
        raise InputError(f"{unknown[0]!r} was not answered on both sides; there are: {', '.join(common) or 'none'}")
    found = Paired(pairs=())
    for suite in dict.fromkeys(suites or common):
        one, other = (_answered(runs, side, suite) for side in (a, b))
        found += paired(suite, one, other, across=bool(a.group))
    if not found.pairs:
        groups = {one.sample.group for suite in common for one in runs.answered(a.run, suite)}
        raise InputError(f"the two have no pair in common; groups of {a.run.name} are: {', '.join(sorted(groups))}")
    return found


def _answered(runs: RunStore, side: Side, suite: str) -> list[Answered]:
    return [one for one in runs.answered(side.run, suite) if not side.group or one.sample.group == side.group]
