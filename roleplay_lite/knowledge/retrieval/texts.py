"""Frequent questions and passages that go with a question, and how likely each answers it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from roleplay_lite.knowledge.evidence import Evidence, Query
from roleplay_lite.knowledge.query.reading import Readable, plain, rows
from roleplay_lite.knowledge.retrieval import lexical
from roleplay_lite.knowledge.retrieval.ranking import (
    UNSEEN,
    asks_alike,
    content,
    covered,
    folded,
    likeness,
    numbers_differ,
)
from roleplay_lite.knowledge.retrieval.vectors import Vectors
from roleplay_lite.knowledge.retrieval.weights import chance
from roleplay_lite.knowledge.spans import best_sentences
from roleplay_lite.memory.index.fusion import fused

KEPT, PASSAGES_KEPT = 16, 8
"""Rows of a table that are read whole."""
SURE, MISSES = 0.5, 2.5
"""How surely a thing must be meant, that its absence from a question counts, and how much it does."""
TELLING = 4
"""Signs from which a value that stands in a question is hardly there by chance."""
_BY_WORDS = re.compile("歇后语|俗语|谜|哪[句个]|上一?句|前半|前面")
NEAR, FAR = 0.90, 0.80
"""Cosines of sentence vectors from which two questions are likely one, and under which they hardly are."""
_LEXICAL, _VECTORS = 1.0, 0.8


def faq(pack: Readable, query: Query, sought: lexical.Sought, vectors: Vectors | None) -> list[Evidence]:
    """Answers to questions like this one, best first, each once."""
    found = lexical.search(pack, "faq_terms", sought)
    near = vectors.nearest(pack, "faq") if vectors else {}
    chosen = _chosen(found.ids, near)
    if not chosen:
        return []
    read = rows(
        pack,
        "select p.id, p.text, f.id, f.answer, f.question, s.name, s.licence from paraphrase p"
        f" join faq f on f.id = p.faq join source s on s.id = f.source where p.id in ({','.join('?' * len(chosen))})",
        chosen,
    )
    named = [plain(name) for name, strength in zip(query.entities, query.strengths, strict=True) if strength > SURE][:1]
    best: dict[int, Evidence] = {}
    for id_, text, row, answer, question, source, licence in read:
        score = chance(
            _alike(query.text, text, sought, found.idf, near.get(id_))
            - MISSES * any(name not in plain(text) for name in named)
        )
        if row not in best or score > best[row].score:
            best[row] = Evidence(
                text=answer,
                level="faq",
                id=f"{pack.name}/faq/{row}",
                score=round(score, 4),
                entity="",
                source=source or question,
                licence=licence,
            )
    return sorted(best.values(), key=lambda one: -one.score)


def _chosen(found: Sequence[int], near: Mapping[int, float], most: int = KEPT) -> list[int]:
    """The rows that words and vectors together put first."""
    by_vector = sorted(near, key=lambda one: -near[one])
    sums = fused(((_LEXICAL, found), (_VECTORS, by_vector)))
    return sorted(sums, key=lambda one: -sums[one])[:most]


def _alike(asked: str, text: str, sought: lexical.Sought, idf: Mapping[str, float], cosine: float | None) -> float:
    """Log odds that the two ask the same."""
    score = -8.6
    score += (
        5.5 * covered(sought.terms, folded(text), idf)
        + 5.0 * covered(content(text), folded(asked), idf)
        + 4.0 * likeness(asked, text)
    )
    score += 0.8 * asks_alike(asked, text) - 3.0 * numbers_differ(asked, text)
    rarest = max(sought.terms, key=lambda term: idf.get(term, UNSEEN), default="")
    score -= 1.5 * (rarest not in folded(text))
    if cosine is not None:
        score += 4.0 * min(1.0, max(0.0, (cosine - FAR) / (NEAR - FAR))) - (1.0 if cosine < FAR else 0.0)
    return score


def passages(pack: Readable, query: Query, sought: lexical.Sought, vectors: Vectors | None) -> list[Evidence]:
    """The best sentences of passages, best first."""
    found = lexical.search(pack, "passage_terms", sought)
    near = vectors.nearest(pack, "passage") if vectors else {}
    chosen = _chosen(found.ids, near, PASSAGES_KEPT)
    if not chosen:
        return []
    read = rows(
        pack,
        "select p.id, p.heading, p.text, d.title, s.licence from passage p join document d on d.id = p.document"
        f" join source s on s.id = d.source where p.id in ({','.join('?' * len(chosen))})",
        chosen,
    )
    evidence = []
    for id_, heading, text, title, licence in read:
        span = best_sentences(text, query.text)
        score = chance(_answers(query, sought, span, f"{title}\n{heading}\n{text}", found.idf, near.get(id_)))
        evidence.append(
            Evidence(
                text=span,
                level="passage" if len(span) >= len(text.strip()) else "sentence",
                id=f"{pack.name}/passage/{id_}",
                score=round(score, 4),
                source=title,
                licence=licence,
            )
        )
    return sorted(evidence, key=lambda one: -one.score)


def _answers(
    query: Query, sought: lexical.Sought, span: str, whole: str, idf: Mapping[str, float], cosine: float | None
) -> float:
    """Log odds that a passage answers: its best sentences hold what is asked, the rest what it is asked of."""
    terms = sought.terms
    in_span, in_whole = covered(terms, folded(span), idf), covered(terms, folded(whole), idf)
    score = -4.6 + 3.0 * in_span + 3.5 * in_whole
    score += 0.8 * min(1.0, len(sought.terms) / 4) * in_whole
    named = [plain(name) for name in query.entities[:1]]
    score += 0.5 * any(name in plain(whole) for name in named)
    if cosine is not None:
        score += 2.0 * min(1.0, max(0.0, (cosine - FAR) / (NEAR - FAR)))
    return score


def by_value(pack: Readable, query: Query, sought: lexical.Sought) -> list[Evidence]:
    """Triples that are found by their words: a riddle by its answer, a saying by either half."""
    found = lexical.search(pack, "triple_terms", sought)
    if not found.ids:
        return []
    kept = found.ids[:KEPT]
    read = rows(
        pack,
        "select t.id, e.name, t.attribute, t.value, s.name, s.licence from triple t join entity e on e.id = t.entity"
        f" join source s on s.id = t.source where t.id in ({','.join('?' * len(kept))})",
        kept,
    )
    asked = plain(query.text)
    evidence = []
    for id_, name, attribute, value, source, licence in read:
        held = folded(f"{name}，{value}")
        score = -5.5 + 5.0 * covered(sought.terms, held, found.idf)
        if plain(name) in asked and attribute not in query.attributes:
            # It is asked for something else of it.
            score -= 3.0
        elif plain(value) in asked:
            score += 2.5 if len(value) >= TELLING or _BY_WORDS.search(asked) else 0.5
        evidence.append(
            Evidence(
                text=f"{name}的{attribute}是{value}",
                level="triple",
                id=f"{pack.name}/triple/{id_}",
                score=round(chance(score), 4),
                entity=name,
                attribute=attribute,
                value=value,
                source=source,
                licence=licence,
            )
        )
    return sorted(evidence, key=lambda one: -one.score)
