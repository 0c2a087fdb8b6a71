"""Which of many rules may take a line, found without trying each: by literals of their patterns, and by the letters and
sounds of their paraphrases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from roleplay_lite.rules.alike import Phrase, phrase
from roleplay_lite.rules.literals import folded, required
from roleplay_lite.rules.patterns import narrow
from roleplay_lite.rules.rule import Rule

_NEAR = 0.36
"""The likeness, by telling parts alone, from which on a paraphrase is worth comparing."""


class RuleIndex:
    """Of rules by their place in a list; made anew when one of them changes."""

    def __init__(self, rules: Sequence[Rule], *, vectors: bool = False) -> None:
        """With `vectors`, what has a paraphrase is a candidate for every line."""
        self._always: list[int] = []
        self._literals: dict[str, list[tuple[str, int]]] = defaultdict(list)
        """By the first two letters, or the only one, of the literal."""
        self._signs: dict[str, list[tuple[int, float]]] = defaultdict(list)
        """Numbers of phrases, and what it weighs there, by a telling part of them."""
        self._sounds: dict[str, list[tuple[int, float]]] = defaultdict(list)
        self._sign_totals: list[float] = []
        self._sound_totals: list[float] = []
        self._phrases: list[int] = []
        """Of each phrase by its number, the place of its rule."""
        for place, rule in enumerate(rules):
            self._take_up(place, rule, vectors)

    def _take_up(self, place: int, rule: Rule, vectors: bool) -> None:
        when = rule.when
        literals = literals_of(rule)
        if literals is None or (vectors and when.paraphrase):
            self._always.append(place)
            return
        for literal in literals:
            self._literals[literal[:2]].append((literal, place))
        for text in when.paraphrase:
            made, number = phrase(text), len(self._phrases)
            self._phrases.append(place)
            for sign, weight in made.telling.items():
                self._signs[sign].append((number, weight))
            for sound, weight in made.telling_sounds.items():
                self._sounds[sound].append((number, weight))
            self._sign_totals.append(sum(made.telling.values()))
            self._sound_totals.append(sum(made.telling_sounds.values()))

    def candidates(self, text: str, earlier: Iterable[str] = ()) -> set[int]:
        """Places of the rules that the line may meet. `earlier` is what the person said just before."""
        found = set(self._always)
        for one in (text, *earlier):
            self._find_literals(folded(narrow(one)), found)
        self._find_phrases(phrase(text), found)
        return found

    def _find_literals(self, text: str, found: set[int]) -> None:
        starts = {text[at : at + 2] for at in range(len(text))}
        starts.update(text)
        for start in starts:
            for literal, place in self._literals.get(start, ()):
                if place not in found and (literal == start or literal in text):
                    found.add(place)

    def _find_phrases(self, said: Phrase, found: set[int]) -> None:
        for terms, index, totals in (
            (said.telling, self._signs, self._sign_totals),
            (said.telling_sounds, self._sounds, self._sound_totals),
        ):
            shared: dict[int, float] = defaultdict(float)
            for term in terms:
                for number, weight in index.get(term, ()):
                    shared[number] += weight
            total = sum(terms.values())
            for number, weight in shared.items():
                if 2 * weight >= _NEAR * (total + totals[number]):
                    found.add(self._phrases[number])


def literals_of(rule: Rule) -> frozenset[str] | None:
    """Folded literals of which a line has one if it is to meet the rule by its words; empty where it has to be by a
    paraphrase; None where any line may."""
    when = rule.when
    sets: list[frozenset[str]] = []
    if when.topic:
        sets.append(frozenset(folded(narrow(word)) for word in when.topic))
    if when.any or when.paraphrase:
        found = [required(narrow(pattern)) for pattern in when.any]
        if any(one is None for one in found):
            # With a topic it is still found by that.
            if not when.topic:
                return None
        elif not (when.topic and when.paraphrase):
            sets.append(frozenset[str]().union(*(one for one in found if one)))
    return min(sets, key=len) if sets else None
