"""Runs as two models might give them, drawn by a seed: the suites of the deck's table, and one in Mandarin."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace

from roleplay_lite.evaluation.figures import figures_of
from roleplay_lite.evaluation.reporting.deck import KINDS, SETTINGS
from roleplay_lite.evaluation.reporting.run_report import RunReport, scored
from roleplay_lite.evaluation.suite import Answered, Figure, Reply, Sample, SuiteReport, Table

LEVELS: Mapping[str, float] = {"Baseline": 0.15, "P209-top1": 0.4, "P209-top3": 0.6, "P4-top1": 0.25}
TRAITS = (
    ("Witty", "诙谐风趣的", 0.62), ("Cheerful", "开朗的", 0.55), ("Gentle", "温柔的", 0.5), ("Curious", "好奇的", 0.44),
    ("Calm", "沉着的", 0.41), ("Kind", "善良的", 0.37), ("Optimistic", "乐观的", 0.33), ("Honest", "诚实的", 0.3),
    ("Logical", "有条理的", 0.24), ("Humble", "谦逊的", 0.15), ("Rational", "理性的", 0.1), ("Stoic", "隐忍的", 0.0),
)  # fmt: skip
PIPES = "问：A|B，选哪个？"
BRACKETS = "[bold]不是标记[/bold]"


def run(name: str = "qwen2.5-0.5b-1", model: str = "qwen2.5-0.5b", *, lift: float = 0.0, count: int = 40) -> RunReport:
    """A finished run; `lift` raises every share."""
    draw = random.Random(f"{name} {model} {lift}")
    parts, samples = [], []
    for kind in KINDS:
        measures = {"salience@10": 0.0, "mismatch@10": -0.1} | ({} if kind == "chat" else {"accuracy": 0.3})
        answered, scores = _asked(draw, kind, measures, lift, count)
        figures = figures_of(answered, lambda one, scores=scores: scores[one.sample.id])
        chances = [Figure(name="chance@10", group=group, value=0.137, count=count) for group in SETTINGS]
        tables = (trait_table(), talk_table()) if kind == "chat" else ()
        parts.append(
            SuiteReport(
                suite=kind, about=f"questions of the kind {kind}", figures=(*figures, *chances), tables=tables,
                notes=("Judged by strings; see `roleplay-lite eval suites`.",),
            )
        )  # fmt: skip
        samples += scored(kind, answered, lambda one, scores=scores: scores[one.sample.id])
    parts += [coherence(lift), home_truths()]
    return RunReport(
        name=name, model=model, backend="llama_cpp", machine="AMD EPYC, 2 cores, 24 GB, Linux x86_64", version="0.1.0",
        seed=1, started=1_790_000_000.0, finished=1_790_001_700.0, seconds=1650.5,
        options={"suites": [*KINDS, "coherence"], "seed": 1, "limit": 0, "quick": False, "data": None, "persona": ""},
        suites=tuple(parts), samples=tuple(samples),
    )  # fmt: skip


def without_samples(one: RunReport) -> RunReport:
    """Only its figures."""
    return replace(one, samples=())


def coherence(lift: float = 0.0) -> SuiteReport:
    """Conversations by setting."""
    figures = [
        Figure(name=name, group=group, value=value + lift / 2, count=35, low=value - 0.1, high=value + 0.1)
        for group in SETTINGS
        for name, value in (("smooth", 0.43), ("check met", 0.71))
    ]
    return SuiteReport(suite="coherence", about="conversations of five to eight turns", figures=tuple(figures))


def home_truths() -> SuiteReport:
    """Groups in Mandarin, figures with units."""
    figures = [
        Figure(name=name, group=group, value=value, count=12, unit=unit)
        for group in ("家乡", "婚姻状况")
        for name, value, unit in (("seconds", 0.8312, "s"), ("cost", 1234.5, "ms"), ("length", 18.25, "tokens"))
    ]
    return SuiteReport(suite="facts", about="what it says of itself", figures=tuple(figures))


def trait_table() -> Table:
    """As the salience suites give it."""
    return Table(
        title="traits in P209-top3, the most and the least salient",
        columns=("trait", "in Mandarin", "salience@10", "replies"),
        rows=tuple((en, zh, share, 9) for en, zh, share in TRAITS),
        note="Each trait alone.",
    )


def talk_table() -> Table:
    """Words of people and models in cells."""
    return Table(
        title="a few of them",
        columns=("said", "reply", "cost (ms)", "faults"),
        rows=((PIPES, "两个都行呀！\n你说呢？", 812.4, 0), ("你叫什么？", BRACKETS, 97.125, 2)),
    )


def _asked(
    draw: random.Random, kind: str, measures: Mapping[str, float], lift: float, count: int
) -> tuple[list[Answered], dict[str, dict[str, float]]]:
    answered, scores = [], {}
    for group in SETTINGS:
        for number in range(count):
            sample = Sample(
                id=f"{group}/{kind[0]}{number:03}", group=group, pair=f"{kind[0]}{number:03}", said=("你好",)
            )
            first = round(draw.choice((0.002, draw.gauss(0.35, 0.08))), 4)
            answered.append(Answered(sample=sample, replies=(Reply(text="你好呀。", first=abs(first), seconds=1.0),)))
            level = LEVELS[group] * (1 if kind == "chat" else 0.7) + lift
            scores[sample.id] = {name: float(draw.random() < level + more) for name, more in measures.items()}
    return answered, scores
