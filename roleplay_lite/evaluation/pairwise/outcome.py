"""Win : tie : lose of one system against another, and whether the readers agree. Pure."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import combinations
from typing import Any, Literal

from roleplay_lite.evaluation.pairwise.blind import Key
from roleplay_lite.evaluation.pairwise.judgements import Judgement, Verdict
from roleplay_lite.evaluation.reporting.cells import NOTHING, chance_of, share
from roleplay_lite.evaluation.statistics import kappa, mean, sign_test, wilson
from roleplay_lite.evaluation.suite import Table

Label = Literal["win", "tie", "lose"]
Kind = Literal["person", "majority", "model"]

MAJORITY = "people, by majority"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What one reader, or the people together, made of the pairs; seen from the system A."""

    reader: str
    kind: Kind
    win: int
    tie: int
    """With `bad` in it."""
    lose: int
    bad: int = 0
    """Where neither would do."""
    first: float = math.nan
    """Of its choices, the share that fell on the reply shown first: far from a half, and it leaned to a place."""

    @property
    def count(self) -> int:
        return self.win + self.tie + self.lose

    @property
    def share(self) -> float:
        """Of wins, ties left out; NaN when all are ties."""
        return self.win / (self.win + self.lose) if self.win + self.lose else math.nan

    @property
    def interval(self) -> tuple[float, float]:
        """Of `share`, 95 %."""
        return wilson(self.win, self.win + self.lose)

    @property
    def p(self) -> float:
        """Of the two-sided sign test: how often so uneven a split comes of a coin."""
        return sign_test(self.win, self.lose)

    def to_dict(self) -> dict[str, Any]:
        low, high = self.interval
        return {**_known(asdict(self)), **_known({"share": self.share, "low": low, "high": high, "p": self.p})}


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Two readers over the pairs that both judged."""

    one: str
    other: str
    count: int
    same: float
    """Share of pairs on which they say the same of win, tie and lose."""
    kappa: float
    """Cohen's; NaN where it is not defined."""

    def to_dict(self) -> dict[str, Any]:
        return _known(asdict(self))


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A whole comparison."""

    a: str
    b: str
    pairs: int
    same: int
    """Pairs with identical replies, which nobody was asked about; in no tally."""
    tallies: tuple[Tally, ...]
    agreements: tuple[Agreement, ...]

    def to_dict(self) -> dict[str, Any]:
        rows = {"tallies": [t.to_dict() for t in self.tallies], "agreements": [a.to_dict() for a in self.agreements]}
        return {"a": self.a, "b": self.b, "pairs": self.pairs, "same": self.same, **rows}

    def bars(self) -> list[tuple[str, int, int, int]]:
        """For a plot: label, win, tie, lose."""
        return [(_name(tally), tally.win, tally.tie, tally.lose) for tally in self.tallies]

    def tables(self) -> tuple[Table, ...]:
        """Win : tie : lose, and the agreement where there is more than one reader."""
        columns = ("reader", "win", "tie", "lose", "both bad", "win share", "95 %", "p", "first shown chosen")
        rows = tuple(
            (_name(t), t.win, t.tie, t.lose, t.bad, t.share, _interval(t), chance_of(t.p), t.first)
            for t in self.tallies
        )
        note = f"{self.pairs} pairs; {self.same} more had identical replies. Win share: without ties. p: sign test."
        score = Table(title=f"{self.a} : {self.b}", columns=columns, rows=rows, note=note)
        if not self.agreements:
            return (score,)
        between = tuple(
            (one.one, one.other, one.count, one.same, NOTHING if math.isnan(one.kappa) else f"{one.kappa:.2f}")
            for one in self.agreements
        )
        agreed = Table(title="agreement", columns=("reader", "and", "pairs", "same", "Cohen's κ"), rows=between)
        return score, agreed


def outcome(judgements: Iterable[Judgement], key: Key) -> Outcome:
    """What all verdicts come to. Of a reader's several verdicts on one pair the last counts."""
    readers: dict[str, dict[str, Judgement]] = {}
    for one in judgements:
        if one.pair in key.left:
            readers.setdefault(one.reader, {})[one.pair] = one
    models = sorted(name for name in readers if next(iter(readers[name].values())).by_model)
    people = sorted(set(readers) - set(models))
    labels = {name: {pair: _label(one, key) for pair, one in readers[name].items()} for name in readers}
    tallies = [_tally(name, "person", readers[name], labels[name]) for name in people]
    compared = [(name, labels[name]) for name in people]
    agreements = [_agreement(one, other) for one, other in combinations(compared, 2)]
    if len(people) > 1:
        voted = _majority([labels[name] for name in people])
        tallies.append(_tally(MAJORITY, "majority", {}, voted))
        compared.append((MAJORITY, voted))
    for name in models:
        tallies.append(_tally(name, "model", readers[name], labels[name]))
        agreements += [_agreement(other, (name, labels[name])) for other in compared]
    agreements += [_agreement(one, other) for one, other in combinations([(name, labels[name]) for name in models], 2)]
    return Outcome(
        a=key.a, b=key.b, pairs=len(key.left), same=key.same, tallies=tuple(tallies), agreements=tuple(agreements)
    )


