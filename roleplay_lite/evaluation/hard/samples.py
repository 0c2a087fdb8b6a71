"""Hard samples as they are used: a question, the right answer, and the one that a changed character would give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from random import Random
from typing import Any

from roleplay_lite.evaluation.figures import spread
from roleplay_lite.evaluation.hard.perturbed import Change, Perturbed
from roleplay_lite.evaluation.hard.perturbing import perturbed
from roleplay_lite.evaluation.hard.wording import Form, clause, question
from roleplay_lite.persona.answers import Kind, in_words
from roleplay_lite.persona.facts import SELF, Fact, spoken, told
from roleplay_lite.persona.persona import Persona

LABEL = "contradicted"


@dataclass(frozen=True, slots=True, kw_only=True)
class HardSample:
    """A contrastive pair."""

    id: str
    """The character's, the change, and a number: `xiaoman-owner-003`."""
    persona: str
    name: str
    """What the character is called."""
    licence: str
    """The character's, which holds for what is made of it."""
    today: str
    """The day on which ages are right, ISO 8601."""
    profile: tuple[str, ...]
    """All facts of the character's file, as it says them."""
    change: Change
    form: Form
    question: str
    right: str
    """The answer that the facts give, in the character's words."""
    wrong: str
    """The answer that the changed character gives, in the same words."""
    true: Fact
    """What `right` tells: a fact of the file, or one that follows."""
    false: Fact
    """What `wrong` tells."""
    source: Fact
    """The fact of the file that `wrong` goes against."""
    label: str = LABEL
    """What `wrong` is to the profile, in KvPI's words; `right` is `entailed`."""

    def to_dict(self) -> dict[str, Any]:
        """As JSON holds it."""
        return asdict(self)

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> HardSample:
        """As `to_dict` gave it, JSON in between or not."""
        facts = {name: Fact(**row[name]) for name in ("true", "false", "source")}
        kinds = {"change": Change(row["change"]), "form": Form(row["form"]), "profile": tuple(row["profile"])}
        return cls(**{**row, **facts, **kinds})


def hard_samples(persona: Persona, today: date, *, seed: int = 1, count: int = 0) -> tuple[HardSample, ...]:
    """All samples of a character, or so many of them spread over the kinds of change.

    Pure: the same character, day and seed give the same, under the same ids.
    """
    rng, lines = Random(f"{seed} {persona.id} words"), profile(persona)
    made: dict[tuple[str, str], tuple[Perturbed, _Put]] = {}
    for change in perturbed(persona, today, seed):
        for put in _put(persona, change, rng):
            if put.right != put.wrong:
                made.setdefault((put.question, put.wrong), (change, put))
    numbers = dict.fromkeys(Change, 0)
    samples = []
    for change, put in made.values():
        numbers[change.change] += 1
        samples.append(
            HardSample(
                id=f"{persona.id}-{change.change}-{numbers[change.change]:03}",
                persona=persona.id,
                name=persona.name,
                licence=persona.licence,
                today=today.isoformat(),
                profile=lines,
                change=change.change,
                form=put.form,
                question=put.question,
                right=put.right,
                wrong=put.wrong,
                true=change.true[0],
                false=change.false,
                source=change.source,
            )
        )
    return tuple(evenly(samples, count))


def evenly(samples: Sequence[HardSample], count: int) -> list[HardSample]:
    """So many, as far as may be as many of each change, each change's spread over all of its own; all of them for 0."""
    if not 0 < count < len(samples):
        return list(samples)
    groups = [[sample for sample in samples if sample.change is change] for change in Change]
    taken: list[HardSample] = []
    for place, group in enumerate(sorted(groups, key=len)):
        share = (count - len(taken)) // (len(groups) - place)
        taken += spread(group, share) if share else []
    wanted = {sample.id for sample in taken}
    return [sample for sample in samples if sample.id in wanted]


def profile(persona: Persona) -> tuple[str, ...]:
    """The facts of the character's file as lines, those of one owner under one key together."""
    groups: dict[tuple[str, str], list[Fact]] = {}
    for fact in persona.facts:
        groups.setdefault((fact.owner, fact.key), []).append(fact)
    return tuple(f"{told(facts)}。" for facts in groups.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Put:
    """One way to ask."""

    form: Form
    question: str
    right: str
    wrong: str


def _put(persona: Persona, change: Perturbed, rng: Random) -> Iterator[_Put]:
    """Each form that fits the change, once."""
    true, false, turn = change.true[0], change.false, rng.randrange(1000)
    forms: tuple[tuple[Form, Fact, Kind, Kind], ...] = (
        (Form.OPEN, true, "fact", "fact"),
        (Form.TRUE, true, "yes", "no"),
        (Form.FALSE, false, "no", "yes"),
    )
    for form, asked, right, wrong in forms:
        words = question(persona, form, asked, rng) if _fits(form, change) else ""
        if words:
            so = change.true if form is Form.OPEN else (true,)
            yield _Put(
                form=form,
                question=words,
                right=_said(persona, right, so, turn),
                wrong=_said(persona, wrong, (false,), turn),
            )


def _fits(form: Form, change: Perturbed) -> bool:
    """What is only turned round is not asked for openly, and nobody supposes that one does not do a thing."""
    true = change.true[0]
    if true.key == "name" and true.value in true.owner:
        return False
    if true.value != change.false.value:
        return True
    return form is (Form.TRUE if true.polarity == "yes" else Form.FALSE)


def _said(persona: Persona, kind: Kind, facts: tuple[Fact, ...], turn: int) -> str:
    own = kind == "fact" and facts[0].owner == SELF
    value = "、".join(spoken(fact) for fact in facts if fact.polarity == "yes")
    return in_words(persona, kind, clause(facts), turn=turn, key=facts[0].key if own else "", value=value)
