"""The four kinds of contradiction: what the consistency check finds of each, and what it flags that holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from roleplay_lite.evaluation.checked import ALL, Checked, by_character, by_key, cost, found_figures, sure_flags, timed
from roleplay_lite.evaluation.contradiction_set import WRITTEN_FOR, Pair, contradiction_pairs, shipped_persona
from roleplay_lite.evaluation.figures import figure, spread
from roleplay_lite.evaluation.host import Host
from roleplay_lite.evaluation.suite import Answered, Cell, Figure, Plan, Reply, Sample, SuiteReport, Table
from roleplay_lite.persona.questions import respond

FULL, QUICK = 0, 12


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
                data={
                    "text": words,
                    "contradicts": which == "reply",
                    "key": pair.key,
                    "today": WRITTEN_FOR.isoformat(),
                },
            )
            for pair in _chosen(plan)
            for which, words in (("reply", pair.reply), ("clean", pair.clean))
        ]

    def answer(self, sample: Sample, host: Host) -> tuple[Reply, ...]:
        """The written reply itself, with the milliseconds that checking it took."""
        return (timed(sample, shipped_persona(sample.persona)),)

    def scores(self, answered: Answered) -> dict[str, float]:
        """`right`: flagged where it contradicts, left alone where it holds. Of a reply that contradicts also `guarded`:
        it is flagged, or could not be drafted, since facts answer the person's line before a model is asked."""
        one = _checked(answered)
        scores = {"right": float(one.right)}
        if one.contradicts:
            scores["guarded"] = float(one.flagged() or _is_answered_first(answered.sample))
        return scores

    def report(self, answered: Sequence[Answered]) -> SuiteReport:
        """See `Suite.report`."""
        checked = [_checked(one) for one in answered]
        return SuiteReport(
            suite=self.name,
            about=self.about,
            figures=(*found_figures(checked), *self._guarded(answered), *cost(answered)),
            tables=(sure_flags(checked), _kinds(checked), by_key(checked), by_character(checked)) if checked else (),
            notes=(
                "The set was written without a look at the check's rules, and no rule was changed for it.",
                "Any flag counts, also one that only costs a second draft.",
                "Guarded adds the lines that facts answer before a model drafts anything.",
            ),
        )

    def _guarded(self, answered: Sequence[Answered]) -> Iterator[Figure]:
        scores = [(one.sample.group, self.scores(one).get("guarded")) for one in answered]
        for group in (ALL, *dict.fromkeys(group for group, _ in scores)):
            values = [value for own, value in scores if group in (ALL, own) and value is not None]
            if values:
                yield figure("guarded", group, values)


def _chosen(plan: Plan) -> Iterator[Pair]:
    """So many of each kind, spread over the characters; one character's pairs together."""
    pairs = [pair for pair in contradiction_pairs() if plan.persona in ("", pair.persona)]
    wanted = {
        pair.id
        for kind in dict.fromkeys(pair.kind for pair in pairs)
        for pair in spread([one for one in pairs if one.kind is kind], plan.count(FULL, QUICK))
    }
    return (pair for pair in pairs if pair.id in wanted)


def _checked(answered: Answered) -> Checked:
    return Checked.of(answered, shipped_persona(answered.sample.persona))


def _is_answered_first(sample: Sample) -> bool:
    return respond(shipped_persona(sample.persona), sample.said[0], today=WRITTEN_FOR) is not None


def _kinds(checked: Sequence[Checked]) -> Table:
    """What the check calls the contradictions that it finds."""
    said = sorted({str(one.kind) for reply in checked for one in reply.found})
    rows: list[tuple[Cell, ...]] = []
    for kind in dict.fromkeys(one.group for one in checked):
        found = [one for one in checked if one.group == kind and one.contradicts and one.flagged()]
        rows.append((kind, *(sum(str(one.found[0].kind) == name for one in found) for name in said)))
    return Table(title="labelled (rows) and named by the check", columns=("kind", *said), rows=tuple(rows))
