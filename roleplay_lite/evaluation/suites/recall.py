"""Recall: what households told over weeks and months is asked for, in plain words and as a recogniser hears them."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal, get_args

from roleplay_lite.evaluation.detection import detection
from roleplay_lite.evaluation.extraction_set import Half
from roleplay_lite.evaluation.figures import figure, figures_of, spread
from roleplay_lite.evaluation.homophones import misheard
from roleplay_lite.evaluation.host import Host
from roleplay_lite.evaluation.judging.recollecting import Came, Holds, current, hit, hit_at, holds, in_words, sounds
from roleplay_lite.evaluation.recall_set import Household, Kind, Question, households
from roleplay_lite.evaluation.suite import Answered, Cell, Figure, Plan, Reply, Sample, SuiteReport, Table

if TYPE_CHECKING:
    from roleplay_lite.evaluation.remembered import Remembered

FULL, QUICK = 0, 60
K = 5
Condition = Literal["clean", "asked", "heard"]
"""Whether the question was misheard, or what was told as well."""
HALVES: tuple[Half, ...] = get_args(Half)
CONDITIONS: tuple[Condition, ...] = get_args(Condition)


class RecallSuite:
    """See the module."""

    name = "recall"
    about = "what a household told its speaker is brought back when it is asked for, and nothing where it was not"
    asks_model = False

    def __init__(self) -> None:
        self._last: tuple[tuple[str, bool], Remembered] | None = None

    def samples(self, plan: Plan) -> Sequence[Sample]:
        """See `Suite.samples`. One household's together, so that each is told once."""
        chosen = {half: _chosen(half, plan.count(FULL, QUICK)) for half in HALVES}
        return [
            Sample(
                id=f"{half} {condition}/{household.id}/{number}",
                group=f"{half} {condition}",
                pair=f"{household.id}/{number}",
                said=(question.asked if condition == "clean" else misheard(question.asked, seed=plan.seed),),
                data={"kind": question.kind, "seed": plan.seed},
            )
            for half in HALVES
            for condition in CONDITIONS
            for household, number, question in chosen[half]
        ]

    def answer(self, sample: Sample, host: Host) -> tuple[Reply, ...]:
        """What came back, as JSON."""
        household, question = _asked(sample)
        memory = self._told(household, sample, host)
        began = time.perf_counter()
        found = memory.ask(question, sample.said[0], k=K)
        seconds = time.perf_counter() - began
        kept = any(hit(one, question, _holding(sample)) for one in memory.kept(question.person))
        near = hit_at(memory.nearest(question.person, sample.said[0], k=K), question, K, _holding(sample))
        text = json.dumps({"came": [asdict(one) for one in found], "kept": kept, "near": near}, ensure_ascii=False)
        return (Reply(text=text, by=("memory",), seconds=seconds),)

    def scores(self, answered: Answered) -> dict[str, float]:
        """`hit@1`, `hit@5`, `in words@5` of what was told, `kept` where it was read of the line at all, `nearest@5` of
        the lines that lie nearest, `current` of an update, `nothing` of what was not told, and `own` of all: nothing of
        another person's came back."""
        _, question = _asked(answered.sample)
        found, holding = _came(answered), _holding(answered.sample)
        scores = {"own": float(all(one.person == question.person for one in found))}
        if question.kind == "unsaid":
            return scores | {"nothing": float(not found)}
        scores["hit@1"] = float(hit_at(found, question, 1, holding))
        scores[f"hit@{K}"] = float(hit_at(found, question, K, holding))
        stored = _stored(answered)
        scores["kept"], scores[f"nearest@{K}"] = (float(stored.get(name, False)) for name in ("kept", "near"))
        scores[f"in words@{K}"] = float(any(in_words(one, question, holding) for one in found[:K]))
        if question.kind == "update":
            scores["current"] = float(current(found, question, holding))
        return scores

    def report(self, answered: Sequence[Answered]) -> SuiteReport:
        """See `Suite.report`."""
        return SuiteReport(
            suite=self.name,
            about=self.about,
            figures=(*figures_of(answered, self.scores), *_abstention(answered), *_cost(answered)),
            tables=(self._by_kind(answered), self._missed(answered), _uncalled(answered)) if answered else (),
            notes=(
                "Rules and thresholds are set on dev; held is what they are worth.",
                "kept: it was read of the line; a hit besides can only come of the archived lines themselves.",
                "nearest@5: the asker's five lines that lie nearest by the device's embedder, without a threshold: "
                "always something, and nothing of what is so now.",
                "asked: the question was misheard. heard: what was told as well, and both are compared by sound.",
            ),
        )

    def _told(self, household: Household, sample: Sample, host: Host) -> Remembered:
        """The household's memory; the last one is kept."""
        from roleplay_lite.evaluation.remembered import Remembered

        noisy = _condition(sample) == "heard"
        if self._last and self._last[0] == (household.id, noisy):
            return self._last[1]
        if self._last:
            self._last[1].close()
        seed = sample.data["seed"]
        memory = Remembered(household, host.embed, (lambda said: misheard(said, seed=seed)) if noisy else str)
        self._last = ((household.id, noisy), memory)
        return memory

    def _by_kind(self, answered: Sequence[Answered]) -> Table:
        """hit@5 by kind; of what was never told, the share for which nothing came."""
        groups = list(dict.fromkeys(one.sample.group for one in answered))
        rows: list[tuple[Cell, ...]] = []
        for kind in get_args(Kind):
            own = [one for one in answered if one.sample.data["kind"] == kind]
            values = {group: [self._main(one) for one in own if one.sample.group == group] for group in groups}
            if own:
                cells = (sum(found) / len(found) if found else "–" for found in values.values())
                rows.append((kind, *cells, max(map(len, values.values()))))
        return Table(
            title=f"hit@{K} by kind; unsaid: nothing came", columns=("kind", *groups, "asked"), rows=tuple(rows)
        )

    def _main(self, one: Answered) -> float:
        scores = self.scores(one)
        return scores.get(f"hit@{K}", scores.get("nothing", 0.0))

    def _missed(self, answered: Sequence[Answered]) -> Table:
        """Of dev alone: what was asked for and did not come, or not as it is now."""
        rows: list[tuple[Cell, ...]] = []
        for one in _dev(answered):
            household, question = _asked(one.sample)
            scores = self.scores(one)
            if scores.get(f"hit@{K}", 1.0) and scores.get("current", 1.0):
                continue
            told = " / ".join(household.turns[place].said for place in question.gold)
            rows.append((one.sample.pair, question.kind, question.asked, told, _first(_came(one))))
        return Table(
            title="dev: not brought back", columns=("id", "kind", "asked", "told", "came first"), rows=tuple(rows)
        )


