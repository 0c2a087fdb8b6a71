"""The four kinds of contradiction: what the consistency check finds of each, and what it flags that holds."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from roleplay_lite.evaluation.contradiction_set import WRITTEN_FOR, Pair, contradiction_pairs, shipped_persona
from roleplay_lite.evaluation.detection import detection
from roleplay_lite.evaluation.figures import figure, spread
from roleplay_lite.evaluation.host import Host
from roleplay_lite.evaluation.suite import Answered, Cell, Figure, Plan, Reply, Sample, SuiteReport, Table
from roleplay_lite.persona.consistency import VETO, Contradiction, check_reply
from roleplay_lite.persona.facts import label
from roleplay_lite.persona.questions import respond

FULL, QUICK = 0, 12
ALL = "all"
"""The group of every kind together."""
_SENTENCE = re.compile(r"[^。！？!?…\n]+")


class ContradictionsSuite:
    """See the module."""

    name = "contradictions"
    about = "replies that contradict the character, each beside one that nearly says the same and holds"
    asks_model = False

    def samples(self, plan: Plan) -> Sequence[Sample]:
        """Both replies of each pair; the ids end in `/reply` and `/clean`."""
        return [
            Sample(
                id=f"{pair.kind}/{pair.id}/{which}",
                group=str(pair.kind),
                pair=f"{pair.id}/{which}",
                persona=pair.persona,
                said=(pair.heard,),
                data={"text": words, "contradicts": which == "reply", "key": pair.key},
            )
            for pair in _chosen(plan)
            for which, words in (("reply", pair.reply), ("clean", pair.clean))
        ]

    def answer(self, sample: Sample, host: Host) -> tuple[Reply, ...]:
        """The written reply itself, with the milliseconds that checking it took."""
        began = time.perf_counter()
        _check(sample)
        return (Reply(text=sample.data["text"], steps={"check": (time.perf_counter() - began) * 1000}),)

    def scores(self, answered: Answered) -> dict[str, float]:
        """`right`: flagged where it contradicts, left alone where it holds. Of a reply that contradicts also `guarded`:
        it is flagged, or could not be drafted, since facts answer the person's line before a model is asked."""
        one = _Checked.of(answered)
        scores = {"right": float(one.flagged() is one.contradicts)}
        if one.contradicts:
            scores["guarded"] = float(one.flagged() or _is_answered_first(answered.sample))
        return scores

    def report(self, answered: Sequence[Answered]) -> SuiteReport:
        """See `Suite.report`."""
        checked = [_Checked.of(one) for one in answered]
        return SuiteReport(
            suite=self.name,
            about=self.about,
            figures=(*_figures(checked), *_guarded(answered, self.scores), *_cost(answered)),
            tables=tuple(_tables(checked)) if checked else (),
            notes=(
                "The set was written without a look at the check's rules, and no rule was changed for it.",
                f"Any flag counts, also one that only costs a second draft; a sure one has a confidence of {VETO}.",
                "Guarded adds the lines that facts answer before a model drafts anything.",
            ),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Checked:
    """One reply, and what the check says of it."""

    persona: str
    kind: str
    key: str
    contradicts: bool
    found: tuple[Contradiction, ...]

    @classmethod
    def of(cls, answered: Answered) -> _Checked:
        sample = answered.sample
        return cls(
            persona=sample.persona,
            kind=sample.group,
            key=sample.data["key"],
            contradicts=sample.data["contradicts"],
            found=tuple(_check(sample)),
        )

    def flagged(self, least: float = 0.0) -> bool:
        return any(one.confidence >= least for one in self.found)


def _chosen(plan: Plan) -> Iterator[Pair]:
    """So many of each kind, spread over the characters; one character's pairs together."""
    pairs = [pair for pair in contradiction_pairs() if plan.persona in ("", pair.persona)]
    wanted = {
        pair.id
        for kind in dict.fromkeys(pair.kind for pair in pairs)
        for pair in spread([one for one in pairs if one.kind is kind], plan.count(FULL, QUICK))
    }
    return (pair for pair in pairs if pair.id in wanted)


def _check(sample: Sample) -> list[Contradiction]:
    who = shipped_persona(sample.persona)
    return check_reply(who, sample.data["text"], heard=sample.said[0], today=WRITTEN_FOR)


def _is_answered_first(sample: Sample) -> bool:
    return respond(shipped_persona(sample.persona), sample.said[0], today=WRITTEN_FOR) is not None


def _figures(checked: Sequence[_Checked]) -> Iterator[Figure]:
    for group in (ALL, *dict.fromkeys(one.kind for one in checked)):
        own = [one for one in checked if group in (ALL, one.kind)]
        yield from detection((one.contradicts, one.flagged()) for one in own).figures(group)


def _guarded(answered: Sequence[Answered], scores: Callable[[Answered], Mapping[str, float]]) -> Iterator[Figure]:
    own = [one for one in answered if one.sample.data["contradicts"]]
    for group in (ALL, *dict.fromkeys(one.sample.group for one in own)) if own else ():
        values = [scores(one)["guarded"] for one in own if group in (ALL, one.sample.group)]
        yield figure("guarded", group, values)


def _cost(answered: Sequence[Answered]) -> Iterator[Figure]:
    each = [one.last.steps["check"] / max(1, len(_SENTENCE.findall(one.last.text))) for one in answered]
    if each:
        yield figure("check a sentence", ALL, each, unit="ms")


def _tables(checked: Sequence[_Checked]) -> Iterator[Table]:
    yield _sure(checked)
    yield _kinds(checked)
    named = [one for one in checked if one.key]
    yield _found_by("by key of the fact", named, lambda one: label(one.key))
    yield _found_by("by character", checked, lambda one: one.persona)


def _sure(checked: Sequence[_Checked]) -> Table:
    """What the flags that forbid a sentence find."""
    rows = []
    for group in (ALL, *dict.fromkeys(one.kind for one in checked)):
        found = detection((one.contradicts, one.flagged(VETO)) for one in checked if group in (ALL, one.kind))
        rows.append((group, found.precision, found.recall, found.f1))
    return Table(title="sure flags alone", columns=("kind", "precision", "recall", "F1"), rows=tuple(rows))


def _kinds(checked: Sequence[_Checked]) -> Table:
    """What the check calls the contradictions that it finds."""
    said = sorted({str(one.kind) for reply in checked for one in reply.found})
    rows: list[tuple[Cell, ...]] = []
    for kind in dict.fromkeys(one.kind for one in checked):
        found = [one for one in checked if one.kind == kind and one.contradicts and one.flagged()]
        rows.append((kind, *(sum(str(one.found[0].kind) == name for one in found) for name in said)))
    return Table(title="labelled (rows) and named by the check", columns=("kind", *said), rows=tuple(rows))


def _found_by(title: str, checked: Iterable[_Checked], group: Callable[[_Checked], str]) -> Table:
    """How many were found and how many flagged wrongly, by something of the pair; the most frequent first."""
    groups: dict[str, list[_Checked]] = {}
    for one in checked:
        groups.setdefault(group(one), []).append(one)
    rows = []
    for name, own in sorted(groups.items(), key=lambda item: -len(item[1])):
        found = detection((one.contradicts, one.flagged()) for one in own)
        rows.append((name, found.hits, found.misses, found.false, found.recall))
    columns = ("", "found", "missed", "wrongly flagged", "recall")
    return Table(title=title, columns=columns, rows=tuple(rows))
