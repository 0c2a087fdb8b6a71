"""Facts that say in their value what a line asks, wherever they are filed: 「最大的器官」 of 皮肤（人体最大的器官）.

For the few thousand facts that are no dictionary's, poem's or place's."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from math import log
from typing import TYPE_CHECKING

from roleplay_lite.knowledge.answers import of_kind
from roleplay_lite.knowledge.around import evidence_of, left_over, parted
from roleplay_lite.knowledge.evidence import Evidence, Query
from roleplay_lite.knowledge.query.names import DICTIONARY

if TYPE_CHECKING:
    from roleplay_lite.knowledge.pack.pack import Pack

_LEFT_OUT = (*DICTIONARY, "成语", "歇后语", "诗句", "诗", "区县", "城市")
_MOST_ROWS = 8000
"""Of one pack; a larger one is no collection of facts written to be told."""
_LEAST_PAIRS, _LEAST_SHARE = 2, 0.75
_AT_BEST, _STRANGE = 0.78, 0.35


class Nearby:
    """A table of pairs of signs, read once."""

    def __init__(self, packs: Sequence[Pack]) -> None:
        self._packs = tuple(packs)

    def prepare(self) -> None:
        """Read the table."""
        _ = self._table

    def find(self, line: str, query: Query) -> Iterable[Evidence]:
        """Facts that hold nearly all of what the line says, surest first."""
        rows, held = self._table
        pairs = _pairs(parted(line))
        if len(pairs) < _LEAST_PAIRS:
            return
        weights = {pair: log(1 + len(rows) / (1 + len(held.get(pair, ())))) for pair in pairs}
        found: Counter[int] = Counter()
        sums: defaultdict[int, float] = defaultdict(float)
        for pair in pairs:
            for row in held.get(pair, ()):
                found[row] += 1
                sums[row] += weights[pair]
        whole = sum(weights.values())
        for row, count in found.most_common(3):
            share = sums[row] / whole
            one = rows[row]
            if count >= _LEAST_PAIRS and share >= _LEAST_SHARE and of_kind(query, f"{one.entity}，{one.value}"):
                strange = set(left_over(line)) - set(f"{one.entity}{one.attribute}{one.value}")
                yield replace(one, score=round(max(0.0, _AT_BEST * share**2 - _STRANGE * len(strange)), 4))

    @cached_property
    def _table(self) -> tuple[list[Evidence], Mapping[str, list[int]]]:
        rows: list[Evidence] = []
        held: defaultdict[str, list[int]] = defaultdict(list)
        marks = ",".join("?" * len(_LEFT_OUT))
        for pack in self._packs:
            for row, name, *rest in pack.db.execute(
                "select t.id, e.name, t.attribute, t.value, s.name, s.licence from triple t"
                " join entity e on e.id = t.entity join source s on s.id = t.source"
                f" where e.kind not in ({marks}) and length(t.value) between 4 and 80 order by t.id limit ?",
                (*_LEFT_OUT, _MOST_ROWS),
            ):
                for pair in _pairs(f"{name}，{rest[0]}，{rest[1]}"):
                    held[pair].append(len(rows))
                rows.append(evidence_of(pack.name, row, name, *rest, 0.0))
        return rows, held


def _pairs(text: str) -> list[str]:
    """Neighbouring signs that neither ask nor are grammar, each once."""
    runs = re.findall("[\u3400-\u9fff〇]+", re.sub("[的了是在有吗呢啊呀什么啥哪谁几多少怎个种]+", " ", text))
    return list(dict.fromkeys(run[at : at + 2] for run in runs for at in range(len(run) - 1)))
