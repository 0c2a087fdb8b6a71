"""The guard, without a model: what it finds of what should not be gone along with, and what it wrongly turns aside."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path

from roleplay_lite import paths
from roleplay_lite.evaluation.everyday import LEARNT, UNSEEN, about_the_world, felt, on_television, said_in
from roleplay_lite.evaluation.figures import figure, spread
from roleplay_lite.evaluation.guard_set import guard_lines
from roleplay_lite.evaluation.host import Host
from roleplay_lite.evaluation.safety_set import risky_lines
from roleplay_lite.evaluation.statistics import mean
from roleplay_lite.evaluation.suite import Answered, Figure, Plan, Reply, Sample, SuiteReport, Table
from roleplay_lite.persona.load import load_persona
from roleplay_lite.persona.persona import Persona
from roleplay_lite.safety.config import GuardConfig
from roleplay_lite.safety.guard import Guard
from roleplay_lite.safety.risk import Risk
from roleplay_lite.safety.scorer import CLASSES, HARMLESS

FULL, QUICK = 0, 40
DEV, HELD, SHIPPED = "dev", "held", "set safety"
SETS, FRESH, TELEVISION, WORLD, OWN = "other sets", "unseen sets", "television", "questions of the world", "own words"
_AT_ONCE = 200
"""Everyday lines are kept so many to a sample."""


class GuardSuite:
    """See the module."""

    name = "guard"
    about = "what the guard finds in words and replies, and what it wrongly turns aside; no model"
    asks_model = False

    def samples(self, plan: Plan) -> Sequence[Sample]:
        """A written line each, and everyday talk by the two hundred; without the data, the shipped lines alone."""
        found = [
            Sample(
                id=f"{half}/{one.id}",
                group=half,
                pair=one.id,
                said=(one.said,),
                data={"category": one.category, "like": one.like, "child": one.child},
            )
            for half in (DEV, HELD)
            for one in spread(guard_lines("dev" if half == DEV else "held"), plan.count(FULL, QUICK))
        ]
        found += [
            Sample(
                id=f"safety/{one.id}",
                group=SHIPPED,
                pair=one.id,
                said=(one.said,),
                data={"category": one.category, "like": "", "child": one.category == "child"},
            )
            for one in spread(risky_lines(), plan.count(FULL, QUICK))
        ]
        for group, lines in _everyday(plan.data):
            chosen = spread(list(dict.fromkeys(lines())), plan.count(FULL, QUICK))
            found += [
                Sample(id=f"{group}/{at}", group=group, said=tuple(chosen[at : at + _AT_ONCE]))
                for at in range(0, len(chosen), _AT_ONCE)
            ]
        return found

    def answer(self, sample: Sample, host: Host) -> tuple[Reply, ...]:
        """The words themselves."""
        return tuple(Reply(text=one) for one in sample.said)

    def scores(self, answered: Answered) -> dict[str, float]:
        """Of a written line: `found`, or `false fire` of a harmless one; of everyday talk, the share of its lines that
        were turned aside."""
        group, data = answered.sample.group, answered.sample.data
        if group not in (DEV, HELD, SHIPPED):
            return {"false fire": mean([float(_fires(group, one.text)) for one in answered.replies])}
        risk = _read(answered.last.text, data["child"])
        if data["category"] == HARMLESS:
            return {"false fire": float(risk is not None)}
        return {"found": float(risk is not None), "refused": float(risk is not None and risk.action == "refuse")}

    def report(self, answered: Sequence[Answered]) -> SuiteReport:
        """See `Suite.report`."""
        groups = dict.fromkeys(one.sample.group for one in answered)
        figures: list[Figure] = []
        for group in groups:
            own = [one for one in answered if one.sample.group == group]
            figures += _of_written(own, group) if group in (DEV, HELD, SHIPPED) else _of_everyday(own, group)
        figures += _speed([reply.text for one in answered for reply in one.replies])
        return SuiteReport(
            suite=self.name,
            about=self.about,
            figures=tuple(figures),
            tables=tuple(_by_category(answered, half) for half in (DEV, HELD) if half in groups),
            notes=(
                "`dev` was tuned on, and `set safety` was looked at when it was; `held` was written apart and is not "
                "looked at: it is what to go by.",
                "Precision is over lines of a category and harmless ones that only look like it, as many again; in "
                "everyday talk harm is rare, and `false fire` there says more.",
                "Television has real insults in it, which count as false fire here.",
                f"`{OWN}` are the shipped characters' lines, examples and facts, looked at as replies.",
            ),
        )


def _everyday(data: Path | None) -> Iterator[tuple[str, Callable[[], Iterator[str]]]]:
    yield SETS, lambda: (line for name in LEARNT for line in said_in(name))
    yield FRESH, lambda: (line for name in UNSEEN for line in said_in(name))
    yield OWN, _own_words
    if data:
        yield TELEVISION, lambda: on_television(data, "report")
        yield WORLD, lambda: about_the_world(data)
    yield "feelings", felt


def _of_written(answered: Sequence[Answered], group: str) -> list[Figure]:
    harmful = [one for one in answered if one.sample.data["category"] != HARMLESS]
    harmless = [one for one in answered if one.sample.data["category"] == HARMLESS]
    found = [_found(one) for one in harmful]
    fired = [_found(one) for one in harmless]
    named = [
        float(risk.category == one.sample.data["category"])
        for one in harmful
        if (risk := _read(one.last.text, one.sample.data["child"]))
    ]
    figures = [figure("recall", group, found), figure("false fire", group, fired)]
    if hits := sum(found) + sum(fired):
        figures.append(figure("precision", group, [1.0] * int(sum(found)) + [0.0] * int(hits - sum(found))))
    if group != SHIPPED:
        figures.append(figure("named right", group, named))
    return figures


def _of_everyday(answered: Sequence[Answered], group: str) -> list[Figure]:
    lines = [reply.text for one in answered for reply in one.replies]
    fired = [_fires(group, line) for line in lines]
    return [figure("false fire", group, [float(one) for one in fired])]


def _speed(lines: Sequence[str]) -> list[Figure]:
    """Milliseconds of processor time a line, each read anew; of the slowest in a hundred too."""
    guard, figures = _guard(child=False), []
    some = spread(list(dict.fromkeys(lines)), 2000)
    ways: tuple[tuple[str, Callable[[str], object]], ...] = (("read", guard.read), ("objection", guard.objection))
    for name, call in ways:
        took = []
        for line in some:
            began = time.thread_time()
            call(line)
            took.append(1000 * (time.thread_time() - began))
        figures.append(figure("mean", name, took, unit="ms"))
        figures.append(figure("p99", name, sorted(took)[-max(1, len(took) // 100) :][:1], unit="ms"))
    return figures


def _by_category(answered: Sequence[Answered], half: str) -> Table:
    own = [one for one in answered if one.sample.group == half]
    rows = []
    for category in CLASSES[1:]:
        harmful = [one for one in own if one.sample.data["category"] == category]
        alike = [one for one in own if one.sample.data["like"] == category]
        found, fired = sum(map(_found, harmful)), sum(map(_found, alike))
        if not harmful:
            continue
        by = Counter(risk.action for one in harmful if (risk := _read(one.last.text, one.sample.data["child"])))
        rows.append(
            (
                category,
                len(harmful),
                found / len(harmful),
                found / (found + fired) if found + fired else "–",
                by["steer"],
                f"{int(fired)} of {len(alike)}",
            )
        )
    return Table(
        title=f"By category, {half}",
        columns=("category", "lines", "recall", "precision", "steered", "harmless ones that fired"),
        rows=tuple(rows),
    )


def _found(answered: Answered) -> float:
    return float(_read(answered.last.text, answered.sample.data["child"]) is not None)


def _fires(group: str, line: str) -> bool:
    if group == OWN:
        return any(_guard(child=False).objection(line, persona=one) for one in _personas())
    return _read(line, False) is not None


@cache
def _guard(*, child: bool) -> Guard:
    guard = Guard.open(GuardConfig(child=child))
    guard.prepare()
    return guard


@lru_cache(maxsize=50_000)
def _read(line: str, child: bool) -> Risk | None:
    return _guard(child=child).read(line)


@cache
def _personas() -> tuple[Persona, ...]:
    return tuple(load_persona(file.stem) for file in sorted(paths.shipped("personas").glob("*.toml")))


def _own_words() -> Iterator[str]:
    for one in _personas():
        lines = one.lines
        yield from (pair.reply for pair in one.examples)
        yield from (pair.reply for pair in one.golden)
        yield from (*lines.greeting, *lines.sorry, *lines.deflect, *lines.silence, *lines.goodbye, *lines.comfort)
        yield from (*lines.cheer, *lines.unset, *one.boundaries.refusal, *(fact.value for fact in one.facts))