def _label(judgement: Judgement, key: Key) -> Label:
    if judgement.verdict not in (Verdict.LEFT, Verdict.RIGHT):
        return "tie"
    return "win" if (judgement.verdict is Verdict.LEFT) is (key.left[judgement.pair] == "a") else "lose"


def _majority(readers: Sequence[Mapping[str, Label]]) -> dict[str, Label]:
    """A pair is won or lost when more than half of those who judged it say so; else it is a tie."""
    votes: dict[str, Counter[Label]] = {}
    for labels in readers:
        for pair, label in labels.items():
            votes.setdefault(pair, Counter())[label] += 1
    return {pair: _voted(counted) for pair, counted in votes.items()}


def _voted(counted: Counter[Label]) -> Label:
    label, most = counted.most_common(1)[0]
    return label if 2 * most > counted.total() else "tie"


def _tally(reader: str, kind: Kind, judged: Mapping[str, Judgement], labels: Mapping[str, Label]) -> Tally:
    counted = Counter(labels.values())
    return Tally(
        reader=reader,
        kind=kind,
        win=counted["win"],
        tie=counted["tie"],
        lose=counted["lose"],
        bad=sum(one.verdict is Verdict.BAD for one in judged.values()),
        first=_first(kind, judged.values()),
    )


def _first(kind: Kind, judged: Iterable[Judgement]) -> float:
    """A model is asked in both orders; a person sees the left one first."""
    if kind == "model":
        return mean([one.first for one in judged if one.first is not None])
    chosen = [one.verdict for one in judged if one.verdict in (Verdict.LEFT, Verdict.RIGHT)]
    return mean([float(verdict is Verdict.LEFT) for verdict in chosen])


def _agreement(one: tuple[str, Mapping[str, Label]], other: tuple[str, Mapping[str, Label]]) -> Agreement:
    both = [pair for pair in one[1] if pair in other[1]]
    first, second = ([labels[pair] for pair in both] for _, labels in (one, other))
    same = [float(a == b) for a, b in zip(first, second, strict=True)]
    return Agreement(one=one[0], other=other[0], count=len(both), same=mean(same), kappa=kappa(first, second))


def _name(tally: Tally) -> str:
    return f"{tally.reader} (second opinion)" if tally.kind == "model" else tally.reader


def _interval(tally: Tally) -> str:
    low, high = tally.interval
    return NOTHING if math.isnan(tally.share) else f"{100 * low:.1f} to {share(high)}"


def _known(row: dict[str, Any]) -> dict[str, Any]:
    """JSON has no NaN."""
    return {name: None if isinstance(value, float) and math.isnan(value) else value for name, value in row.items()}
