"""Whether what is asked or supposed is so, and the fact that decides it. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from roleplay_lite.persona.facts import SELF, Fact, spoken, told, whose
from roleplay_lite.persona.judge import Verdict, judge
from roleplay_lite.persona.kin import Marital, marital
from roleplay_lite.persona.persona import Persona
from roleplay_lite.persona.questions.polar import animals, is_known
from roleplay_lite.persona.questions.polar_forms import Supposed
from roleplay_lite.persona.questions.question import Asked, By
from roleplay_lite.persona.questions.subjects import book_of
from roleplay_lite.persona.questions.telling import tell
from roleplay_lite.persona.questions.told import UNSET, Told, known

SURE = 0.8
"""Confidence from which a claim is taken for what was meant."""
SINGLE_VALUED = frozenset((
    "age", "birthday", "sign", "zodiac", "hometown", "residence", "occupation", "workplace", "school", "major", "height",
    "weight", "gender", "name", "dialect", "marriage",
))  # fmt: skip


def weigh(persona: Persona, supposed: Supposed, today: date) -> Told | None:
    """The answer to a supposition of `polar`; None when it is not for the facts to give."""
    weighing = {
        "have": _have, "pet": _pet, "gender": _gender, "taste": _taste, "skill": _skill, "either": _either,
        "slot": _slot, "doing": _doing, "lacking": _lacking, "relation": _relation,
    }.get(supposed.kind, _marriage)  # fmt: skip
    found = weighing(persona, supposed, today)
    # Why something is so that is so, no fact says.
    return None if found and supposed.why and found.by in ("yes", "fact", "unset") else found


def _marriage(persona: Persona, supposed: Supposed, today: date) -> Told | None:
    if not is_known(persona, supposed.asked.owner):
        return tell(persona, supposed.asked, today)
    facts, _ = known(persona, supposed.asked.owner, "marriage", today)
    facts = [fact for fact in facts if fact.polarity == "yes"]
    if not facts:
        return UNSET
    state = marital(facts[0].value)
    holds = _HOLDS[supposed.kind].get(state) if state else None
    if supposed.kind == "partner" and state is Marital.MARRIED and "友" in supposed.value:
        holds = None
    spouse = [fact for fact in known(persona, supposed.asked.owner, "spouse", today)[0] if fact.polarity == "yes"]
    tells_spouse = (
        supposed.kind in ("spouse", "partner") and holds and spouse and spouse[0].value not in ("妻子", "丈夫", "爱人")
    )
    base = Told(clause=told(facts), facts=tuple(facts), value=spoken(facts[0]))
    if tells_spouse:
        base = Told(clause=told(spouse), facts=(facts[0], spouse[0]), value=spouse[0].value)
    return replace(base, by="fact" if holds is None else _by(holds == supposed.so))


_HOLDS: dict[str, dict[Marital, bool]] = {
    "single": {Marital.SINGLE: True, Marital.TAKEN: False, Marital.MARRIED: False},
    "married": {Marital.SINGLE: False, Marital.TAKEN: False, Marital.MARRIED: True},
    "partner": {Marital.SINGLE: False, Marital.TAKEN: True, Marital.MARRIED: True},
    "spouse": {Marital.SINGLE: False, Marital.TAKEN: False, Marital.MARRIED: True},
    "divorced": {Marital.SINGLE: False, Marital.TAKEN: False, Marital.MARRIED: False, Marital.DIVORCED: True},
}


def _by(holds: bool) -> By:
    return "yes" if holds else "no"


def _have(persona: Persona, supposed: Supposed, today: date) -> Told | None:
    found = tell(persona, supposed.asked, today)
    if found.by == "unset":
        return found
    # tell says `yes` when there is somebody and `no` when there is nobody.
    return found if found.by == "fact" else replace(found, by=_by((found.by == "yes") == supposed.so))


def _pet(persona: Persona, supposed: Supposed, today: date) -> Told | None:
    facts, _ = known(persona, supposed.asked.owner, "pet", today)
    facts = [fact for fact in facts if fact.polarity == "yes"]
    if not facts:
        return UNSET
    if supposed.value in ("牲口", "小东西", "什么小东西", "活物"):
        supposed = replace(supposed, value="宠物")
    wanted = animals(supposed.value)
    holds = not wanted or any(animals(fact.value) == wanted or wanted in fact.value for fact in facts)
    if supposed.asked.detail == "count" and holds:
        return tell(persona, Asked(owner=supposed.asked.owner, key="pet", detail="count"), today)
    return Told(clause=told(facts), facts=tuple(facts), by=_by(holds == supposed.so), value=facts[0].value)


def _gender(persona: Persona, supposed: Supposed, today: date) -> Told | None:
    facts, _ = known(persona, supposed.asked.owner, "gender", today)
    if not facts:
        return UNSET
    holds = facts[0].value.startswith(supposed.value)
    return Told(clause=told(facts), facts=tuple(facts), by=_by(holds == supposed.so), value=spoken(facts[0]))


def _taste(persona: Persona, supposed: Supposed, today: date) -> Told | None:
    """A thing among what it likes and dislikes; None when it is neither."""
    owner, eats = supposed.asked.owner, supposed.asked.detail.lstrip("不")[:1] in "吃喝能" or "吃" in supposed.value
    facts = [f for f in persona.facts if f.owner == owner and f.key in ("food", "hobby", "likes", "dislikes", "pet")]
    if owner == SELF:
        facts += [Fact(key="likes", value=value) for value in persona.preferences.likes]
        facts += [Fact(key="dislikes", value=value) for value in persona.preferences.dislikes]
    for what in supposed.value.split("|"):
        for fact in facts:
            liked = (fact.polarity == "yes") != (fact.key == "dislikes")
            if (
                fact.key == "pet"
                or (fact.key == "food" and not eats and supposed.asked.key == "dislikes")
                or (eats and fact.key not in ("food", "likes", "dislikes"))
                or not _same(what, fact.value, liked=liked)
            ):
                continue
            wants = (supposed.asked.key == "likes") == supposed.so
            return Told(clause=told([fact]), facts=(fact,), by=_by(liked == wants), value=fact.value)
    return None


def _same(what: str, value: str, *, liked: bool) -> bool:
    """True when the thing asked for is the value, or the kind of thing that a liked value is (「咖啡」: 黑咖啡)."""
    if what == value or (len(value) > 1 and value in what):
        return True
    what = what.removesuffix("子") if len(what) == 2 else what
    what = what.replace("甜的", "甜食").replace("辣的", "辣")
    if what == value:
        return True
    return liked and ((len(what) > 1 and what in value) or (what == value[-1:]))


def _skill(persona: Persona, supposed: Supposed, today: date) -> Told | None:
    owner, what = supposed.asked.owner, supposed.value
    keys = {"skill", "hobby", "dialect"} if not what.startswith(("说", "讲")) else {"skill", "dialect"}
    for key in ("skill", "hobby", "dialect"):
        facts, _ = known(persona, owner, key, today)
        for fact in facts if key in keys else ():
            word = re.sub("^(?:说|讲)", "", what) if key == "dialect" else what
            if len(word) < 2:
                continue
            if not (
                _same(word, fact.value, liked=True)
                or _within(word, fact.value)
                or (key == "skill" and _shared(word, fact.value))
            ):
                continue
            can = fact.polarity == "yes"
            return Told(clause=told([fact]), facts=(fact,), by=_by(can == supposed.so), value=fact.value)
    never = [f for f in persona.facts if f.owner == owner and f.polarity == "no" and f.value in what]
    if never:
        return Told(clause=told(never[:1]), facts=tuple(never[:1]), by=_by(not supposed.so), value=never[0].value)
    return _same_verb(persona, owner, what)


def _same_verb(persona: Persona, owner: str, what: str) -> Told | None:
    """Asked for the guitar, one who plays the ukulele tells that."""
    own = [f for f in persona.facts if f.owner == owner and f.key in ("skill", "hobby") and f.polarity == "yes"]
    near = [f for f in own if what[:1] in "弹吹拉打骑唱跳" and (f.value[0] == what[0] or owner != SELF)]
    away = [
        f
        for f in persona.facts
        if f.owner == owner and f.polarity == "no" and "离开" in f.value and _LEAVING.search(what)
    ]
    facts = away[:1] or near[:1]
    by: By = "no" if away else "fact"
    return Told(clause=told(facts), facts=tuple(facts), by=by, value=facts[0].value) if facts else None


_LEAVING = re.compile("走下|走出|出来|出去|出门|离开|下来|上岸|去别")


def _either(persona: Persona, supposed: Supposed, today: date) -> Told | None:
    """The one of two that a fact says; None when none or both are."""
    own = [f for f in persona.facts if f.owner == supposed.asked.owner and f.polarity == "yes" and f.key != "name"]
    hits: list[tuple[str, Fact]] = []
    for word in supposed.value.split("|"):
        bare = re.sub("(?:人|的|生的?)$", "", word) or word
        hits += [(word, fact) for fact in own if len(bare) > 1 and (bare in fact.value or fact.value in bare)][:1]
        if len(bare) == 1 and bare in "猫狗鸟驴鱼":
            hits += [(word, fact) for fact in own if fact.key in ("pet", "species") and animals(fact.value) == bare][:1]
    made = [f for f in own if f.key == "species"]
    if not hits and made and any(_CREATURE.fullmatch(word) for word in supposed.value.split("|")):
        return Told(clause=told(made), facts=tuple(made), value=made[0].value)
    if not hits and any(animals(word) for word in supposed.value.split("|")):
        found = tell(
            persona, Asked(owner=supposed.asked.owner, key="pet" if supposed.asked.owner == SELF else "species"), today
        )
        return found if found.by == "fact" else None
    if len({word for word, _ in hits}) != 1:
        return None
    fact = hits[0][1]
    same = [f for f in own if f.key == fact.key]
    return Told(clause=told(same), facts=tuple(same), by="fact", value=fact.value)


_CREATURE = re.compile("(?:个|一个|台|只)?(?:真?人|人类|活人|机器人?|程序|动物|鸟|电脑|AI|ai|鬼|妖怪?)")


def _slot(persona: Persona, supposed: Supposed, today: date) -> Told | None:
    """The fact under that key, with yes or no where it can be judged."""
    owner, key, value = supposed.asked.owner, supposed.asked.key, supposed.value
    if key == "been_to":
        return _been(persona, owner, value, supposed.so, today)
    base = tell(persona, Asked(owner=owner, key=key, detail=supposed.asked.detail), today)
    if base.by == "no":
        return base
    if key == "family":
        return base if base.by != "unset" else None
    if base.by == "unset" and key == "workplace":
        # Whoever may help out in the shop lives somewhere.
        home = tell(persona, Asked(owner=owner, key="residence"), today)
        return home if home.by == "fact" else base
    if base.by == "unset":
        return base if key in SINGLE_VALUED and key != "species" else None
    found = judge(Fact(owner=owner, key=key, value=value), persona, today)
    if key == "species" and value[:1] in "公母雄雌" and found.verdict is not Verdict.FALSE:
        return base
    if (found.verdict is Verdict.TRUE and key not in _BY_WORDS) or (
        key not in _MEASURED and _shares(value, base.value)
    ):
        near = key in ("height", "weight") and found.confidence < _SAME_FIGURE
        if supposed.so and (near or says_more(key, value, base.value)):
            return base
        return replace(base, by=_by(supposed.so))
    wrong = found.verdict is Verdict.FALSE and found.confidence >= SURE
    if key == "works" and not wrong:
        never = [
            f
            for f in persona.facts
            if f.owner == owner and f.key == "works" and f.polarity == "no" and value in f.value
        ]
        return Told(clause=told(never), facts=tuple(never), by=_by(not supposed.so), value=value) if never else None
    return replace(base, by="no" if wrong and supposed.so else "yes" if wrong else base.by)


_BY_WORDS = ("major", "school", "works", "workplace")
"""Keys of which two values are only the same when they share the words."""


_SAME_FIGURE = 0.95
"""Confidence below which two heights are only near each other."""
_MEASURED = ("age", "height", "weight", "birth_year")
"""Keys of which one value within another is not the same (「三斤」: 十三斤)."""


def says_more(key: str, value: str, known_: str) -> bool:
    """True when a value that may be so says something besides that is not known: 「杭州城南」 of 「杭州城北」."""
    if key == "occupation":
        return not set(value) & set(known_)
    if key not in ("residence", "hometown") or value in known_ or known_ in value:
        return False
    shared = next((value[:end] for end in range(len(value), 1, -1) if value[:end] in known_), "")
    rest = re.sub("[市省县的里上]|那边|本地|当地|城里|这边", "", value.removeprefix(shared))
    return bool(shared and rest) and rest not in known_


def _shares(value: str, known_: str) -> bool:
    return len(value) > 1 and (value in known_ or known_ in value)


def _been(persona: Persona, owner: str, place: str, so: bool, today: date) -> Told | None:
    for fact in known(persona, owner, "been_to", today)[0]:
        if fact.value in place or place in fact.value:
            base = Fact(owner=owner, key="been_to", value=fact.value)
            home = next(
                (f for f in persona.facts if f.owner == owner and fact.value in f.value and f.key in _PLACED), fact
            )
            return Told(
                clause=f"{told([base])}，{told([home]).removeprefix(whose(owner))}",
                facts=(base, home),
                by=_by(so),
                value=fact.value,
            )
    return None


_PLACED = ("hometown", "residence", "school", "workplace")


def _doing(persona: Persona, supposed: Supposed, today: date) -> Told | None:
    """Something that it does or does not do, by its hobbies, skills and food."""
    for fact in persona.facts:
        if fact.owner != supposed.asked.owner or fact.key not in (
            "hobby",
            "skill",
            "food",
            "occupation",
            "works",
            "dream",
        ):
            continue
        if _same_doing(supposed.value, fact):
            return Told(
                clause=told([fact]), facts=(fact,), by=_by((fact.polarity == "yes") == supposed.so), value=fact.value
            )
    return _same_verb(persona, supposed.asked.owner, supposed.value)


def _same_doing(doing: str, fact: Fact) -> bool:
    if doing == fact.value or (fact.polarity == "yes" and _within(doing, fact.value)):
        return True
    # 「抽两包烟」, 「高铁你也开过」: what it does not do, in other order or with something between.
    return fact.polarity == "no" and len(fact.value) > 1 and set(fact.value) <= set(doing)


def _shared(one: str, other: str) -> bool:
    return any(one[i : i + 2] in other for i in range(len(one) - 1))


def _within(one: str, other: str) -> bool:
    """True when the signs of `one` come in `other` in that order (「下棋」: 下象棋), or they share a run of three."""
    signs = iter(other)
    if len(one) > 1 and all(sign in signs for sign in one):
        return True
    runs = (one[i : i + 3] for i in range(len(one) - 2))
    return any(run in other and not re.search("[的了不好是]", run) for run in runs)


def _relation(persona: Persona, supposed: Supposed, today: date) -> Told | None:
    """Whether somebody is what the persona calls them."""
    holds = supposed.asked.owner in book_of(persona).words.get(supposed.value, ())
    found = tell(persona, Asked(owner=supposed.asked.owner, key="who"), today)
    return replace(found, by=_by(holds == supposed.so)) if found.by != "unset" else None


def _lacking(persona: Persona, supposed: Supposed, today: date) -> Told | None:
    """Whatever is asked of somebody whom it does not have."""
    found = tell(persona, supposed.asked, today)
    return found if found.by == "no" else None
