"""Which of many rules may take a line, found without trying each: by literals of their patterns, and by the letters and
sounds of their paraphrases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from roleplay_lite.rules.alike import WORTH, Phrase, phrase
from roleplay_lite.rules.literals import folded, required
from roleplay_lite.rules.patterns import narrow
from roleplay_lite.rules.rule import Rule

_NEAR = 0.36
"""The likeness, by telling parts alone, from which on a paraphrase is worth comparing."""

_Parts = defaultdict[str, list[tuple[int, float]]]


class RuleIndex:
    """Of rules by their place in a list; made anew when one of them changes."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._always: list[int] = []
        self._literals: dict[str, list[tuple[str, int]]] = defaultdict(list)
        """By the first two letters, or the only one, of the literal."""
        self._parts: tuple[_Parts, ...] = tuple(defaultdict(list) for _ in WORTH)
        """Of each view of a phrase: its number, and what a part weighs there, by the part."""
        self._totals: tuple[list[float], ...] = tuple([] for _ in WORTH)
        self._phrases: list[int] = []
        """Of each phrase by its number, the place of its rule."""
        for place, rule in enumerate(rules):
            self._take_up(place, rule)

    def _take_up(self, place: int, rule: Rule) -> None:
        when = rule.when
        literals = literals_of(rule)
        if literals is None:
            self._always.append(place)
            return
        for literal in literals:
            self._literals[literal[:2]].append((literal, place))
        for text in when.paraphrase:
            made, number = phrase(text), len(self._phrases)
            self._phrases.append(place)
            for view, parts, totals in zip(made.telling, self._parts, self._totals, strict=True):
                for part, weight in view.items():
                    parts[part].append((number, weight))
                totals.append(sum(view.values()))

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
        for view, parts, totals in zip(said.telling, self._parts, self._totals, strict=True):
            shared: dict[int, float] = defaultdict(float)
            for part in view:
                for number, weight in parts.get(part, ()):
                    shared[number] += weight
            total = sum(view.values())
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
