"""Reading facts out of what people say: what is found, what is made up, and what is rightly left alone."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from functools import lru_cache
from typing import get_args

from roleplay_lite.evaluation.detection import Detection
from roleplay_lite.evaluation.extraction_set import Fact, Half, Utterance, utterances
from roleplay_lite.evaluation.figures import figure, spread
from roleplay_lite.evaluation.host import Host
from roleplay_lite.evaluation.judging.reading import Judged, Read, judged
from roleplay_lite.evaluation.judging.text import has_han
from roleplay_lite.evaluation.statistics import mean
from roleplay_lite.evaluation.suite import Answered, Figure, Plan, Reply, Sample, SuiteReport, Table
from roleplay_lite.memory.predicates import predicate

FULL, QUICK = 0, 60
HALVES: tuple[Half, ...] = get_args(Half)
_Rated = tuple[Utterance, Judged, str]


class ExtractionSuite:
    """See the module."""

    name = "extraction"
    about = "facts read out of what people say at home, without a model: what is found, and what is made up"
    asks_model = False

    def samples(self, plan: Plan) -> Sequence[Sample]:
        """See `Suite.samples`."""
        return [
            Sample(id=f"{half}/{one.id}", group=half, pair=one.id, said=(one.said,))
            for half in HALVES
            for one in spread(utterances(half), plan.count(FULL, QUICK))
        ]

    def answer(self, sample: Sample, host: Host) -> tuple[Reply, ...]:
        """What was read, as JSON."""
        from roleplay_lite.memory.extract import extract

        one = _utterances()[sample.pair]
        began = time.perf_counter()
        found = extract(one.said, at=one.at.timestamp(), before=one.before)
        seconds = time.perf_counter() - began
        rows = [asdict(Read.of(each)) for each in found]
        return (Reply(text=json.dumps(rows, ensure_ascii=False), by=("rules",), seconds=seconds),)

    def scores(self, answered: Answered) -> dict[str, float]:
        """`found`, the share of its facts; of an utterance that tells nothing, `left alone`."""
        one, result, _ = _rated(answered)
        if one.trap:
            return {"left alone": float(not result.wrong)}
        return {"found": len(result.found) / len(one.wanted)}

    def report(self, answered: Sequence[Answered]) -> SuiteReport:
        """See `Suite.report`."""
        rated = [(*_rated(one)[:2], one.sample.group) for one in answered]
        dev = [one for one in rated if one[2] == "dev"]
        return SuiteReport(
            suite=self.name,
            about=self.about,
            figures=tuple(each for half in HALVES for each in _figures(half, [one for one in rated if one[2] == half]))
            + _cost(answered),
            tables=(_by_kind(rated), _traps(rated), _missed(dev), _made_up(dev)) if rated else (),
            notes=(
                "The rules are written against dev; held is what they are worth.",
                "A fact counts as found by subject, key, value, polarity and act; its day is counted apart.",
            ),
        )


@lru_cache(maxsize=1)
def _utterances() -> dict[str, Utterance]:
    return {one.id: one for half in HALVES for one in utterances(half)}


def _rated(answered: Answered) -> _Rated:
    one = _utterances()[answered.sample.pair]
    read = [Read.from_dict(row) for row in json.loads(answered.last.text or "[]")]
    return one, judged(one, read), answered.sample.group


def _counted(results: Iterable[Judged]) -> Detection:
    results = list(results)
    return Detection(
        hits=sum(len(one.found) for one in results),
        misses=sum(len(one.missed) for one in results),
        false=sum(len(one.wrong) for one in results),
        quiet=0,
    )


def _figures(half: Half, rated: Sequence[_Rated]) -> Iterable[Figure]:
    if not rated:
        return
    yield from _counted(result for _, result, _ in rated).figures(half)
    yield from _share("left alone", half, [not result.wrong for one, result, _ in rated if one.trap])
    yield from _share("day right", half, [right for _, result, _ in rated for _, right in result.dated])
    for language, own in (("zh", True), ("en", False)):
        part = [result for one, result, _ in rated if has_han(one.said) is own]
        yield from _counted(part).figures(f"{half} {language}")


def _share(name: str, group: str, values: Sequence[bool]) -> Iterable[Figure]:
    if values:
        yield figure(name, group, [float(value) for value in values])


def _cost(answered: Sequence[Answered]) -> tuple[Figure, ...]:
    values = [one.last.seconds * 1000 for one in answered if one.replies]
    return (figure("cost", "all", values, unit="ms"),) if values else ()


def _by_kind(rated: Sequence[_Rated]) -> Table:
    """Found and made up by the kind of the key."""
    kinds = sorted({str(predicate(fact.readings[0].predicates[0]).kind) for one, _, _ in rated for fact in one.wanted})
    rows = []
    for kind in kinds:
        cells: list[str | float | int] = [kind]
        for half in HALVES:
            results = [result for _, result, own in rated if own == half]
            hits = sum(_kind(fact) == kind for one in results for fact in one.found)
            misses = sum(_kind(fact) == kind for one in results for fact in one.missed)
            false = sum(read.kind == kind for one in results for read in one.wrong)
            counted = Detection(hits=hits, misses=misses, false=false, quiet=0)
            known = hits + false, hits + misses
            cells += [counted.precision if known[0] else "–", counted.recall if known[1] else "–"]
            cells += [counted.f1 if sum(known) else "–", known[1]]
        rows.append(tuple(cells))
    columns = [f"{half} {name}" for half in HALVES for name in ("precision", "recall", "F1", "facts")]
    return Table(title="by kind", columns=("kind", *columns), rows=tuple(rows))


def _kind(fact: Fact) -> str:
    return str(predicate(fact.readings[0].predicates[0]).kind)


def _traps(rated: Sequence[_Rated]) -> Table:
    """Of what tells nothing, the share that nothing was read from."""
    rows = []
    for trap in dict.fromkeys(one.trap for one, _, _ in rated if one.trap):
        cells: list[str | float | int] = [trap]
        for half in HALVES:
            quiet = [not result.wrong for one, result, own in rated if one.trap == trap and own == half]
            cells += [mean(quiet) if quiet else "–", len(quiet)]
        rows.append(tuple(cells))
    columns = [name for half in HALVES for name in (f"{half} left alone", f"{half} lines")]
    return Table(title="by what makes it tell nothing", columns=("trap", *columns), rows=tuple(rows))


def _missed(rated: Sequence[_Rated]) -> Table:
    rows = _listing(rated, lambda result: [_wanted(fact) for fact in result.missed])
    return Table(title="dev: not found", columns=("id", "said", "fact"), rows=rows)


def _made_up(rated: Sequence[_Rated]) -> Table:
    rows = _listing(rated, lambda result: [str(read) for read in result.wrong])
    return Table(title="dev: made up", columns=("id", "said", "read"), rows=rows)


def _listing(rated: Sequence[_Rated], words: Callable[[Judged], list[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple((one.id, one.said, each) for one, result, _ in rated for each in words(result))


def _wanted(fact: Fact) -> str:
    """The plainest reading."""
    one = fact.readings[0]
    act = "" if one.acts[0] == "state" else f" ({one.acts[0]})"
    polarity = "" if one.polarity == "yes" else "not "
    value = one.objects[0] if one.objects else "–"
    return f"{one.subjects[0]} {polarity}{one.predicates[0]}: {value}{act}{' (past)' if one.ended else ''}"
