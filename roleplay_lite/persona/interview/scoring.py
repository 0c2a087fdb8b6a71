"""Answers turned into scores, beside what the character's traits predict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from roleplay_lite.errors import InputError
from roleplay_lite.persona.interview.asking import Answer
from roleplay_lite.persona.interview.items import AXES, Choice, Item
from roleplay_lite.persona.persona import Persona
from roleplay_lite.persona.traits.dictionary import BIG5
from roleplay_lite.persona.traits.profile import TraitProfile

_BY_FACTOR = {"EI": "E", "NS": "O", "FT": "A", "JP": "C"}
"""The factor that goes with an axis (McCrae & Costa, 1989); it decides a tie."""
LOPSIDED = 0.25
"""How far the mean answer may lie from the middle before the answers say more about the model than the character."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor:
    """One of the Big Five, 0 to 1, the middle being 0.5."""

    name: str
    """O, C, E, A or N."""
    measured: float
    """The mean of the answers, those to reversed items turned round."""
    consistency: float
    """1 when the items worded one way and those worded the other way agree, 0 when they say opposite things, as they do
    for somebody who agrees with everything."""
    predicted: float | None
    """What the traits in the file come to; None without traits."""

    @property
    def difference(self) -> float | None:
        """Measured less predicted."""
        return None if self.predicted is None else self.measured - self.predicted


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """One axis of the type."""

    letters: str
    """As in EI."""
    measured: str
    share: float
    """The part of the choices that went to the first letter, 0 to 1."""
    predicted: str
    """Empty without traits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """An interview, scored."""

    factors: tuple[Factor, ...]
    axes: tuple[Axis, ...]
    agreement: float
    """The mean answer to all statements as said: 0.5 is even, 1 says yes to everything."""
    first: float
    """The part of the choices in which the option named first was taken: 0.5 is even."""

    @property
    def mbti(self) -> str:
        """The four letters as measured."""
        return "".join(axis.measured for axis in self.axes)

    @property
    def predicted_mbti(self) -> str:
        return "".join(axis.predicted for axis in self.axes)

    @property
    def doubts(self) -> tuple[str, ...]:
        """Why the scores should not be believed, each in a sentence; nothing when they may be."""
        found = []
        if self.factors and abs(self.agreement - 0.5) > LOPSIDED:
            way = "like" if self.agreement > 0.5 else "unlike"
            found.append(f"nearly all was called {way} me ({self.agreement:.2f} on average): no weighing of each")
        if self.axes and abs(self.first - 0.5) > LOPSIDED:
            found.append(f"the first option was taken in {self.first:.0%} of the choices: no weighing of each")
        return tuple(found)


def score(persona: Persona, answers: Sequence[Answer]) -> Result:
    """The scores of these answers; a factor or axis that nothing was asked about is left out."""
    stated = [answer for answer in answers if isinstance(answer.question, Item)]
    chosen = [answer for answer in answers if isinstance(answer.question, Choice)]
    profile = _profile(persona)
    predicted = profile.big5() if profile else None
    factors = [
        _factor(name, [a for a in stated if a.question.factor == name], predicted[at] if predicted else None)  # type: ignore[union-attr]
        for at, name in enumerate(BIG5)
        if any(a.question.factor == name for a in stated)  # type: ignore[union-attr]
    ]
    measured = {factor.name: factor.measured for factor in factors}
    axes = [
        _axis(axis, mine, measured.get(_BY_FACTOR[axis], 1.0), profile.mbti()[at] if profile else "")
        for at, axis in enumerate(AXES)
        if (mine := [a for a in chosen if a.question.axis == axis])  # type: ignore[union-attr]
    ]
    return Result(
        factors=tuple(factors),
        axes=tuple(axes),
        agreement=_mean([answer.agreed for answer in stated]),
        first=_mean([float(a.letter == a.question.options[0].letter) for a in chosen]),  # type: ignore[union-attr]
    )


def _factor(name: str, answers: Sequence[Answer], predicted: float | None) -> Factor:
    scores: dict[bool, list[float]] = {False: [], True: []}
    for answer in answers:
        assert isinstance(answer.question, Item)
        reverse = answer.question.reverse
        scores[reverse].append(1 - answer.agreed if reverse else answer.agreed)
    halves = [fmean(half) for half in scores.values() if half]
    return Factor(
        name=name,
        # The mean of the halves, so that with an odd number of items agreeing still comes to the middle.
        measured=fmean(halves),
        consistency=1 - (max(halves) - min(halves)),
        predicted=None if predicted is None else (predicted + 2) / 4,
    )


def _axis(letters: str, answers: Sequence[Answer], factor: float, predicted: str) -> Axis:
    share = _mean([float(answer.letter == letters[0]) for answer in answers])
    first = factor > 0.5 if share == 0.5 else share > 0.5
    return Axis(letters=letters, measured=letters[0] if first else letters[1], share=share, predicted=predicted)


def _profile(persona: Persona) -> TraitProfile | None:
    try:
        return TraitProfile(traits=persona.traits)
    except InputError:  # none, or what `persona check` complains of
        return None


def _mean(values: Sequence[float]) -> float:
    return fmean(values) if values else 0.5
