"""Triples of what a question is about, ranked, with how likely each answers it."""

from __future__ import annotations

from collections.abc import Sequence

from roleplay_lite.knowledge.evidence import Evidence, Query
from roleplay_lite.knowledge.query.attributes import Attributes
from roleplay_lite.knowledge.query.reading import Readable, rows
from roleplay_lite.knowledge.retrieval.candidates import Candidate, Weighing, triples_of
from roleplay_lite.knowledge.retrieval.weights import chance, weighed, weights
from roleplay_lite.knowledge.spans import best_sentences

UNASKED = 0.4
"""What is left of the chance of a property that was not asked for: it may be told, and answers nothing."""
TEXT = 100
"""Signs from which a value is a text of which the best sentences are told."""


def triples(packs: Sequence[Readable], query: Query, attributes: Attributes, most: int) -> list[Evidence]:
    """The likeliest first."""
    candidates = triples_of(query, packs)
    if not candidates:
        return []
    weighing = Weighing(query, candidates, attributes)
    features = weighing.features()
    scores = [weighed(each, weights()["triple"]) for each in features]
    chances = [
        chance(weighed(each, weights()["answers"])) * (1.0 if each["asked"] else UNASKED)
        for each in weighing.calibrating(scores, features)
    ]
    order = sorted(range(len(candidates)), key=lambda at: -scores[at])[:most]
    sources = {pack.name: _sources(pack) for pack in packs}
    found, least = [], 1.0
    for at in order:
        least = min(least, chances[at])
        found.append(_evidence(candidates[at], least, query, sources[candidates[at].pack]))
    return found


def _sources(pack: Readable) -> dict[int, tuple[str, str]]:
    return {id_: (name, licence) for id_, name, licence in rows(pack, "select id, name, licence from source")}


def _evidence(one: Candidate, score: float, query: Query, sources: dict[int, tuple[str, str]]) -> Evidence:
    source, licence = sources.get(one.source, ("", ""))
    text = len(one.value) > TEXT
    return Evidence(
        text=best_sentences(one.value, query.text) if text else f"{one.entity}的{one.attribute}是{one.value}",
        level="sentence" if text else "triple",
        id=f"{one.pack}/triple/{one.row}",
        score=round(score, 4),
        entity=one.entity,
        attribute=one.attribute,
        value="" if text else one.value,
        source=source,
        licence=licence,
    )
