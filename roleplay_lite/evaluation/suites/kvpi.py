"""Responses beside a profile (KvPI): whether they fit its gender, residence and sign."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from roleplay_lite.evaluation.detection import detection
from roleplay_lite.evaluation.figures import figure, spread
from roleplay_lite.evaluation.host import Host
from roleplay_lite.evaluation.kvpi import Label, Pair, by_keywords, read_pairs, score
from roleplay_lite.evaluation.suite import Answered, Figure, Plan, Reply, Sample, SuiteReport, Table
from roleplay_lite.persona.attributes import ATTRIBUTES, Attribute, relation

FILE = Path("kvpi-dev") / "kvpi_dev.jsonl"
FULL, QUICK = 0, 50
ALL, CAREFUL, KEYWORDS = "all", "careful", "keyword rule"
"""Groups beside the attributes': every pair; every pair where `contradicted` is said only when it is sure; every pair
by the plain rule."""


class KvpiSuite:
    """See the module."""

    name = "kvpi"
    about = (
        "responses judged against gender, residence and sign of a profile (KvPI, the part that nothing learned from)"
    )
    asks_model = False

    def samples(self, plan: Plan) -> Sequence[Sample]:
        """The pairs of the part `report`, by attribute; none where the file is not there."""
        file = plan.data / FILE if plan.data else None
        if not file or not file.is_file():
            return ()
        pairs = read_pairs(file, "report")
        return [
            Sample(
                id=f"{key}/{pair.number}",
                group=key,
                pair=str(pair.number),
                data={"value": pair.value, "label": pair.label, "response": pair.response},
            )
            for key in ATTRIBUTES
            for pair in spread([pair for pair in pairs if pair.key == key], plan.count(FULL, QUICK))
        ]

    def answer(self, sample: Sample, host: Host) -> tuple[Reply, ...]:
        """The response that the data holds."""
        return (Reply(text=sample.data["response"]),)

    def scores(self, answered: Answered) -> dict[str, float]:
        """`accuracy`: whether the label is the data's."""
        pair = _pair(answered.sample)
        return {"accuracy": float(relation(pair.response, pair.key, pair.value).label == pair.label)}

    def report(self, answered: Sequence[Answered]) -> SuiteReport:
        """See `Suite.report`."""
        rows = list(_labelled([_pair(one.sample) for one in answered]))
        return SuiteReport(
            suite=self.name,
            about=self.about,
            figures=tuple(figure for row in rows for figure in row.figures()),
            tables=(_by_label(rows),) if rows else (),
            notes=("The macro-F1 is the mean of the F1 of the three labels; no F1 has an interval here.",),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Labelled:
    """A group of pairs with their labels, and those that were said of them."""

    group: str
    true: Sequence[Label]
    said: Sequence[Label]

    def figures(self) -> Iterator[Figure]:
        both = list(zip(self.true, self.said, strict=True))
        yield figure("accuracy", self.group, [float(true == said) for true, said in both])
        yield Figure(
            name="macro-F1", group=self.group, value=score(self.true, self.said).macro_f1, count=len(self.true)
        )
        yield from detection((true == "contradicted", said == "contradicted") for true, said in both).figures(
            self.group, "contradicted "
        )


def _labelled(pairs: Sequence[Pair]) -> Iterator[_Labelled]:
    """The groups that have any pair."""
    if not pairs:
        return
    judged = [relation(pair.response, pair.key, pair.value) for pair in pairs]
    true = [pair.label for pair in pairs]
    said = [cast(Label, one.label) for one in judged]
    yield _Labelled(group=ALL, true=true, said=said)
    for key in ATTRIBUTES:
        own = [place for place, pair in enumerate(pairs) if pair.key == key]
        if own:
            yield _Labelled(group=key, true=[true[place] for place in own], said=[said[place] for place in own])
    yield _Labelled(group=CAREFUL, true=true, said=[cast(Label, one.careful_label) for one in judged])
    yield _Labelled(group=KEYWORDS, true=true, said=[by_keywords(pair) for pair in pairs])


def _by_label(rows: Sequence[_Labelled]) -> Table:
    return Table(
        title="by label",
        columns=("group", "label", "precision", "recall", "F1", "pairs"),
        rows=tuple(
            (row.group, label, one.precision, one.recall, one.f1, one.count)
            for row in rows
            if row.group in (ALL, CAREFUL, KEYWORDS)
            for label, one in score(row.true, row.said).labels.items()
        ),
    )


def _pair(sample: Sample) -> Pair:
    return Pair(
        number=int(sample.pair),
        response=sample.data["response"],
        key=cast(Attribute, sample.group),
        value=sample.data["value"],
        label=cast(Label, sample.data["label"]),
    )
