"""Finding what a turn of a dialogue rests on: KdConv's questions put to their knowledge base, with and without what was
said before."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

from roleplay_lite.evaluation.figures import figure, figures_of, spread
from roleplay_lite.evaluation.host import Host
from roleplay_lite.evaluation.judging.kdconv import DOMAINS, FOLDER, Domain
from roleplay_lite.evaluation.kdconv_base import Asked, MemoryPack, Triple, read_asked, read_base
from roleplay_lite.evaluation.statistics import mean
from roleplay_lite.evaluation.suite import Answered, Cell, Figure, Plan, Reply, Sample, SuiteReport, Table
from roleplay_lite.knowledge.query.names import Names
from roleplay_lite.knowledge.query.reading import rows
from roleplay_lite.knowledge.query.standalone import query_of
from roleplay_lite.knowledge.retrieval import Retriever
from roleplay_lite.understanding import is_question

FULL, QUICK = 0, 80
PLACES = (1, 5, 10)
WITH, ALONE = "with what was said", "the line alone"
LEARNT_FROM: tuple[Domain, ...] = ("film", "music")
DAY = date(2026, 1, 1)


class Base:
    """One domain's knowledge base, ready to be searched."""

    def __init__(self, folder: Path, domain: Domain) -> None:
        self.pack = MemoryPack(domain, read_base(folder, domain))
        self.names = Names([self.pack])
        self.retriever = Retriever([self.pack])
        self.asked = {one.id: one for one in read_asked(folder, domain)}
        self.names.prepare()
        self.retriever.prepare()

    def found(self, one: Asked, *, alone: bool) -> tuple[list[Triple], float]:
        """The triples that come first, and the seconds it took."""
        began = time.perf_counter()
        query = query_of(one.said, () if alone else one.before, self.names, today=DAY)
        found = self.retriever.search(query, k=PLACES[-1])
        seconds = time.perf_counter() - began
        return [self._triple(evidence.id) for evidence in found if "/triple/" in evidence.id], seconds

    def _triple(self, id_: str) -> Triple:
        query = "select e.name, t.attribute, t.value from triple t join entity e on e.id = t.entity where t.id = ?"
        name, attribute, value = rows(self.pack, query, (int(id_.rpartition("/")[2]),))[0]
        return (str(name), str(attribute), str(value))

    def close(self) -> None:
        self.pack.close()


class RetrievalSuite:
    """See the module."""

    name = "retrieval"
    about = "the triple that a turn of a dialogue rests on is found, given what was said before"
    asks_model = False

    def __init__(self) -> None:
        self._base: tuple[tuple[str, str], Base] | None = None

    def samples(self, plan: Plan) -> Sequence[Sample]:
        """See `Suite.samples`; none of a domain that is not there."""
        folder = plan.data / FOLDER if plan.data else None
        if folder is None or not folder.is_dir():
            return ()
        return [
            Sample(
                id=f"{domain} {how}/{one.id}",
                group=f"{domain}, {how}",
                pair=one.id,
                said=(one.said,),
                data={"folder": str(folder), "domain": domain, "gold": sorted(one.gold), "asks": is_question(one.said)},
            )
            for domain in DOMAINS
            if (folder / f"{domain}_dev.json").is_file()
            for how in (WITH, ALONE)
            for one in spread(_asked(folder, domain), plan.count(FULL, QUICK))
        ]

    def answer(self, sample: Sample, host: Host) -> tuple[Reply, ...]:
        """The triples found, as JSON."""
        base = self._of(sample.data["folder"], sample.data["domain"])
        found, seconds = base.found(base.asked[sample.pair], alone=sample.group.endswith(ALONE))
        return (Reply(text=json.dumps(found, ensure_ascii=False), by=("retrieval",), seconds=seconds),)

    def scores(self, answered: Answered) -> dict[str, float]:
        """`hit@1`, `hit@5`, `hit@10`: a triple that the turn rests on is among so many; `asked hit@…` of the turns that
        answer a question."""
        gold = {(str(row[0]), str(row[1]), str(row[2])) for row in answered.sample.data["gold"]}
        found = [(str(row[0]), str(row[1]), str(row[2])) for row in json.loads(answered.last.text or "[]")]
        scores = {f"hit@{place}": float(any(one in gold for one in found[:place])) for place in PLACES}
        if answered.sample.data["asks"]:
            scores |= {f"asked {name}": value for name, value in scores.items()}
        return scores

    def report(self, answered: Sequence[Answered]) -> SuiteReport:
        """See `Suite.report`."""
        return SuiteReport(
            suite=self.name,
            about=self.about,
            figures=(*figures_of(answered, self.scores), *_cost(answered)),
            tables=(self._by_attribute(answered),) if answered else (),
            notes=(
                f"Weights are learnt from {' and '.join(LEARNT_FROM)}; travel is what they are worth. Its knowledge "
                "base is KdConv's whole; that of the others is the triples of their dialogues.",
                "Every turn counts that rests on a triple, answers and remarks; `asked` are those that answer a "
                "question.",
                "Of film and music the base holds little else than what is asked for, which makes them easier.",
            ),
        )

    def _of(self, folder: str, domain: Domain) -> Base:
        """The base; the last one is kept."""
        if self._base and self._base[0] == (folder, domain):
            return self._base[1]
        if self._base:
            self._base[1].close()
        base = Base(Path(folder), domain)
        self._base = ((folder, domain), base)
        return base

    def _by_attribute(self, answered: Sequence[Answered]) -> Table:
        """hit@1 and hit@5 by attribute, of what nothing was learnt from."""
        own = [one for one in answered if one.sample.group == f"travel, {WITH}"]
        found: dict[str, list[dict[str, float]]] = {}
        for one in own:
            for attribute in sorted({str(row[1]) for row in one.sample.data["gold"]}):
                found.setdefault(attribute, []).append(self.scores(one))
        table: list[tuple[Cell, ...]] = []
        for name, each_of in sorted(found.items(), key=lambda item: -len(item[1])):
            cells = [mean([each[f"hit@{place}"] for each in each_of]) for place in PLACES]
            table.append((name, *cells, len(each_of)))
        columns = ("attribute", *(f"hit@{place}" for place in PLACES), "turns")
        return Table(title=f"travel, {WITH}, by attribute of the turn", columns=columns, rows=tuple(table))


@lru_cache(maxsize=3)
def _asked(folder: Path, domain: Domain) -> tuple[Asked, ...]:
    return tuple(read_asked(folder, domain))


def _cost(answered: Sequence[Answered]) -> Iterable[Figure]:
    """Milliseconds of a query and its search: the middle and the slowest of twenty."""
    for group in dict.fromkeys(one.sample.group for one in answered):
        values = sorted(one.last.seconds * 1000 for one in answered if one.sample.group == group and one.replies)
        for name, share in (("p50", 0.5), ("p95", 0.95)):
            if values:
                yield figure(name, group, [values[min(len(values) - 1, int(share * len(values)))]], unit="ms")
