"""Packs: what the default pack knows is asked for in templates and in people's own words, and what it does not know is
asked as well. No model."""

from __future__ import annotations

import json
import re
import time
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from roleplay_lite.evaluation.figures import figures_of, spread
from roleplay_lite.evaluation.host import Host
from roleplay_lite.evaluation.pack_questions import outside, paraphrased, templated
from roleplay_lite.evaluation.statistics import mean
from roleplay_lite.evaluation.suite import Answered, Cell, Figure, Plan, Reply, Sample, SuiteReport, Table

if TYPE_CHECKING:
    from roleplay_lite.knowledge.evidence import Looked
    from roleplay_lite.knowledge.knowledge import Knowledge

FULL, QUICK = 0, 60
TEMPLATED, OUTSIDE = "templated", "outside"
_ASKED_ON = date(2026, 3, 2)
"""So that a run is the same whenever it is made."""
_SHOWN = 60


class PacksSuite:
    """See the module."""

    name = "packs"
    about = "what the default pack knows is answered, and what it does not know is not, without a model"
    asks_model = False

    def __init__(self) -> None:
        self._knowledge: Knowledge | None = None

    def samples(self, plan: Plan) -> Sequence[Sample]:
        """See `Suite.samples`. None where the default pack was not pulled."""
        from roleplay_lite.knowledge.pack.pack import Pack, default_path

        file = default_path()
        if file is None or not file.is_file():
            return []
        count = plan.count(FULL, QUICK)
        with Pack.open(file) as pack:
            made = templated(pack, count)
        found = [
            Sample(id=f"templated/{one.id}", group=TEMPLATED, pair=one.id, said=(one.said,), data=_wanted(one.answers))
            for one in made
        ]
        asked = paraphrased()
        for half in dict.fromkeys(one.half for one in asked):
            found += [
                Sample(id=f"{half}/{one.id}", group=half, pair=one.id, said=(one.said,), data=_wanted(one.answers))
                for one in spread([one for one in asked if one.half == half], count)
            ]
        found += [
            Sample(id=f"outside/{one.id}", group=OUTSIDE, pair=one.id, said=(one.said,), data={"kind": one.kind})
            for one in spread(outside(), count)
        ]
        return found

    def answer(self, sample: Sample, host: Host) -> tuple[Reply, ...]:
        """What was found and said, as JSON."""
        knowledge = self._opened(host)
        began = time.perf_counter()
        query = knowledge.query(sample.said[0], (), today=_ASKED_ON)
        looked = knowledge.faq(query)
        if not looked.answer:
            looked = knowledge.look(query)
        seconds = time.perf_counter() - began
        return (Reply(text=json.dumps(_row(looked), ensure_ascii=False), by=("knowledge",), seconds=seconds),)

    def scores(self, answered: Answered) -> dict[str, float]:
        """Of what the pack knows `hit@1`, whether the best evidence holds the answer, `answered`, whether it is said
        without the model, and `wrong`, whether something else is; of what it does not know `false answers`, and `told`
        to the model though nothing answers."""
        found = json.loads(answered.last.text or "{}")
        if answered.sample.group == OUTSIDE:
            return {
                "false answers": float(bool(found.get("answer")) and found["needs"] > 0),
                "told the model": float(bool(found.get("evidence")) and not found.get("answer")),
            }
        wanted = answered.sample.data["answers"]
        said = found.get("answer", "")
        return {
            "hit@1": float(_holds(wanted, found.get("evidence", "")) or _holds(wanted, said)),
            "answered": float(_holds(wanted, said)),
            "wrong": float(bool(said) and not _holds(wanted, said)),
            "looked up": float(found.get("needs", 0) >= 0.5),
        }

    def report(self, answered: Sequence[Answered]) -> SuiteReport:
        """See `Suite.report`."""
        return SuiteReport(
            suite=self.name,
            about=self.about,
            figures=(*figures_of(answered, self.scores), *_cost(answered)),
            tables=(self._by_attribute(answered), self._missed(answered), self._false(answered)) if answered else (),
            notes=(
                "templated: made from the installed default pack, as many of each attribute.",
                "dev and held: questions in people's own words (sets/packs_paraphrased.jsonl); rules and thresholds "
                "are set on dev.",
                "outside: nothing in the pack answers; a false answer is one said without the model.",
                "looked up: the share that the line would look up at all (`needs` of 0.5 or more).",
            ),
        )

    def _opened(self, host: Host) -> Knowledge:
        if self._knowledge is None:
            from roleplay_lite.knowledge.knowledge import Knowledge
            from roleplay_lite.knowledge.pack.pack import default_path

            config = replace(host.device.knowledge, packs=(str(default_path()),))
            self._knowledge = Knowledge.open(config, embed=host.embed)
            self._knowledge.prepare()
        return self._knowledge

    def _by_attribute(self, answered: Sequence[Answered]) -> Table:
        """Of the templated ones, where not all is answered."""
        groups: dict[str, list[dict[str, float]]] = {}
        for one in answered:
            if one.sample.group == TEMPLATED:
                groups.setdefault(one.sample.pair.rpartition("/")[0], []).append(self.scores(one))
        rows: tuple[tuple[Cell, ...], ...] = tuple(
            (name, *(mean([score[key] for score in scores]) for key in ("hit@1", "answered", "wrong")), len(scores))
            for name, scores in groups.items()
            if not all(score["answered"] for score in scores)
        )
        title = f"templated: of {len(groups)} attributes those that are not always answered"
        return Table(title=title, columns=("of", "hit@1", "answered", "wrong", "n"), rows=rows)

    def _missed(self, answered: Sequence[Answered]) -> Table:
        rows = []
        for one in answered:
            if one.sample.group not in (OUTSIDE, "held") and not self.scores(one)["answered"]:
                found = json.loads(one.last.text or "{}")
                rows.append((one.sample.said[0], _listed(one), found.get("evidence", "")[:50], found.get("why", "")))
        return Table(
            title="templated and dev: not answered",
            columns=("asked", "wanted", "best", "why"),
            rows=tuple(spread(rows, _SHOWN)),
        )

    def _false(self, answered: Sequence[Answered]) -> Table:
        rows = []
        for one in answered:
            if one.sample.group == OUTSIDE and self.scores(one)["false answers"]:
                found = json.loads(one.last.text or "{}")
                rows.append((one.sample.data["kind"], one.sample.said[0], found["answer"][:60], found.get("why", "")))
        return Table(
            title="outside: answered though nothing answers", columns=("kind", "asked", "said", "why"), rows=tuple(rows)
        )


def _wanted(answers: Sequence[str]) -> dict[str, Any]:
    return {"answers": list(answers)}


def _row(looked: Looked) -> dict[str, Any]:
    first = looked.evidence[0] if looked.evidence else None
    return {
        "answer": looked.answer,
        "evidence": f"{first.text} {first.value}" if first else "",
        "score": first.score if first else 0.0,
        "why": looked.why,
        "needs": looked.query.needs,
    }


def _holds(wanted: Iterable[str], text: str) -> bool:
    """Whether a text holds one of the right answers, marks and width aside."""
    bare = _bare(text)
    return any(_bare(one) in bare for one in wanted if _bare(one))


def _bare(text: str) -> str:
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text)).lower()


def _listed(one: Answered) -> str:
    return "、".join(one.sample.data["answers"][:3])[:40]


def _cost(answered: Sequence[Answered]) -> tuple[Figure, ...]:
    times = sorted(one.last.seconds * 1000 for one in answered if one.replies)
    if not times:
        return ()
    return tuple(
        Figure(
            name=name,
            group="all",
            value=times[min(len(times) - 1, int(share * len(times)))],
            count=len(times),
            unit="ms",
        )
        for name, share in (("p50", 0.5), ("p95", 0.95))
    )