def _chosen(half: Half, count: int) -> list[tuple[Household, int, Question]]:
    return spread([(one, n, each) for one in households(half) for n, each in enumerate(one.questions)], count)


@lru_cache(maxsize=1)
def _households() -> dict[str, Household]:
    return {one.id: one for half in HALVES for one in households(half)}


def _asked(sample: Sample) -> tuple[Household, Question]:
    id_, _, number = sample.pair.partition("/")
    household = _households()[id_]
    return household, household.questions[int(number)]


def _condition(sample: Sample) -> str:
    return sample.group.rpartition(" ")[2]


def _holding(sample: Sample) -> Holds:
    return sounds if _condition(sample) == "heard" else holds


def _stored(answered: Answered) -> dict[str, Any]:
    return dict(json.loads(answered.last.text or "{}"))


def _came(answered: Answered) -> list[Came]:
    return [Came(**row) for row in _stored(answered).get("came", ())]


def _dev(answered: Sequence[Answered]) -> list[Answered]:
    return [one for one in answered if one.sample.group == "dev clean"]


def _first(found: Sequence[Came]) -> str:
    return f"{found[0].text}{' (over)' if found[0].over else ''}" if found else "–"


def _abstention(answered: Sequence[Answered]) -> Iterable[Figure]:
    """How well nothing is told from something: of the empty answers those to what never was told, and of these the
    empty ones."""
    for group in dict.fromkeys(one.sample.group for one in answered):
        own = [one for one in answered if one.sample.group == group]
        yield from detection((one.sample.data["kind"] == "unsaid", not _came(one)) for one in own).figures(
            group, "abstention "
        )


def _cost(answered: Sequence[Answered]) -> tuple[Figure, ...]:
    values = [one.last.seconds * 1000 for one in answered if one.replies]
    return (figure("cost", "all", values, unit="ms"),) if values else ()


def _uncalled(answered: Sequence[Answered]) -> Table:
    """Of dev alone: what came though it was never told."""
    rows = tuple(
        (one.sample.pair, one.sample.said[0], _first(found))
        for one in _dev(answered)
        if one.sample.data["kind"] == "unsaid" and (found := _came(one))
    )
    return Table(title="dev: never told, and something came", columns=("id", "asked", "came first"), rows=rows)
