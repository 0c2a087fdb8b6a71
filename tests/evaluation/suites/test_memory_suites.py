"""The suites of what is read and what is recalled: they run without a model, and count what they say they count."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import cast

import pytest

from roleplay_lite.device import Device
from roleplay_lite.evaluation.extraction_set import utterances
from roleplay_lite.evaluation.host import Host
from roleplay_lite.evaluation.recall_set import households
from roleplay_lite.evaluation.suite import Answered, Plan, Reply, Sample
from roleplay_lite.evaluation.suites import suite

EXTRACTION, RECALL = suite("extraction"), suite("recall")
FEW = Plan(suites=("extraction", "recall"), limit=24)


@pytest.fixture(scope="module")
def host() -> Iterator[Host]:
    made = Host(Device(), seed=1)
    yield made
    made.close()


def stored(sample: Sample, replies: tuple[Reply, ...]) -> Answered:
    """As it comes out of the store."""
    return Answered.from_dict(json.loads(json.dumps(Answered(sample=sample, replies=replies).to_dict())))


def empty(sample: Sample) -> Answered:
    return stored(sample, (Reply(text=""),))


def test_both_halves_are_read_and_counted_apart() -> None:
    samples = EXTRACTION.samples(FEW)
    assert Counter(sample.group for sample in samples) == {"dev": 24, "held": 24}
    report = EXTRACTION.report([stored(one, EXTRACTION.answer(one, cast(Host, None))) for one in samples])
    recall = report.get("recall", "dev")
    chosen = {sample.pair for sample in samples}
    assert recall
    assert recall.count == sum(len(one.wanted) for one in utterances("dev") if one.id in chosen)
    assert report.get("left alone", "held")
    # Whoever tunes on one half must not see the other.
    shown = {str(row[0]) for table in report.tables[2:] for row in table.rows}
    assert shown <= {one.id for one in utterances("dev")}


def test_a_reader_that_reads_nothing_is_precise_and_useless() -> None:
    whole = [empty(one) for one in EXTRACTION.samples(FEW)]
    report = EXTRACTION.report(whole)
    recall, alone = report.get("recall", "held"), report.get("left alone", "held")
    assert recall
    assert alone
    assert (recall.value, alone.value) == (0.0, 1.0)
    assert report.get("precision", "held") is None
    assert EXTRACTION.report([]).figures == ()


def test_each_question_is_asked_plainly_and_misheard_and_one_household_after_the_other() -> None:
    samples = RECALL.samples(Plan(suites=("recall",)))
    groups = Counter(sample.group for sample in samples)
    asked = {half: sum(len(one.questions) for one in households(half)) for half in ("dev", "held")}
    assert groups == {f"{half} {how}": count for half, count in asked.items() for how in ("clean", "asked", "heard")}
    assert len({sample.id for sample in samples}) == len(samples)
    told = [(sample.group, sample.pair.split("/")[0]) for sample in samples]
    assert len(list(dict.fromkeys(told))) == sum(one != other for one, other in zip(told, [None, *told], strict=False))
    clean = {sample.pair: sample.said for sample in samples if sample.group == "dev clean"}
    misheard = [sample for sample in samples if sample.group == "dev asked"]
    assert sum(sample.said != clean[sample.pair] for sample in misheard) >= 0.9 * len(misheard)


def test_a_household_is_told_and_asked_on_the_real_tables(host: Host) -> None:
    """Few of the figures are held here: what they are worth is measured, and not pinned."""
    samples = RECALL.samples(replace(FEW, limit=12))
    report = RECALL.report([stored(one, RECALL.answer(one, host)) for one in samples])
    own = [figure for figure in report.figures if figure.name == "own"]
    assert len(own) == 6
    # Nobody ever gets what another told.
    assert all(figure.value == 1.0 for figure in own)
    shown = [str(row[0]) for table in report.tables[1:] for row in table.rows]
    assert all(id.startswith("rd") for id in shown)


def test_a_memory_that_keeps_silent_abstains_and_never_hits() -> None:
    whole = [empty(one) for one in RECALL.samples(Plan(suites=("recall",)))]
    report = RECALL.report(whole)
    hits, rightly = report.get("hit@5", "held clean"), report.get("abstention recall", "held clean")
    precise = report.get("abstention precision", "held clean")
    assert hits
    assert rightly
    assert precise
    assert (hits.value, rightly.value) == (0.0, 1.0)
    assert precise.value < 0.3
    assert RECALL.report([]).figures == ()


def test_what_another_told_is_a_breach() -> None:
    sample = next(one for one in RECALL.samples(Plan(suites=("recall",))) if one.data["kind"] == "unsaid")
    came = {"text": "对方养了猫", "said": "我养了猫", "place": 0, "person": "somebody else", "over": False}
    scores = RECALL.scores(stored(sample, (Reply(text=json.dumps({"came": [came]})),)))
    assert scores == {"own": 0.0, "nothing": 0.0}
