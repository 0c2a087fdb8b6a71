"""One to five traits together: read from a line, said in a sentence, and to and from the Big Five and MBTI."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import combinations, product

from roleplay_lite.errors import InputError
from roleplay_lite.persona.persona import Intensity, Trait
from roleplay_lite.persona.traits.dictionary import BIG5, TraitEntry, find, labels_215, lookup

MOST = 5
BEST = 3
"""More traits than this are each weaker."""
EXTREME = 2

_SAID: dict[Intensity, str] = {"a-bit": "有点", "plain": "", "very": "非常", "extremely": "极其"}
_WEIGHT: dict[Intensity, float] = {"a-bit": 0.5, "plain": 1.0, "very": 1.5, "extremely": 2.0}
# A word that begins as another does comes before it.
_LEVELS: dict[Intensity, tuple[str, ...]] = {
    "a-bit": ("有点儿", "有一点", "有点", "有些", "a little ", "a bit ", "slightly "),
    "very": ("非常", "十分", "特别", "很", "very ", "really "),
    "extremely": ("极其", "极为", "极度", "extremely "),
}
_WORDS = [(word, level) for level, words in _LEVELS.items() for word in words]
_FACTOR_NAMES = dict(
    zip(BIG5, ("openness", "conscientiousness", "extraversion", "agreeableness", "neuroticism"), strict=True)
)
_SEPARATOR = re.compile(r"[,，、;；\n]")

_AGAINST = (
    ("Quiet", "Loquacious"),
    ("Warm", "Cold"),
    ("Honest", "Deceitful"),
    ("Serious", "Silly"),
    ("Optimistic", "Gloomy"),
    ("Humble", "Arrogant"),
    ("Gentle", "Aggressive"),
    ("Practical", "Unrealistic"),
    ("Curious", "Apathetic"),
)
_INCOHERENT = ("Aggressive", "Fickle")
_BAD_FOR_ANSWERS = ("Gloomy", "Miserable", "Discouraging")

_CANDIDATES = 24
"""Of the 215, the nearest that are tried in threes."""
_NEGATIVE = 0.75
"""What a negative trait counts as farther: a score is no reason to make somebody unpleasant."""
_MBTI = ("EI", "NS", "FT", "JP")
_FACTORS = ("E", "O", "A", "C")
"""Which factor each letter of MBTI is read from (McCrae & Costa, 1989)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TraitProfile:
    """The traits of one character. Raises InputError when there are none, more than five, or one twice."""

    traits: tuple[Trait, ...]

    def __post_init__(self) -> None:
        if not self.traits:
            raise InputError("no trait is named; write one to five, as in 诙谐风趣,非常好奇")
        if len(self.traits) > MOST:
            raise InputError(f"that is {len(self.traits)} traits; at most {MOST}, and two or three work best")
        names = [_named(trait.name) for trait in self.traits]
        if twice := next((name for name in names if names.count(name) > 1), ""):
            raise InputError(f"the trait {twice!r} is named twice")

    def __str__(self) -> str:
        """As `parse` reads it."""
        return "、".join(_SAID[trait.intensity] + _named(trait.name) for trait in self.traits)

    @classmethod
    def parse(cls, text: str) -> TraitProfile:
        """The traits in 「诙谐风趣,非常好奇的,a bit shy」: names of the dictionary, each after a word for how much.

        Raises InputError, with near names for one that is unknown.
        """
        names = [part.strip() for part in _SEPARATOR.split(text)]
        return cls(traits=tuple(_trait(name) for name in names if name))

    @classmethod
    def from_big5(
        cls,
        *,
        O: float = 0,  # noqa: E741 - the factor's own letter
        C: float = 0,
        E: float = 0,
        A: float = 0,
        N: float = 0,
    ) -> TraitProfile:
        """The three of the 215 that together come nearest to these scores, −2 to 2 each; always the same three."""
        target = (O, C, E, A, N)
        if bad := next((name for name, score in zip(BIG5, target, strict=True) if not -2 <= score <= 2), ""):
            raise InputError(f"{bad} is out of range; each of {', '.join(BIG5)} is −2 to 2")
        return _nearest(_labels(), target, lambda profile: True)

    @classmethod
    def from_mbti(cls, letters: str) -> TraitProfile:
        """Three of the 215 for a type such as INTJ, whose `mbti` is that type again.

        None of them is negative: a letter says what one prefers, not what one lacks.
        """
        kind = letters.strip().upper()
        if kind not in {"".join(four) for four in product(*_MBTI)}:
            raise InputError(f"{letters[:20]!r} is no type; write one of E or I, N or S, F or T, J or P: INTJ, ESFP, …")
        ends = {name: 1.0 if kind[at] == _MBTI[at][0] else -1.0 for at, name in enumerate(_FACTORS)}
        target = tuple(ends.get(name, 0.0) for name in BIG5)
        kindly = [entry for entry in _labels() if entry.group != "negative"]
        return _nearest(kindly, target, lambda profile: profile.mbti() == kind)

    def sentence(self) -> str:
        """「我是个非常活泼可爱的、有青春活力的、乐观的人」."""
        return f"我是个{self}人"

    def behaviours(self) -> tuple[str, ...]:
        """What each trait makes one do: its own line, or the dictionary's; a trait with neither is left out."""
        lines = [trait.behaviour or (entry.behaviour if entry else "") for trait, entry in self._known()]
        return tuple(line for line in lines if line)

    def clashes(self) -> tuple[str, ...]:
        """What speaks against these traits together, each in a sentence. Traits outside the dictionary are not judged.

        What is not a pair that pulls apart was measured on a large dialogue model given such traits: with three they
        showed most, strong and fickle together contradicted itself most, and gloomy answered questions worst.
        """
        known = [entry for _, entry in self._known() if entry]
        named = {entry.en: f"「{entry.zh}」" for entry in known}
        found = [why for one, other in combinations(known, 2) if (why := _opposed(one, other))]
        if len(self.traits) > BEST:
            found.append(f"there are {len(self.traits)}; two or three stand out, more blur each other")
        if named.keys() >= {*_INCOHERENT}:
            found.append(" and ".join(named[label] for label in _INCOHERENT) + " make a character contradict itself")
        found += [f"{named[label]} makes answers worse" for label in _BAD_FOR_ANSWERS if label in named]
        return tuple(found)

    def big5(self) -> tuple[float, float, float, float, float]:
        """The mean of the traits' scores, weighted by intensity: O, C, E, A, N from −2 to 2; 0 when none is known."""
        known = [(_WEIGHT[trait.intensity], entry.big5) for trait, entry in self._known() if entry]
        total = sum(weight for weight, _ in known) or 1.0
        o, c, e, a, n = (sum(weight * scores[at] for weight, scores in known) / total for at in range(len(BIG5)))
        return (o, c, e, a, n)

    def mbti(self) -> str:
        """Four letters: E above 0 is E, else I; O above 0 is N, else S; A above 0 is F, else T; C above 0 is J, else P.

        MBTI has no letter for neuroticism, and sorts into types what are degrees; `big5` says more.
        """
        scores = dict(zip(BIG5, self.big5(), strict=True))
        return "".join(pair[0] if scores[name] > 0 else pair[1] for name, pair in zip(_FACTORS, _MBTI, strict=True))

    def _known(self) -> list[tuple[Trait, TraitEntry | None]]:
        return [(trait, lookup(trait.name)) for trait in self.traits]


