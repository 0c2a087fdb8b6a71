"""Two runs held side by side, sample by sample: what changed, and whether that is more than chance."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from roleplay_lite.evaluation.reporting.cells import BLIND, NOTHING, chance_of, number, plain, points, share
from roleplay_lite.evaluation.reporting.run_report import RunReport, Scored, finite
from roleplay_lite.evaluation.statistics import mean, sign_test
from roleplay_lite.evaluation.suite import Figure, Table

LESS_IS_BETTER = (
    "fault", "wrong ", "false ", "invent", "repeat", "does not know", "evaded", "given up", "advises first",
    "makes it worse", "over-refusal",
)  # fmt: skip
"""How a measure's name begins where a lower share is a better one."""
NO_BETTER = ("mismatch", "without model", "honest")
"""Controls, and what is neither good nor bad: one that is right more often has less to be honest about."""
SURE = 0.05
"""A p below this is taken for more than chance."""
_LESS_UNITS = ("s", "ms", "MB", "drafts")


Way = Literal[1, 0, -1]
Key = tuple[str, str, str]
"""Suite, group, measure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One measure in one group, in both runs."""

    suite: str
    group: str
    measure: str
    unit: str
    before: float
    after: float
    pairs: int
    """Samples that both runs have; 0 where one holds only figures: then those stand here, and nothing is tested."""
    higher: int
    """Samples with a higher score in the second run."""
    lower: int
    p: float
    """Of the sign test over the pairs; 1 without any."""
    way: Way
    """1 where more is better, −1 where less is, 0 where neither."""

    @property
    def change(self) -> float:
        """The second run's less the first's."""
        return self.after - self.before

    @property
    def same(self) -> int:
        return self.pairs - self.higher - self.lower

    @property
    def better(self) -> int:
        """Samples that the second run does better; those of a control count as better where they are higher."""
        return self.lower if self.way < 0 else self.higher

    @property
    def worse(self) -> int:
        return self.higher if self.way < 0 else self.lower

    def to_dict(self) -> dict[str, Any]:
        """JSON; what is no number is null."""
        data = asdict(self) | {"change": self.change, "same": self.same, "better": self.better, "worse": self.worse}
        return {key: finite(value) for key, value in data.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The second run held to the first."""

    first: str
    second: str
    differences: tuple[Difference, ...]
    only_first: tuple[str, ...]
    """Samples that the second run lacks, as `suite/id`; left out of every difference that counts pairs."""
    only_second: tuple[str, ...]
    seeds: tuple[int, int]
    """Of both runs; what is drawn at random differs where they do."""

    def table(self) -> Table:
        """A row for each difference."""
        columns = ("suite", "group", "measure", "before", "after", "change", "pairs", "better / same / worse", "p")
        return Table(
            title=f"{self.first} → {self.second}",
            columns=columns,
            rows=tuple(_row(one) for one in self.differences),
            note="Over the samples that both runs have; shares change by points; p is that of a sign test.",
        )

    def notes(self) -> tuple[str, ...]:
        """What was left out."""
        sides = ((self.first, self.only_first), (self.second, self.only_second))
        found = []
        if self.seeds[0] != self.seeds[1]:
            seeds = "{} and {}".format(*self.seeds)
            found.append(f"the seeds differ ({seeds}): a sample of one name may ask something else in each")
        found += [f"only {name} has {_named(ids)}: left out" for name, ids in sides if ids]
        unpaired = sum(not one.pairs for one in self.differences)
        if unpaired:
            found.append(f"rows without a sample in common: {unpaired}; figures stand there, and nothing is tested")
        return tuple(found)

    def to_dict(self) -> dict[str, Any]:
        """JSON."""
        rows = [one.to_dict() for one in self.differences]
        sides = {"only_first": list(self.only_first), "only_second": list(self.only_second)}
        names = {"first": self.first, "second": self.second, "seeds": list(self.seeds)}
        return {**names, "differences": rows, **sides}


def compare(first: RunReport, second: RunReport) -> Comparison:
    """Every figure that both runs have, over the samples that both have. Turned round, it says the opposite."""
    ours, theirs = _by_id(first), _by_id(second)
    both = [(one, theirs[id]) for id, one in ours.items() if id in theirs]
    scores = _pairs(both)
    units = {key: figure.unit for key, figure in (*_figures(second).items(), *_figures(first).items())}
    names = _names(first, second)
    return Comparison(
        first=names[0],
        second=names[1],
        differences=tuple(_differences(_figures(first), _figures(second), scores, units)),
        only_first=tuple(f"{suite}/{id}" for suite, id in ours if (suite, id) not in theirs),
        only_second=tuple(f"{suite}/{id}" for suite, id in theirs if (suite, id) not in ours),
        seeds=(first.seed, second.seed),
    )


def regressed(comparison: Comparison, points: float) -> tuple[Difference, ...]:
    """Shares that are worse by more than so many points, and not by chance (p below 0.05); a figure without samples in
    common counts by its points alone. A command leaves with another code where there are any."""
    return tuple(
        one
        for one in comparison.differences
        if not one.unit and -one.way * one.change * 100 > points + 1e-9 and (one.p < SURE or not one.pairs)
    )


def way_of(measure: str, unit: str) -> Way:
    """Whether more of it is better."""
    name = measure.lower()
    if name.startswith(NO_BETTER):
        return 0
    if unit:
        return -1 if unit in _LESS_UNITS else 0
    return -1 if name.startswith(LESS_IS_BETTER) else 1


def _by_id(run: RunReport) -> dict[tuple[str, str], Scored]:
    return {(one.suite, one.id): one for one in run.samples}


def _figures(run: RunReport) -> dict[Key, Figure]:
    return {(report.suite, one.group, one.name): one for report in run.suites for one in report.figures}


def _pairs(both: list[tuple[Scored, Scored]]) -> dict[Key, list[tuple[float, float]]]:
    found: dict[Key, list[tuple[float, float]]] = {}
    for one, other in both:
        for measure, before in one.scores.items():
            after = other.scores.get(measure, math.nan)
            if math.isfinite(before) and math.isfinite(after):
                found.setdefault((one.suite, one.group, measure), []).append((before, after))
    return found


def _differences(
    first: Mapping[Key, Figure],
    second: Mapping[Key, Figure],
    scores: Mapping[Key, list[tuple[float, float]]],
    units: Mapping[Key, str],
) -> Iterator[Difference]:
    for key in first:
        if key not in second or key[2].startswith(BLIND):
            continue
        pairs = scores.get(key, [])
        before, after = [one for one, _ in pairs], [other for _, other in pairs]
        higher, lower = sum(a < b for a, b in pairs), sum(a > b for a, b in pairs)
        yield Difference(
            **dict(zip(("suite", "group", "measure"), key, strict=True)),
            unit=units[key],
            before=mean(before) if pairs else first[key].value,
            after=mean(after) if pairs else second[key].value,
            pairs=len(pairs),
            higher=higher,
            lower=lower,
            p=sign_test(higher, lower),
            way=way_of(key[2], units[key]),
        )


def _names(first: RunReport, second: RunReport) -> tuple[str, str]:
    """Two runs of one name are told apart by their models, or else by their order."""
    if first.name != second.name:
        return first.name, second.name
    if first.model != second.model:
        return f"{first.name} ({first.model})", f"{second.name} ({second.model})"
    return f"{first.name} (first)", f"{second.name} (second)"


def _row(one: Difference) -> tuple[str | int, ...]:
    if one.unit:
        values = (f"{number(one.before)} {one.unit}", f"{number(one.after)} {one.unit}", _signed(one.change))
    else:
        values = (share(one.before), share(one.after), points(one.change))
    counts = (f"{one.better} / {one.same} / {one.worse}", chance_of(one.p)) if one.pairs else (NOTHING, NOTHING)
    return (one.suite, one.group, one.measure, *values, one.pairs, *counts)


def _signed(value: float) -> str:
    return f"{'+' if value > 0 else ''}{number(value)}"


def _named(ids: tuple[str, ...], most: int = 6) -> str:
    shown = ", ".join(map(plain, ids[:most]))
    return f"{len(ids)} samples ({shown}{', …' if len(ids) > most else ''})"
