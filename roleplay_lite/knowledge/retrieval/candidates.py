"""Triples that may answer a question, and what tells how likely each does. Pure but for `triples_of`."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp, log

from roleplay_lite.knowledge.evidence import Query
from roleplay_lite.knowledge.query.attributes import Attributes
from roleplay_lite.knowledge.query.frames import unframed
from roleplay_lite.knowledge.query.reading import Readable, plain, rows
from roleplay_lite.knowledge.query.state import points_at_person

MOST_ENTITIES = 6
MOST_TRIPLES = 120
"""Of one entity that are weighed."""
FAINT = 0.004
"""Share of the likeliest entity's strength under which another is left out."""
SURELY = 0.5
"""From here on an attribute is asked for, and not only what introduces a thing."""
FREE = 40
"""Signs from which a value is a text and no bare value."""

_ASKS = re.compile("[?？]|[吗么呢不]$|什么|啥|哪|多少|几|谁|怎么|咋|吗|知道|\\b(?:who|what|when|where|which|how)\\b")
_MORE = re.compile("还有|另外|别的|其[他它]|除了|之外|继续|接着|更多|都有|哪些|一些|\\belse\\b|\\bmore\\b|\\bother\\b")
_PERSONAL = re.compile("职业|出生|国籍|身高|birth|profession")
_CONTENT = re.compile("[a-z0-9]+|[\u3400-\u9fff]+")
_CALIBRATING = (
    "strength", "asked", "asked, most", "asked surely", "asked, free", "not asked", "particular, not asked",
    "general", "free", "overlap", "told", "told, asked",
)  # fmt: skip
_EMPTY = frozenset("的了吗呢吧啊呀哦嘛么啦我你您他她它是在有这那个什些不也都就还很会要")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One triple, and what it is of."""

    pack: str
    row: int
    entity: str
    attribute: str
    value: str
    source: int
    strength: float
    rank: int
    """Of its entity, from 0."""
    linked: bool = False
    """Its value is itself a thing that the pack knows."""


def triples_of(query: Query, packs: Iterable[Readable]) -> list[Candidate]:
    """All triples of what the question may be about."""
    faint = FAINT * max(query.strengths, default=0.0)
    each = zip(query.entities, query.strengths, strict=True)
    wanted = [(name, strength) for name, strength in each if strength >= faint][:MOST_ENTITIES]
    ranks = {name: (rank, strength) for rank, (name, strength) in enumerate(wanted)}
    if not ranks:
        return []
    marks = ",".join("?" * len(ranks))
    found = []
    for pack in packs:
        ids = dict(
            rows(
                pack,
                "select e.id, e.name from alias a join entity e on e.id = a.entity"
                f" where a.alias in ({marks}) and e.name = a.alias",
                list(ranks),
            )
        )
        for entity, name in ids.items():
            for row, attribute, value, source, linked in rows(
                pack,
                "select id, attribute, value, source, length(value) < 30 and exists(select 1 from alias"
                " where alias = value) from triple where entity = ? order by id limit ?",
                (entity, MOST_TRIPLES),
            ):
                rank, strength = ranks[name]
                found.append(Candidate(pack.name, row, name, attribute, value, source, strength, rank, bool(linked)))
    return found


def _lead(behind: float, whole: float) -> float:
    """Log odds of a share of a softmax, bounded."""
    share = min(max(exp(behind) / whole, 0.005), 0.995)
    return log(share / (1 - share))


def pairs(text: str) -> list[str]:
    """Latin words, figures, and pairs of Han signs that are not only grammar."""
    found: list[str] = []
    for run in _CONTENT.findall(text):
        if run[0].isascii():
            found.append(run)
        else:
            found += [a + b for a, b in pairwise(run) if not (a in _EMPTY or b in _EMPTY)]
    return found


class Weighing:
    """One question and its candidates."""

    def __init__(self, query: Query, candidates: Sequence[Candidate], attributes: Attributes) -> None:
        self.query, self.candidates = query, candidates
        self.attributes = attributes
        self._said = plain(query.said)
        self._asked = dict(zip(query.attributes, query.weights, strict=True))
        told = [plain(text) for text in query.told]
        self._heard = told[-1] if told else ""
        self._told = "\n".join((*told, self._said))
        self._recent = "\n".join((*told[-2:], self._said))
        self._told_pairs = set(pairs(self._told))
        self._said_pairs = self._content()
        self._before = self._asked_before(told)
        self._question = float(bool(_ASKS.search(self._said.rstrip("。！!，, 啊呀呢哦"))))
        self._more = float(bool(_MORE.search(self._said)))
        self._particular = float(attributes.particular(unframed(query.said)))
        self._person = float(points_at_person(query.said))
        self._of: Counter[tuple[str, str]] = Counter((one.entity, one.attribute) for one in candidates)
        self._rates = [self._rate(one) for one in candidates]
        self._known = self._told_attributes()
        self._best: defaultdict[str, float] = defaultdict(float)
        for one in candidates:
            self._best[one.entity] = max(self._best[one.entity], self._asked.get(one.attribute, 0.0))
        self._most = max(self._best.values(), default=0.0)
        self._people = {one.entity for one in candidates if _PERSONAL.search(one.attribute)}
        self._links = Counter(one.value for one in candidates if one.linked)

    def features(self) -> list[dict[str, float]]:
        """Of each candidate, in their order."""
        return [self._features(one, rate) for one, rate in zip(self.candidates, self._rates, strict=True)]

    def calibrating(self, scores: Sequence[float], features: Sequence[Mapping[str, float]]) -> list[dict[str, float]]:
        """What tells how likely each candidate answers: how far it leads those of other properties, and how surely it
        is meant and asked for. `scores` are sums of weighted `features`."""
        best: dict[tuple[str, str], float] = {}
        for one, score in zip(self.candidates, scores, strict=True):
            key = (one.entity, one.attribute)
            best[key] = max(best.get(key, score), score)
        top = max(best.values(), default=0.0)
        whole = sum(exp(score - top) for score in best.values())
        return [
            {
                "bias": 1.0,
                "lead": _lead(best[(one.entity, one.attribute)] - top, whole),
                "behind": score - best[(one.entity, one.attribute)],
                **{name: own[name] for name in _CALIBRATING},
                "question": self._question,
            }
            for one, score, own in zip(self.candidates, scores, features, strict=True)
        ]

    def _features(self, one: Candidate, told: float) -> dict[str, float]:
        asked = self._asked.get(one.attribute, 0.0)
        # A meaning that is asked for is no longer one for being told at length.
        free = float(len(one.value) > FREE and asked < SURELY)
        general = float(self.attributes.general(one.attribute))
        overlap = self._overlap(one.value)
        fresh = float(told >= 0.8)
        running, ever = self._known.get((one.entity, one.attribute), (0.0, 0.0))
        nothing = float(self._most == 0)
        person = self._person * (1.0 if one.entity in self._people else -1.0)
        return {
            "strength": log(max(one.strength, 1e-4)),
            "rank 0": float(one.rank == 0),
            "rank 1": float(one.rank == 1),
            "asked": asked,
            "asked, most": float(asked > 0 and asked >= self._most),
            "asked, of it": float(asked > 0 and asked >= self._best[one.entity]),
            "asked surely": float(asked >= 0.9),
            "not asked": float(self._most > 0 and asked == 0),
            "particular, not asked": self._particular * (asked == 0),
            "asked, rank 0": asked * (one.rank == 0),
            "asked, free": asked * free,
            "asked none": nothing * free,
            "asked none, general": nothing * general,
            "free": free,
            "general": general,
            "free, no question": free * (1 - self._question),
            "general, no question": general * (1 - self._question),
            "asked, no question": asked * (1 - self._question),
            "before": self._before.get(one.attribute, 0.0),
            "before, no question": self._before.get(one.attribute, 0.0) * (1 - self._question),
            "told": told,
            "told whole": fresh,
            "told, free": told * free,
            "told, asked": told * asked,
            "overlap": overlap,
            "overlap, free": overlap * free,
            "linked": float(one.linked),
            "linked, asked": asked * one.linked,
            "links": log(1 + self._links[one.value]) if one.linked else 0.0,
            "several": log(self._of[(one.entity, one.attribute)]),
            "running": running,
            "running, more": running * self._more,
            "running, question": running * self._question,
            "running, several": running * log(self._of[(one.entity, one.attribute)]),
            "ever": ever,
            "ever, question": ever * self._question,
            "ever, asked": ever * asked,
            "ever, free": ever * free,
            "ever, several": ever * log(self._of[(one.entity, one.attribute)]),
            "person": person,
            "short": float(len(one.value) <= 4),
        }

    def _content(self) -> list[str]:
        line = self._said
        for name in self.query.entities:
            line = line.replace(plain(name), " ")
        return list(dict.fromkeys(pairs(line)))

    def _overlap(self, value: str) -> float:
        if not self._said_pairs:
            return 0.0
        text = plain(value)
        return sum(pair in text for pair in self._said_pairs) / (2 + len(self._said_pairs))

    def _rate(self, one: Candidate) -> float:
        value, name = plain(one.value), plain(one.entity)
        if value not in name and name not in value and len(value) <= FREE and value.strip("。《》【】 ") in self._told:
            return 1.0
        own = [pair for pair in pairs(value) if pair not in name]
        return sum(pair in self._told_pairs for pair in own) / len(own) if own else 0.0

    def _told_attributes(self) -> Mapping[tuple[str, str], tuple[float, float]]:
        """Of each entity's attribute whether a value of it came up just now, and whether one ever did."""
        found: dict[tuple[str, str], tuple[float, float]] = {}
        for one, rate in zip(self.candidates, self._rates, strict=True):
            if len(one.value) > FREE:
                ever = float(rate > 0.25)
                own = pairs(plain(one.value))
                now = float(sum(pair in self._recent for pair in own) > 0.2 * len(own)) if ever else 0.0
            else:
                ever = float(rate >= 0.8)
                now = float(ever and plain(one.value).strip("。《》【】 ") in self._recent)
            seen = found.get((one.entity, one.attribute), (0.0, 0.0))
            found[(one.entity, one.attribute)] = (max(seen[0], now), max(seen[1], ever))
        return found

    def _asked_before(self, told: Sequence[str]) -> dict[str, float]:
        """What the line that was just answered asked for, and what the answer goes on to ask."""
        found: dict[str, float] = {}
        for text in told[-2:]:
            found |= self.attributes.asked(text)
        return found
