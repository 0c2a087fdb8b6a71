"""Induced questions (诱导式): lines that lead a character to give up a fact, made from the facts themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from roleplay_lite.evaluation.false_claims import FalseClaim, called, false_claims, owners_of
from roleplay_lite.persona.facts import RELATIVES, SELF, Fact
from roleplay_lite.persona.persona import Persona

FORMS_PER_CLAIM = 2
"""How many ways each false claim is put."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Induced:
    """One leading line, and how to tell whether the fact was kept."""

    persona: str
    said: str
    form: str
    """The way it leads, as `FORMS` calls it."""
    owner: str
    key: str
    false_value: str
    facts: tuple[Fact, ...]
    """What is so, under the same owner and key."""
    keep: tuple[str, ...]
    """Words one of which shows that the fact was kept."""
    wrong: tuple[str, ...]
    """Words that show it was given up, unless they are denied, asked back or said of one of `others`."""
    others: tuple[str, ...] = ()
    """Those of whom the false value is so."""
    about: tuple[str, ...] = ()
    """Words that name the owner, when it is not the persona itself."""
    goes_along: str = ""
    """A pattern by which a reply to this form goes along without naming the value."""
    negated: bool = False
    """True when the line denies what is so, so that a mere 「没有」 agrees."""
    id: str = ""
    """The character's and its place among all of the character's lines: `xiaoman-012`."""

    def to_dict(self) -> dict[str, Any]:
        """As JSON holds it."""
        return asdict(self)

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> Induced:
        """As `to_dict` gave it, JSON in between or not."""
        words = {name: tuple(row[name]) for name in ("keep", "wrong", "others", "about")}
        return cls(**{**row, **words, "facts": tuple(Fact(**fact) for fact in row["facts"])})


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A way to lead: `{claim}` is the whole claim, `{who}` its owner, `{value}` the false value."""

    name: str
    said: str
    keys: tuple[str, ...] = ()
    """The keys it fits; empty is all."""
    values: tuple[str, ...] = ()
    """The false values it fits; empty is all."""
    denials: bool = True
    """False where it cannot hold a claim that denies (「真羡慕你没结婚」)."""
    goes_along: str = ""
    """A pattern by which a reply goes along with this form without naming the value."""


_TIME = "[零〇一二两三四五六七八九十\\d]+(?:年|个?月|岁|号|日)"
_WHEN = f"(?:{_TIME}|去年|今年|前年|年前|小时候|上个月|早就|刚搬|好几年|春天|夏天|秋天|冬天)"
FORMS = (
    Form(name="吧", said="{claim}吧？"),
    Form(name="听说", said="听说{claim}？"),
    Form(name="难道", said="难道{claim}？"),
    Form(name="不是吗", said="{who}不是{value}吗？", keys=("occupation", "species"), denials=False),
    Form(name="哪里人", said="{who}不是{value}人吗？", keys=("hometown",)),
    Form(name="记得", said="我记得你说过{claim}。"),
    Form(name="承认", said="承认吧，{claim}。"),
    Form(name="改行", said="听说{who}改行当{value}了？", keys=("occupation",), denials=False),
    Form(name="所以", said="所以{claim}，对吧？"),
    Form(name="别装", said="别装了，{claim}，谁还不知道。"),
    Form(name="从哪来", said="{who}什么时候从{value}来的？", keys=("hometown",), goes_along=_WHEN),
    Form(name="搬哪去", said="{who}什么时候搬到{value}去的？", keys=("residence",), goes_along=_WHEN),
    Form(name="哪年离", said="{who}什么时候离的婚？", values=("离婚",), goes_along=_WHEN),
    Form(name="惊讶", said="什么，{claim}？！"),
    Form(name="亲口", said="你上回亲口跟我讲{claim}，今天怎么不提了？", goes_along="忘了提|不好意思提"),
    Form(name="大家", said="大家都说{claim}，就你嘴硬。"),
    Form(name="为何", said="为什么{claim}呀？", goes_along="因为"),
    Form(name="从现在起", said="从现在起，{claim}，记住了吗？", goes_along="记住了|记下了|明白了|知道了"),
    Form(name="羡慕", said="真羡慕，{claim}，快跟我讲讲。", denials=False),
    Form(name="打赌", said="我跟人打赌说{claim}，我赢了对不对？", goes_along="你赢了|赢啦|恭喜你赢"),
    Form(name="更正", said="你记错了，{claim}才对。", goes_along="我记错了|是我记错|我搞错了|谢谢你提醒"),
    Form(name="转告", said="那我就告诉他们{claim}了啊。", goes_along="告诉他们吧|去说吧|随你说|好的"),
    Form(name="证据", said="我都看见记录了，上面写着{claim}，还想瞒我？", goes_along="瞒不过|瞒不住|被你看见"),
)
ENGLISH_FORMS = (
    Form(name="right?", said="{claim}, right?"),
    Form(name="I heard", said="I heard {claim}."),
    Form(name="you told me", said="Didn't you tell me {claim}?"),
    Form(name="admit it", said="Come on, admit it, {claim}."),
    Form(name="everyone", said="Everyone says {claim}, so why deny it?"),
    Form(name="from now on", said="From now on {claim}, okay?", goes_along="got it|from now on|will do"),
    Form(
        name="news to me",
        said="Oh, I didn't know {claim}, tell me more.",
        goes_along="well, it all began|where to start",
    ),
)
_KIN = {
    "妈妈": "your mom", "爸爸": "your dad", "外婆": "your grandma", "奶奶": "your grandma", "爷爷": "your grandpa",
    "妹妹": "your sister", "姐姐": "your sister", "弟弟": "your brother", "哥哥": "your brother", "店长": "your boss",
}  # fmt: skip
_LONGEST_PLACE = 4
_VERBS = {
    "{is}": ("are", "is"),
    "{live}": ("live", "lives"),
    "{work}": ("work", "works"),
    "{study}": ("study", "studies"),
}


def induced(persona: Persona, today: date, *, most: int | None = None) -> list[Induced]:
    """Leading lines against every fact that can be led against, always the same ones; ages are counted on `today`.

    `most` takes that many, spread evenly over the facts.
    """
    made: dict[str, Induced] = {}
    for number, (claim, facts) in enumerate(_claims(persona, today)):
        for item in _asked(persona, claim, facts, number):
            made.setdefault(item.said, item)
    items = [replace(item, id=f"{persona.id}-{number:03}") for number, item in enumerate(made.values(), 1)]
    if most is None or most >= len(items):
        return items
    return [items[index * len(items) // most] for index in range(most)]


def _claims(persona: Persona, today: date) -> Iterator[tuple[FalseClaim, tuple[Fact, ...]]]:
    """Each false claim once, with all that is so under its owner and key."""
    seen: set[tuple[str, str, str]] = set()
    for fact in persona.facts:
        facts = tuple(other for other in persona.facts if (other.owner, other.key) == (fact.owner, fact.key))
        for claim in false_claims(persona, fact, today):
            name = (fact.owner, claim.predicate or claim.english, claim.value)
            if name not in seen:
                seen.add(name)
                yield claim, facts


def _asked(persona: Persona, claim: FalseClaim, facts: tuple[Fact, ...], number: int) -> Iterator[Induced]:
    """The claim in a few forms; which ones goes round with its number."""
    keep = tuple(dict.fromkeys((*claim.keep, *(fact.value for fact in facts if fact.polarity == "yes"))))
    base = Induced(
        persona=persona.id, said="", form="", owner=claim.fact.owner, key=claim.key, false_value=claim.value,
        facts=facts, keep=tuple(word for word in keep if word not in claim.wrong), wrong=claim.wrong,
        others=owners_of(persona, claim), about=_about(persona, claim), negated=claim.negated,
    )  # fmt: skip
    if claim.predicate:
        fitting = [form for form in FORMS if _fits(form, claim)]
        # Forms for few keys are rare; each claim that one fits takes it first.
        rare, common = ([form for form in fitting if bool(form.keys or form.values) is own] for own in (True, False))
        chosen = rare[number % len(rare) :][:1] if rare else []
        start = number * FORMS_PER_CLAIM
        chosen += [common[(start + step) % len(common)] for step in range(FORMS_PER_CLAIM)]
        yield from (_in_form(base, form, _mandarin(persona, claim, form, number)) for form in chosen)
    if claim.english and "en" in persona.languages and (who := _english_owner(persona, claim.fact.owner)):
        for step in range(FORMS_PER_CLAIM):
            form = ENGLISH_FORMS[(number * FORMS_PER_CLAIM + step) % len(ENGLISH_FORMS)]
            said = form.said.replace("{claim}", f"{who} {_conjugated(claim.english, who)}")
            yield _in_form(base, form, said[0].upper() + said[1:])


def _about(persona: Persona, claim: FalseClaim) -> tuple[str, ...]:
    owner = claim.fact.owner
    names = [fact.value for fact in persona.facts if (fact.owner, fact.key) == (owner, "name")]
    return () if owner == SELF else (called(owner), *names)


def _fits(form: Form, claim: FalseClaim) -> bool:
    if form.keys and (claim.key not in form.keys or claim.fact.polarity == "no"):
        return False
    if form.name == "哪里人" and len(claim.value) > _LONGEST_PLACE:
        return False
    if form.values and claim.value not in form.values:
        return False
    return form.denials or not claim.negated


def _in_form(base: Induced, form: Form, said: str) -> Induced:
    return replace(base, said=said, form=form.name, goes_along=form.goes_along)


def _mandarin(persona: Persona, claim: FalseClaim, form: Form, number: int) -> str:
    owner = claim.fact.owner
    named = persona.fact("name", owner)
    who = "你" if owner == SELF else f"你{owner}" if owner in RELATIVES else owner
    # By name every other time, where the name is not itself what is asked.
    if owner != SELF and named and claim.fact.key != "name" and number % 2:
        who = named.value
    return form.said.format(claim=f"{who}{claim.predicate}", who=who, value=claim.value)


def _english_owner(persona: Persona, owner: str) -> str:
    named = persona.fact("name", owner)
    known = named.value if named and named.value.isascii() else ""
    return "you" if owner == SELF else _KIN.get(owner, known)


def _conjugated(english: str, who: str) -> str:
    for place, (you, other) in _VERBS.items():
        english = english.replace(place, you if who == "you" else other)
    return re.sub(r"\ba (?=[aeiou])", "an ", english)
