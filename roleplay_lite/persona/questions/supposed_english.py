"""English questions and premises with a value in them: 「so you're a nurse, right」, 「does Nora live in Chengdu」."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from roleplay_lite.persona.facts import SELF, Fact, told
from roleplay_lite.persona.persona import Persona
from roleplay_lite.persona.questions.english import plain_english, whom_english
from roleplay_lite.persona.questions.in_english import in_english
from roleplay_lite.persona.questions.question import Asked, By
from roleplay_lite.persona.questions.relations import kin_words
from roleplay_lite.persona.questions.subjects import book_of
from roleplay_lite.persona.questions.telling import tell
from roleplay_lite.persona.questions.told import UNSET, Told, known

_KIN = "|".join(sorted((word for word in kin_words() if word.isascii()), key=len, reverse=True))
_VALUED = tuple(
    (key, re.compile(pattern))
    for key, pattern in (
        ("kin", rf"(?:are |is )?(?P<no>not )?your (?:older |younger |little |big )?(?P<v>{_KIN})"),
        ("age", r"(?:over |under |about |around )?(?P<v>\d+|[a-z]+teen|twenty.*|thirty.*|forty.*|fifty.*)(?: years old)?"),
        ("hometown", r"(?:originally |really )?(?:from|born in|come from|comes from|grew up in) (?P<v>.+)"),
        ("hometown", r"(?:an? )?(?P<v>canadian|american|british|english|french|german|japanese|korean|australian|indian|russian|italian|spanish)(?: guy| girl| citizen| person)?"),
        ("school", r"(?:at|in) (?P<v>university|college|school|uni)|(?:go|goes|going) to (?P<w>university|college|school|uni|[a-z ]+ (?:university|college))"),
        ("residence", r"(?:still )?(?:live|lives|living|based|staying)(?: here)? (?:in|at|with) (?P<v>.+)|(?P<w>here in .+)"),
        ("workplace", r"(?:work|works|working) (?:at|in|for) (?P<v>.+)"),
        ("major", r"(?:study|studies|studying|major in|majoring in) (?P<v>.+)"),
        ("birthday", r"birthday (?:is )?(?:in|on)? ?(?P<v>.+)|born (?:in|on) (?P<w>(?:january|february|march|april|may|june|july|august|september|october|november|december|\d).*)"),
        ("skill", r"(?:(?:really |very )?(?:good|great|bad) at|able to|can) (?P<v>.+)"),
        ("hobby", r"(?:like to |love to |like |enjoy |into )?(?:play|plays|playing|play the|go|goes) (?:the )?(?P<v>.+)"),
        ("species", r"(?:an? )?(?P<v>(?:robot|human|cat|dog|bird|parrot|machine|real person|person|ai|turtle|seagull)(?: or (?:an? )?.+)?)"),
        ("gender", r"(?:an? )?(?P<v>girl|boy|man|woman|guy|lady|male|female)"),
        ("taste", r"(?P<no>hate|dislike|not like|not eat|can not stand) (?:to eat |eating )?(?P<v>.+)"),
        ("taste", r"(?:like|love|enjoy|eat|into)(?: to eat| eating)? (?P<v>.+)"),
        ("occupation", r"(?:work as )?(?:still )?an? (?P<v>[a-z ]+)"),
        ("name", r"(?:called|named) (?P<v>.+)"),
    )
)  # fmt: skip


def weigh_english(persona: Persona, text: str, today: date) -> tuple[Asked, Told] | None:
    """The answer to what the English line asks to be confirmed or takes for granted; None when no fact bears on it."""
    line = re.sub(r"\b(?:is|are|do|does)n't\b", lambda hit: hit.group()[:-3] + " not", plain_english(text))
    whom, whose = whom_english(persona)
    shape = re.fullmatch(
        rf"(?:is|are|was)(?: not)? (?P<s1>{whose}) (?P<r1>birthday .+)|(?P<s4>{whose}) (?P<r4>birthday (?:is )?(?:in|on) .+)|(?:are|is|do|does|was|were|can|did|have|has)(?: not)? (?P<s2>{whom}) (?P<r2>.+)|"
        rf"(?P<s3>{whom})(?: (?:are|is|do|does|can))?(?: not)? (?P<r3>.+)",
        line,
    )
    if not shape:
        line = re.sub(rf"^({whom})'s (?=(?:your|an?|the|from|in|still|not|also|really)\b)", r"\1 is ", line)
        shape = re.fullmatch(
            rf"(?P<s1>(?!))(?P<r1>(?!))(?P<s4>(?!))(?P<r4>(?!))|(?P<s2>(?!))(?P<r2>(?!))|(?P<s3>{whom}) is(?: not)? (?P<r3>.+)",
            line,
        )
    if not shape or re.search(r"\b(?:me|my|i|what|where|who|why|how|when|which)\b", line):
        return None
    word = shape["s1"] or shape["s4"] or shape["s2"] or shape["s3"]
    rest = re.sub(
        r"^(?:a |an )?(?:also |still |really |just |already )",
        "",
        shape["r1"] or shape["r4"] or shape["r2"] or shape["r3"],
    )
    kin = re.sub("'s$", "", word.removeprefix("your ")).strip()
    owners: Sequence[str] = (SELF,) if kin in ("you", "your") else book_of(persona).words.get(kin.split(" ")[-1], ())
    asks = (
        text.rstrip().endswith("?")
        or shape["s2"]
        or re.search(r"(?i)\b(?:so|huh|right|heard|yeah|(?:is|are|do|does)n't (?:it|he|she|you|they))\b", text)
    )
    if not asks:
        return None
    if not owners:
        absent = tell(persona, Asked(owner=kin.split(" ")[-1], key="who"), today)
        return (Asked(owner=kin, key="who"), absent) if absent.by == "no" else None
    return _valued(persona, owners[0], rest, today) if len(owners) == 1 else None


def _valued(persona: Persona, owner: str, rest: str, today: date) -> tuple[Asked, Told] | None:
    for key, pattern in _VALUED:
        found = pattern.fullmatch(rest)
        if not found:
            continue
        value = (found["v"] or found.groupdict().get("w") or "").strip()
        if key == "kin":
            who = tell(persona, Asked(owner=owner, key="who"), today)
            holds = owner in book_of(persona).words.get(value, ())
            return Asked(owner=owner, key="who"), Told(
                clause=who.clause, facts=who.facts, by="yes" if holds else "no", value=who.value
            )
        if key == "taste":
            return _tasted(persona, owner, value, so=not found.groupdict().get("no"))
        if weighed := _weighed(persona, owner, key, value, today):
            return Asked(owner=owner, key=key), weighed
    return None


def _tasted(persona: Persona, owner: str, what: str, *, so: bool) -> tuple[Asked, Told] | None:
    """A thing among what it likes and dislikes; None when it is neither."""
    facts = [f for f in persona.facts if f.owner == owner and f.key in ("food", "hobby", "likes", "dislikes")]
    if owner == SELF:
        facts += [Fact(key="likes", value=value) for value in persona.preferences.likes]
        facts += [Fact(key="dislikes", value=value) for value in persona.preferences.dislikes]
    for fact in facts:
        if _same(what, in_english(fact)):
            liked = (fact.polarity == "yes") != (fact.key == "dislikes")
            return Asked(owner=owner, key=fact.key), Told(
                facts=(fact,), by="yes" if liked == so else "no", value=fact.value, clause=told([fact])
            )
    return None


def _weighed(persona: Persona, owner: str, key: str, value: str, today: date) -> Told | None:
    if nation := _NATIONS.get(value.split(" ")[0]):
        home = tell(persona, Asked(owner=owner, key="hometown", detail="country"), today)
        country = known(persona, owner, "country", today)[0]
        holds: By = "yes" if any(fact.value == nation for fact in country) else "fact"
        return None if home.by == "unset" else replace(home, by=holds)
    facts: list[Fact] = []
    for one in (key, *_BESIDE.get(key, ())):
        same, _ = known(persona, owner, one, today)
        hits = [fact for fact in same if _same(value, in_english(fact))]
        if hits:
            no = hits[0].polarity == "no"
            base = tell(persona, Asked(owner=owner, key=one), today)
            return Told(clause=base.clause, facts=tuple(hits), by="no" if no else "yes", value=hits[0].value)
        facts = facts or [fact for fact in same if fact.polarity == "yes"]
    if not facts:
        return UNSET if key in ("occupation", "hometown", "residence", "age", "birthday", "major") else None
    by: By = (
        "fact"
        if key in ("skill", "hobby")
        else "no"
        if key in ("hometown", "birthday", "age", "residence", "species")
        else "fact"
    )
    base = tell(persona, Asked(owner=owner, key=facts[0].key), today)
    return Told(clause=base.clause, facts=tuple(facts), by=by, value=base.value)


_NATIONS = {
    "canadian": "加拿大", "american": "美国", "british": "英国", "english": "英国", "french": "法国", "german": "德国", "japanese": "日本",
    "korean": "韩国", "australian": "澳大利亚", "indian": "印度", "russian": "俄罗斯", "italian": "意大利", "spanish": "西班牙",
}  # fmt: skip
_BESIDE = {"skill": ("hobby",), "hobby": ("skill",)}


def _same(value: str, known_: str) -> bool:
    value, known_ = value.lower(), known_.lower()
    return value in known_ or any(len(word) > 3 and word in known_ for word in value.split())