def _trait(said: str) -> Trait:
    """The name as a whole first: some begin as a word of intensity does."""
    folded = said.casefold()
    if not lookup(said):
        for word, intensity in _WORDS:
            if folded.startswith(word):
                return replace(_plain(find(said[len(word) :].strip())), intensity=intensity)
    return _plain(find(said))


def _named(name: str) -> str:
    return name if name.endswith("的") else f"{name}的"


def _opposed(one: TraitEntry, other: TraitEntry) -> str:
    """Why the two pull apart, or ""."""
    names = f"「{one.zh}」 and 「{other.zh}」 pull apart"
    for factor, a, b in zip(BIG5, one.big5, other.big5, strict=True):
        if a * b == -EXTREME * EXTREME:
            return f"{names}: opposite ends of {_FACTOR_NAMES[factor]}"
    return names if {one.en, other.en} in map(set, _AGAINST) else ""


def _labels() -> list[TraitEntry]:
    return [find(label) for label in labels_215()]


def _nearest(pool: list[TraitEntry], target: tuple[float, ...], fits: Callable[[TraitProfile], bool]) -> TraitProfile:
    """The three near traits of the pool whose mean is nearest to the target, that do not clash and that fit."""
    near = sorted(pool, key=lambda entry: (_distance(entry, target), entry.en))
    threes = sorted(combinations(near[:_CANDIDATES], BEST), key=lambda three: _misfit(three, target))
    profiles = (TraitProfile(traits=tuple(_plain(entry) for entry in three)) for three in threes)
    best = next((profile for profile in profiles if fits(profile) and not profile.clashes()), None)
    return best or TraitProfile(traits=tuple(_plain(entry) for entry in threes[0]))


def _plain(entry: TraitEntry) -> Trait:
    return Trait(name=entry.zh, behaviour=entry.behaviour)


def _distance(entry: TraitEntry, target: tuple[float, ...]) -> float:
    return math.dist(entry.big5, target) + (_NEGATIVE if entry.group == "negative" else 0.0)


def _misfit(three: tuple[TraitEntry, ...], target: tuple[float, ...]) -> tuple[float, tuple[str, ...]]:
    mean = [sum(scores) / len(three) for scores in zip(*(entry.big5 for entry in three), strict=True)]
    each = sum(_distance(entry, target) for entry in three) / len(three)
    return math.dist(mean, target) + each, tuple(entry.en for entry in three)
