"""Which of the packs' attributes a line asks for: by how one asks for them, and by the words of their names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise

from roleplay_lite.knowledge.query.concepts import GENERAL, concepts

WEAK = 0.35
"""What a general question makes of an attribute that introduces a thing."""
ASKED, NAMED, COMMONLY = 0.6, 0.7, 0.6
"""What the way of asking gives, what its whole name gives, and what a name gives that others are made of."""
EMPTY = frozenset(("时间", "日期", "名称", "主要", "相关", "数量", "地点", "中文", "情况", "信息", "其他", "其它"))
"""Pairs of signs that many attributes share."""

_ASKING = re.compile("[什么哪谁几吗怎]|多少|[是的]")


class Attributes:
    """Every attribute of some packs, with how many triples have it."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self.counts = dict(counts)
        self._of_concept: dict[str, list[str]] = {}
        self._of_pair: defaultdict[str, list[str]] = defaultdict(list)
        for concept in concepts():
            self._of_concept[concept.name] = [
                name
                for name in counts
                if concept.called.search(name.lower()) and not (concept.but and concept.but.search(name.lower()))
            ]
        for name in counts:
            for pair in _pairs(name.lower()):
                self._of_pair[pair].append(name)
        self._of_one_sign = [name for name in counts if len(name) == 1]
        self.asked = lru_cache(maxsize=512)(self._asked)

    def general(self, name: str) -> bool:
        """Whether it introduces a thing as a whole."""
        return name in self._of_concept[GENERAL]

    def particular(self, text: str) -> bool:
        """Whether the text asks for some property in particular, be it one that the packs have or not."""
        return any(concept.asked.search(text.lower()) for concept in concepts() if concept.name != GENERAL)

    def _asked(self, text: str) -> Mapping[str, float]:
        """Each attribute that the text asks for, and how surely, 0 to 1."""
        line = text.lower()
        found: defaultdict[str, float] = defaultdict(float)
        for concept in concepts():
            if (names := self._of_concept[concept.name]) and concept.asked.search(line):
                weight = WEAK if concept.name == GENERAL else ASKED
                for name in names:
                    found[name] = max(found[name], weight)
        for name, weight in self._named(line).items():
            found[name] = min(1.0, found[name] + weight)
        return dict(sorted(found.items(), key=lambda item: -item[1]))

    def _named(self, line: str) -> dict[str, float]:
        """How much of an attribute's own name stands in the line."""
        present = {pair for pair in _pairs(line) if pair in self._of_pair}
        found = {name: NAMED for name in self._of_one_sign if re.search(f"的{name}|{name}[是叫]|[几哪]一?{name}", line)}
        for name in {name for pair in present for name in self._of_pair[pair]}:
            own = _pairs(name.lower())
            telling = [pair for pair in own if not (pair in EMPTY or _ASKING.search(pair))]
            if name.lower() in line and "什么" not in name:
                found[name] = NAMED if telling else COMMONLY
            elif telling and (share := sum(pair in present for pair in telling) / len(telling)):
                found[name] = NAMED * 0.6 * share
        return found


def _pairs(text: str) -> list[str]:
    """Two neighbouring Han signs, Latin words whole."""
    words = re.findall("[a-z]+|[\u3400-\u9fff]+", text)
    return [pair for word in words for pair in ([word] if word[0] < "\u3400" else [a + b for a, b in pairwise(word)])]
